-- Letters that were begun here, as the agent left them, and what was sent of them.
CREATE TABLE letters (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    client_id   INTEGER NOT NULL,
    -- What it says and to whom, as JSON.
    draft       TEXT    NOT NULL,
    -- The encrypted copy of the PDF that is sent; empty until it is.
    spool_id    TEXT    NOT NULL DEFAULT '',
    -- What sends the PDF, puts it on the client's file, and sends the letter.
    upload_id   INTEGER REFERENCES operations (id),
    link_id     INTEGER REFERENCES operations (id),
    send_id     INTEGER REFERENCES operations (id),
    created_at  TEXT    NOT NULL,
    changed_at  TEXT    NOT NULL
) STRICT;

CREATE INDEX letters_of_client ON letters (client_id, id);

-- The firm as it stands in letters, one row.
CREATE TABLE firm (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    -- Name, address and telephone number, as JSON.
    details  TEXT    NOT NULL
) STRICT;
