-- What agents write down about a client. `opening` is how the text begins, folded (lower case, no
-- accents), for sorting; `searched` is all of it and the day it was written, folded, for finding.
-- A number is never given out again: whoever deletes a note twice deletes no other.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    user_id INTEGER NOT NULL REFERENCES agents (id),
    note_text TEXT NOT NULL,
    opening TEXT NOT NULL,
    searched TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- A page of the whole list is found in one of these alone …
CREATE INDEX notes_by_id ON notes (id);
CREATE INDEX notes_by_opening ON notes (opening, id);
CREATE INDEX notes_by_user_id ON notes (user_id, id);
CREATE INDEX notes_by_created_at ON notes (created_at, id);
CREATE INDEX notes_by_updated_at ON notes (updated_at, id);
-- … and a page of one client's notes in one of these.
CREATE INDEX notes_of_client_by_id ON notes (client_id, id);
CREATE INDEX notes_of_client_by_opening ON notes (client_id, opening, id);
CREATE INDEX notes_of_client_by_user_id ON notes (client_id, user_id, id);
CREATE INDEX notes_of_client_by_created_at ON notes (client_id, created_at, id);
CREATE INDEX notes_of_client_by_updated_at ON notes (client_id, updated_at, id);

-- How many of the practice clients have their notes.
ALTER TABLE practice ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
