-- The firm as it stands in letters. One row, or none before somebody said who it is.
CREATE TABLE firm (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip TEXT NOT NULL,
    phone TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What backups are encrypted with: 32 bytes that are made from the recovery key, which is kept
-- nowhere and cannot be made from them. One row, or none before there was a recovery key.
CREATE TABLE backup_keys (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL CHECK (length(key) = 32),
    made_at TEXT NOT NULL
) STRICT;

-- When an account was closed. Its sessions ended then.
ALTER TABLE agents ADD COLUMN closed_at TEXT;
