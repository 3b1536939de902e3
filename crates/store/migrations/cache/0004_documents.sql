-- What the server said of documents: attachments linked to a client, listed client by client.
CREATE TABLE documents (
    -- The attachment's id; the Portal gives a document none of its own.
    attachment_id INTEGER NOT NULL PRIMARY KEY,
    client_id     INTEGER NOT NULL,
    caption       TEXT    NOT NULL DEFAULT '',
    doc_type      TEXT    NOT NULL DEFAULT '',
    subtype       TEXT    NOT NULL DEFAULT '',
    extension     TEXT    NOT NULL DEFAULT '',
    -- Bytes; 0 where the server does not say.
    size          INTEGER NOT NULL DEFAULT 0,
    author        TEXT    NOT NULL DEFAULT '',
    created_at    TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    -- Whether a list of the server has shown it; 0 while only the answer to our own write has.
    listed        INTEGER NOT NULL DEFAULT 0,
    -- Lists in a row that no longer showed it.
    missed        INTEGER NOT NULL DEFAULT 0,
    -- A small JPEG; empty where there is none.
    thumbnail     BLOB    NOT NULL DEFAULT x'',
    -- The encrypted copy of the file, its length and SHA-256; empty until it was opened here.
    spool_id      TEXT    NOT NULL DEFAULT '',
    length        INTEGER NOT NULL DEFAULT 0,
    sha256        BLOB    NOT NULL DEFAULT x'',
    -- When it was opened last.
    opened_at     TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX documents_of_client ON documents (client_id, created_at, attachment_id);
CREATE INDEX documents_by_copy ON documents (opened_at) WHERE spool_id <> '';

-- When each client's documents were last listed.
CREATE TABLE document_lists (
    client_id     INTEGER NOT NULL PRIMARY KEY,
    fetched_at    TEXT    NOT NULL
) STRICT;
