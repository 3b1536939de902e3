-- How a piece stands, as its attributes show it, so that what waits for somebody's hands is found.
ALTER TABLE correspondence ADD COLUMN status TEXT NOT NULL DEFAULT 'outgoing';

UPDATE correspondence SET status = COALESCE((
    SELECT json_extract(said.value, '$.value') FROM json_each(correspondence.attributes) AS said
    WHERE json_extract(said.value, '$.name') = 'status'), 'outgoing');

-- What waits, the oldest first.
CREATE INDEX correspondence_by_hand ON correspondence (id)
    WHERE status IN ('outgoing', 'failed', 'unclear');
