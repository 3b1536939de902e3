-- What those who sign in may do; whoever was here before there were roles may do everything. Who is
-- a client has the client's record, and may do nothing once that is gone.
ALTER TABLE agents ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator'
    CHECK (role IN ('administrator', 'agent', 'read_only', 'client'));
ALTER TABLE agents ADD COLUMN client_id INTEGER REFERENCES clients (id) ON DELETE SET NULL;

-- The number of the sessions that are good. A token of another number is worth nothing.
ALTER TABLE agents ADD COLUMN session INTEGER NOT NULL DEFAULT 0;

-- Codes with which somebody who forgot a password can set another, the latest of each agent.
-- `code` is the SHA-256 of the code, in hexadecimal.
CREATE TABLE recoveries (
    agent_id INTEGER PRIMARY KEY REFERENCES agents (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
