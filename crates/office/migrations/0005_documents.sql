-- Files. Their bytes stand in chunks, which are put here while an upload comes in; a file to which
-- no attachment belongs was never finished, and goes at the next start. A paper that practice
-- invents has no chunks: it is drawn when it is read, from the client and `place`, its place among
-- the client's papers.
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER REFERENCES clients (id),
    place INTEGER,
    CHECK ((client_id IS NULL) = (place IS NULL))
) STRICT;

-- The bytes of files, 256 KiB a row but for the last.
CREATE TABLE file_chunks (
    file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (file, place)
) STRICT;

-- What is known of files. `kind` is the media type, `extension` the end of the name in small
-- letters; `searched` is the caption as it is shown, folded (lower case, no accents). The size of a
-- paper that is drawn is missing until somebody asks for it.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES agents (id),
    file INTEGER NOT NULL UNIQUE REFERENCES files (id),
    name TEXT NOT NULL,
    caption TEXT NOT NULL,
    searched TEXT NOT NULL,
    kind TEXT NOT NULL,
    extension TEXT NOT NULL,
    size INTEGER CHECK (size > 0),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What files belong to. A document's own file is among them.
CREATE TABLE attachment_links (
    attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    entity_type TEXT NOT NULL CHECK (entity_type IN ('client', 'client_document')),
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (attachment_id, entity_type, entity_id)
) STRICT;

CREATE INDEX attachment_links_by_entity ON attachment_links (entity_type, entity_id, attachment_id);

-- Files of clients of which somebody has said what they are. `author_id` and `size` are those of
-- the file, for sorting.
CREATE TABLE client_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    attachment_id INTEGER NOT NULL REFERENCES attachments (id),
    author_id INTEGER NOT NULL REFERENCES agents (id),
    size INTEGER,
    type TEXT NOT NULL,
    subtype TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (attachment_id, client_id, type)
) STRICT;

-- Documents are listed per client only, and a client has some dozens: one index finds them.
CREATE INDEX client_documents_of_client ON client_documents (client_id, id);

-- How many of the practice clients have their papers.
ALTER TABLE practice ADD COLUMN papered INTEGER NOT NULL DEFAULT 0;
