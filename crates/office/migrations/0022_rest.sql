-- A mail server that was in trouble is left alone for a while, whatever waits: how often in a row it
-- was, and until when.
ALTER TABLE mail_servers ADD COLUMN troubles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_servers ADD COLUMN rests_until TEXT;
