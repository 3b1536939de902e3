-- The client whom an answer is about, where it names one: what is kept of a client goes with the
-- client.
ALTER TABLE answers ADD COLUMN client_id INTEGER;
CREATE INDEX answers_of_client ON answers (client_id) WHERE client_id IS NOT NULL;

UPDATE answers SET client_id = (
    SELECT COALESCE(MIN(CASE WHEN part.key = 'client_id' AND part.type = 'integer' THEN part.atom END),
        MIN(c.id), MIN(e.client_id))
    FROM json_tree(CASE WHEN json_valid(answer) THEN answer ELSE '{}' END) AS part
    LEFT JOIN clients AS c ON part.key = 'client_key' AND c.client_key = part.atom
    LEFT JOIN exchange_requests AS e ON part.key = 'idRequest' AND e.id = part.atom
);

-- How many of the negative items that were found for a segment are the client's: they leave it with
-- the client. Where they were found earlier, it is known when they are found anew.
ALTER TABLE segment_clients ADD COLUMN items INTEGER NOT NULL DEFAULT 0;
