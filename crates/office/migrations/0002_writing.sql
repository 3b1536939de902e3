-- The latest moment that was written to any record. One row. The next is later, whatever the
-- clock says, so that `updated_at` grows in the order in which changes are committed.
CREATE TABLE moments (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    latest TEXT NOT NULL
) STRICT;
INSERT INTO moments (id, latest) VALUES (1, '1970-01-01T00:00:00.000000Z');

-- What was answered to writes that came with an `Idempotency-Key`, so that the same write is
-- answered again and not done again. `request` is the SHA-256 of the call, in hexadecimal.
CREATE TABLE answers (
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    idempotency_key TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (agent_id, idempotency_key)
) STRICT;

CREATE INDEX answers_by_created_at ON answers (created_at);
