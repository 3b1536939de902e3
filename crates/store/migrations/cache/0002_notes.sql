-- What the server said of notes.
CREATE TABLE notes (
    id            INTEGER NOT NULL PRIMARY KEY,
    client_id     INTEGER NOT NULL,
    note_text     TEXT    NOT NULL DEFAULT '',
    author        TEXT    NOT NULL DEFAULT '',
    author_email  TEXT    NOT NULL DEFAULT '',
    created_at    TEXT    NOT NULL DEFAULT '',
    updated_at    TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    -- Whether a list of the server has shown it; 0 while only the answer to our own write has.
    listed        INTEGER NOT NULL DEFAULT 0,
    seen_in_run   INTEGER NOT NULL DEFAULT 0,
    missed        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX notes_of_client ON notes (client_id, created_at, id);
CREATE INDEX notes_by_run ON notes (seen_in_run);
