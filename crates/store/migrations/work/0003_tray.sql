-- What needs the record that another operation makes: it waits for that one.
ALTER TABLE operations ADD COLUMN after_id INTEGER REFERENCES operations (id);

-- Files that were dropped, until the agent has seen that the server has them.
CREATE TABLE tray (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- The encrypted copy; empty once it is wiped, and for files that were not taken.
    spool_id    TEXT    NOT NULL DEFAULT '',
    name        TEXT    NOT NULL,
    -- jpg, png, pdf, doc or docx; empty for files that were not taken.
    kind        TEXT    NOT NULL DEFAULT '',
    size        INTEGER NOT NULL DEFAULT 0,
    sha256      BLOB    NOT NULL DEFAULT x'',
    client_id   INTEGER,
    doc_type    TEXT    NOT NULL DEFAULT '',
    subtype     TEXT    NOT NULL DEFAULT '',
    caption     TEXT    NOT NULL DEFAULT '',
    -- Sentences, as JSON.
    warnings    TEXT    NOT NULL DEFAULT '[]',
    -- Why it was not taken; empty where it was.
    refusal     TEXT    NOT NULL DEFAULT '',
    -- A small JPEG; empty where there is none.
    thumbnail   BLOB    NOT NULL DEFAULT x'',
    upload_id   INTEGER REFERENCES operations (id),
    link_id     INTEGER REFERENCES operations (id),
    added_at    TEXT    NOT NULL
) STRICT;

CREATE INDEX tray_of_client ON tray (client_id, id);
CREATE INDEX tray_by_content ON tray (sha256);
