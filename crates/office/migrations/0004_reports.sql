-- Credit reports. What a report of an invented client says is computed when it is read, from the
-- client and the report's `place` among the client's; `content` is JSON that was put in.
-- A number is never given out again.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    -- EFX, EXP or TUC.
    bureau TEXT NOT NULL,
    vendor TEXT NOT NULL,
    report_date TEXT NOT NULL,
    report_id TEXT NOT NULL,
    place INTEGER,
    content TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((place IS NULL) <> (content IS NULL))
) STRICT;

-- Reports are listed client by client; a client has few.
CREATE INDEX reports_of_client_by_report_date ON reports (client_id, report_date, id);

-- What speaks against a client, one row an account and bureau. `record` is the account as the
-- wire has it, without what stands in columns.
CREATE TABLE negative_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    report INTEGER NOT NULL REFERENCES reports (id),
    -- Folded, for sorting.
    account_name TEXT NOT NULL,
    account_type TEXT NOT NULL,
    is_negative INTEGER NOT NULL,
    is_collection INTEGER NOT NULL,
    is_charge_off INTEGER NOT NULL,
    is_disputed INTEGER NOT NULL,
    -- How far the work is: 0 new, 1 not processed, 2 in progress, 3 repaired.
    status INTEGER NOT NULL,
    not_dispute INTEGER NOT NULL,
    created_by INTEGER REFERENCES agents (id),
    updated_by INTEGER REFERENCES agents (id),
    record TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- A page of the whole list is found in one of these alone …
CREATE INDEX negative_items_by_id ON negative_items (id);
CREATE INDEX negative_items_by_client_id ON negative_items (client_id, id);
CREATE INDEX negative_items_by_account_name ON negative_items (account_name, id);
CREATE INDEX negative_items_by_account_type ON negative_items (account_type, id);
CREATE INDEX negative_items_by_status ON negative_items (status, id);
CREATE INDEX negative_items_by_updated_at ON negative_items (updated_at, id);

-- How many of the practice clients have their reports and items.
ALTER TABLE practice ADD COLUMN reported INTEGER NOT NULL DEFAULT 0;
