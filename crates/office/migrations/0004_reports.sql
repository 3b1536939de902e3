-- The credit reports of clients. What a report says is in `content`, JSON. In a practice office it
-- is computed when it is read instead: from the client and `place`, the report's place among the
-- client's invented ones.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    bureau TEXT NOT NULL CHECK (bureau IN ('EFX', 'EXP', 'TUC')),
    vendor TEXT NOT NULL,
    report_date TEXT NOT NULL,
    report_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    place INTEGER,
    content TEXT,
    CHECK ((place IS NULL) <> (content IS NULL))
) STRICT;

-- Reports are listed per client only, and a client has a few dozen at most: one index finds them.
CREATE INDEX reports_of_client ON reports (client_id, id);

-- What speaks against clients, one row an account and bureau. Columns are what is filtered and
-- sorted by: `account_name` folded (lower case, no accents), `account_type` as Metro 2's code or,
-- where it has none, folded, `status` by its place from new (0) to repaired (3). The rest is in
-- `content` or computed, as with reports.
CREATE TABLE negative_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    report INTEGER REFERENCES reports (id),
    account_name TEXT NOT NULL,
    account_type TEXT NOT NULL,
    is_negative INTEGER NOT NULL CHECK (is_negative IN (0, 1)),
    is_collection INTEGER NOT NULL CHECK (is_collection IN (0, 1)),
    is_charge_off INTEGER NOT NULL CHECK (is_charge_off IN (0, 1)),
    is_disputed INTEGER NOT NULL CHECK (is_disputed IN (0, 1)),
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
    updated_at TEXT NOT NULL,
    place INTEGER,
    content TEXT,
    CHECK ((place IS NULL) <> (content IS NULL))
) STRICT;

-- A page of any order is found in one of these alone, whatever it is narrowed down to. One
-- client's items are found in the second, and are few enough to be sorted then.
CREATE INDEX negative_items_by_id ON negative_items
    (id, account_type, is_negative, is_collection, is_charge_off, is_disputed, status);
CREATE INDEX negative_items_by_client_id ON negative_items
    (client_id, id, account_type, is_negative, is_collection, is_charge_off, is_disputed, status);
CREATE INDEX negative_items_by_account_name ON negative_items
    (account_name, id, account_type, is_negative, is_collection, is_charge_off, is_disputed, status);
CREATE INDEX negative_items_by_status ON negative_items
    (status, id, account_type, is_negative, is_collection, is_charge_off, is_disputed);
CREATE INDEX negative_items_by_updated_at ON negative_items
    (updated_at, id, account_type, is_negative, is_collection, is_charge_off, is_disputed, status);

-- How many of the practice clients have their reports and negative items.
ALTER TABLE practice ADD COLUMN reported INTEGER NOT NULL DEFAULT 0;
