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
    product_id INTEGER,
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
