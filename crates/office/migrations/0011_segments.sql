-- Clients or negative items that have something in common. `conditions` is the JSON that was
-- entered; counts are those of the members when they were found last. `searched` is the name and
-- `looked_up` name and description, folded (lower case, no accents). There are some dozens.
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL UNIQUE,
    looked_up TEXT NOT NULL,
    description TEXT,
    type TEXT NOT NULL CHECK (type IN ('client', 'negative_item')),
    conditions TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_archive INTEGER NOT NULL CHECK (is_archive IN (0, 1)),
    clients_count INTEGER NOT NULL,
    negative_items_count INTEGER,
    refreshed_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The clients who were found for segments, or whose items were.
CREATE TABLE segment_clients (
    segment INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
    client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    PRIMARY KEY (segment, client_id)
) STRICT;

CREATE INDEX segment_clients_by_client ON segment_clients (client_id);

-- What was imported. `searched` is what of it is looked for, folded, one a line.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type IN ('add', 'update', 'delete')),
    status TEXT NOT NULL,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE SET NULL,
    user_id INTEGER NOT NULL REFERENCES agents (id),
    total_records INTEGER NOT NULL,
    processed_records INTEGER NOT NULL,
    error_log TEXT,
    searched TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX imports_by_attachment ON imports (attachment_id);

-- The number that was given to a client last. One row. None is ever given out again.
CREATE TABLE client_numbers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;
INSERT INTO client_numbers (id, latest) VALUES (1, 0);

-- Whoever is taken on is looked for among those who are here already.
CREATE INDEX clients_by_ssn ON clients (ssn) WHERE ssn IS NOT NULL;
CREATE INDEX clients_by_crm_id ON clients (crm_id);
