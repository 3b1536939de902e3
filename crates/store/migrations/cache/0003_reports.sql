-- What the server said of negative items.
CREATE TABLE negative_items (
    -- The server's id; where it gives none, a negative number made from what names the item.
    id            INTEGER NOT NULL PRIMARY KEY,
    client_id     INTEGER NOT NULL,
    -- The report it was taken from, as the server writes it; empty when it does not say.
    report_id     TEXT    NOT NULL DEFAULT '',
    -- Empty where the server does not say.
    updated_at    TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    seen_in_run   INTEGER NOT NULL DEFAULT 0,
    missed        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX negative_items_of_client ON negative_items (client_id, id);
CREATE INDEX negative_items_by_run ON negative_items (seen_in_run);

-- What the server said of credit reports, listed client by client.
CREATE TABLE reports (
    id            INTEGER NOT NULL PRIMARY KEY,
    client_id     INTEGER NOT NULL,
    -- The vendor's number, as the server writes it.
    report_id     TEXT    NOT NULL DEFAULT '',
    bureau        TEXT    NOT NULL DEFAULT '',
    vendor        TEXT    NOT NULL DEFAULT '',
    report_date   TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    -- Lists in a row that no longer showed it.
    missed        INTEGER NOT NULL DEFAULT 0,
    -- The record with its content, JSON as received, deflated; null until it was fetched.
    content       BLOB,
    -- Whether the server cannot give the content; it is not asked for again until the record
    -- changes.
    unavailable   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX reports_of_client ON reports (client_id, report_date, id);
CREATE INDEX reports_to_fetch ON reports (client_id) WHERE content IS NULL AND unavailable = 0;
CREATE INDEX reports_by_number ON reports (client_id, report_id);

-- When each client's reports were last listed.
CREATE TABLE report_lists (
    client_id     INTEGER NOT NULL PRIMARY KEY,
    fetched_at    TEXT    NOT NULL
) STRICT;

CREATE INDEX report_lists_by_age ON report_lists (fetched_at);
