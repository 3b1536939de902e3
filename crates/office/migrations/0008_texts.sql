-- No two categories have one name, and no two snippets for one state, or for all of them.
CREATE UNIQUE INDEX template_categories_by_name ON template_categories (searched);
CREATE UNIQUE INDEX snippets_by_name ON snippets (searched, COALESCE(state_code, ''));

-- How many templates stand under a category.
CREATE INDEX templates_by_category ON templates (category);

-- Texts that clients agree to. `searched` is the name, folded. `product_id` is the product that one
-- is for.
CREATE TABLE contracts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    description TEXT,
    content TEXT NOT NULL,
    product_id INTEGER REFERENCES products (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What contracts said from one change to the next. `version_number` is the second of the change in
-- digits, or a later one, so that it grows.
CREATE TABLE contract_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contract INTEGER NOT NULL REFERENCES contracts (id),
    author INTEGER NOT NULL REFERENCES agents (id),
    content TEXT NOT NULL,
    version_number TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (contract, version_number)
) STRICT;

-- What clients agreed to. `searched` is the name, folded.
CREATE TABLE agreements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    author_id INTEGER NOT NULL REFERENCES agents (id),
    contract_id INTEGER REFERENCES contracts (id),
    attachment_id INTEGER REFERENCES attachments (id),
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    type TEXT NOT NULL,
    agreement_signed TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX agreements_of_client ON agreements (client_id, id);
CREATE INDEX agreements_by_contract ON agreements (contract_id);
CREATE INDEX agreements_by_attachment ON agreements (attachment_id);
