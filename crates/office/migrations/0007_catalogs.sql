-- Whether the office was given what it begins with of what stands in this file.
ALTER TABLE office ADD COLUMN catalogued INTEGER NOT NULL DEFAULT 0 CHECK (catalogued IN (0, 1));

-- There are some dozens of each of these at most: no index is needed to find one.

-- The kinds of creditors. `type` is one of the words that furnishers are sorted by.
CREATE TABLE creditor_types (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    subtype TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Which creditors instructions are for; one that stands here for none is for all.
CREATE TABLE instruction_creditor_types (
    instruction INTEGER NOT NULL REFERENCES instructions (id) ON DELETE CASCADE,
    creditor_type INTEGER NOT NULL REFERENCES creditor_types (id),
    PRIMARY KEY (instruction, creditor_type)
) STRICT;

-- What agents pick from where they enter a negative item. `type` is in small letters, `searched`
-- the value, folded (lower case, no accents). Nobody is the author of what the office began with.
CREATE TABLE item_dropdowns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    searched TEXT NOT NULL,
    author INTEGER REFERENCES agents (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (type, searched)
) STRICT;

-- How often a fax that did not go through is sent again. One row, or none before somebody set it.
CREATE TABLE fax_settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reattempt_count INTEGER NOT NULL CHECK (reattempt_count >= 0),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What clients may want. `searched` is the name, folded.
CREATE TABLE goals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL UNIQUE,
    icon TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What clients want.
CREATE TABLE client_goals (
    client_id INTEGER NOT NULL REFERENCES clients (id),
    goal INTEGER NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    PRIMARY KEY (client_id, goal)
) STRICT;

CREATE INDEX client_goals_by_goal ON client_goals (goal);

-- What the firm sells.
CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    product_code TEXT NOT NULL UNIQUE,
    product_type TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
