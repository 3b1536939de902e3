-- What the agent did and the server does not have yet, in the order in which it was done.
CREATE TABLE operations (
    id           INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- Sent with every attempt to a server that honours it.
    idempotency_key TEXT NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    client_id    INTEGER NOT NULL,
    -- What is to be sent, as JSON.
    body         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('queued', 'sending', 'uncertain', 'reconciling',
                     'needs_agent', 'rejected', 'acked', 'confirmed', 'discarded')),
    -- Attempts begun, counted before the first byte leaves.
    attempts     INTEGER NOT NULL DEFAULT 0,
    -- Whether an earlier attempt may have arrived.
    in_doubt     INTEGER NOT NULL DEFAULT 0,
    -- When the first and the last attempt began.
    first_at     TEXT    NOT NULL DEFAULT '',
    began_at     TEXT    NOT NULL DEFAULT '',
    -- Nothing happens to it before this.
    not_before   TEXT    NOT NULL DEFAULT '',
    -- Reads in a row that did not find it on the server.
    absent       INTEGER NOT NULL DEFAULT 0,
    -- Why it is where it is, for the agent.
    reason       TEXT    NOT NULL DEFAULT '',
    remote_id    INTEGER,
    created_at   TEXT    NOT NULL,
    changed_at   TEXT    NOT NULL
) STRICT;

CREATE INDEX operations_unfinished ON operations (client_id, id)
    WHERE state NOT IN ('confirmed', 'discarded');

-- One record of the server settles one operation, never two.
CREATE TABLE claims (
    remote_kind   TEXT    NOT NULL,
    remote_id     INTEGER NOT NULL,
    operation_id  INTEGER NOT NULL REFERENCES operations (id),
    PRIMARY KEY (remote_kind, remote_id)
) STRICT;

-- How many commits this file has had; the mark beside it says how many it must have.
CREATE TABLE commits (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    count  INTEGER NOT NULL
) STRICT;
INSERT INTO commits (one, count) VALUES (1, 0);

-- Times this file was found with fewer commits than its mark.
CREATE TABLE losses (
    found_at  TEXT    NOT NULL PRIMARY KEY,
    commits   INTEGER NOT NULL,
    seen      INTEGER NOT NULL DEFAULT 0
) STRICT;
