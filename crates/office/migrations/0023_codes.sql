-- Whether a piece holds a code or a PIN: it is read by those alone who may send it, keeps no client
-- here, and goes when it is good no longer.
ALTER TABLE correspondence ADD COLUMN is_code INTEGER NOT NULL DEFAULT 0 CHECK (is_code IN (0, 1));

UPDATE correspondence SET is_code = 1
WHERE (type = 'email' AND content LIKE '%this code sets another password for you%'
        AND client_id = (SELECT client_id FROM agents WHERE id = user_id))
    OR (type = 'sms' AND content LIKE 'Your PIN is ______. It is good for %');

CREATE INDEX correspondence_codes ON correspondence (user_id) WHERE is_code = 1;

-- The records that a kept answer is about: what is kept of a record goes with the record.
CREATE TABLE answer_records (
    kind TEXT NOT NULL CHECK (kind IN ('client', 'attachment')),
    record_id INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    PRIMARY KEY (kind, record_id, agent_id, idempotency_key),
    FOREIGN KEY (agent_id, idempotency_key) REFERENCES answers (agent_id, idempotency_key)
        ON DELETE CASCADE
) STRICT;

CREATE INDEX answer_records_of_answer ON answer_records (agent_id, idempotency_key);

INSERT INTO answer_records (kind, record_id, agent_id, idempotency_key)
SELECT 'client', client_id, agent_id, idempotency_key FROM answers WHERE client_id IS NOT NULL;

-- So stands from here on what was about a record that is gone.
UPDATE answers SET answer = '' WHERE answer = '{}';

DROP INDEX answers_of_client;
ALTER TABLE answers DROP COLUMN client_id;
