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
