-- What the server said of clients. `record` is the JSON exactly as received; the other columns
-- are what is listed, searched or sorted.
CREATE TABLE clients (
    id            INTEGER NOT NULL PRIMARY KEY,
    first_name    TEXT    NOT NULL DEFAULT '',
    middle_name   TEXT    NOT NULL DEFAULT '',
    last_name     TEXT    NOT NULL DEFAULT '',
    email         TEXT    NOT NULL DEFAULT '',
    phone         TEXT    NOT NULL DEFAULT '',
    place         TEXT    NOT NULL DEFAULT '',
    ssn_last4     TEXT    NOT NULL DEFAULT '',
    -- Folded forms, so that an index can sort names as people do.
    sort_name     TEXT    NOT NULL DEFAULT '',
    sort_email    TEXT    NOT NULL DEFAULT '',
    sort_phone    TEXT    NOT NULL DEFAULT '',
    sort_place    TEXT    NOT NULL DEFAULT '',
    -- Empty where the server does not say.
    updated_at    TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    -- The last full run that saw the record, and how many have missed it since.
    seen_in_run   INTEGER NOT NULL DEFAULT 0,
    missed        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX clients_by_name ON clients (sort_name, id);
CREATE INDEX clients_by_email ON clients (sort_email, id);
CREATE INDEX clients_by_phone ON clients (sort_phone, id);
CREATE INDEX clients_by_place ON clients (sort_place, id);
CREATE INDEX clients_by_update ON clients (updated_at, id);
CREATE INDEX clients_by_run ON clients (seen_in_run);

-- Words of a client, found by their beginnings. Contentless: the words are not kept twice.
CREATE VIRTUAL TABLE clients_search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- How far a kind of record has been fetched.
CREATE TABLE pulls (
    kind         TEXT    NOT NULL PRIMARY KEY,
    -- The full run under way; 0 when none is.
    run          INTEGER NOT NULL DEFAULT 0,
    -- Full runs begun so far.
    runs         INTEGER NOT NULL DEFAULT 0,
    -- The page that the run under way reads next.
    next_page    INTEGER NOT NULL DEFAULT 1,
    -- The server's own time when the run under way began.
    began_at     TEXT    NOT NULL DEFAULT '',
    -- The greatest `updated_at` of the last finished run, in the server's words.
    watermark    TEXT    NOT NULL DEFAULT '',
    -- What the server last said the list holds; -1 before it did.
    total        INTEGER NOT NULL DEFAULT -1,
    -- How many of them the last full run could not keep, such as records it could not read.
    gap          INTEGER NOT NULL DEFAULT 0,
    -- When a run last finished, by this machine's clock; empty before the first did.
    finished_at  TEXT    NOT NULL DEFAULT '',
    -- When every id was last compared, by this machine's clock.
    swept_at     TEXT    NOT NULL DEFAULT ''
) STRICT;

-- Records that could not be read; the rest of their page was applied.
CREATE TABLE quarantine (
    kind     TEXT NOT NULL,
    hash     BLOB NOT NULL,
    record   TEXT NOT NULL,
    reason   TEXT NOT NULL,
    seen_at  TEXT NOT NULL,
    PRIMARY KEY (kind, hash)
) STRICT;
