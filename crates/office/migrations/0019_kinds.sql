-- What files belong to. The office knows which kinds of records there are, and looks for the one
-- that is meant. A document's own file is among them, and what a client signed is the agreement's.
CREATE TABLE attachment_owners (
    attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    entity_type TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (attachment_id, entity_type, entity_id)
) STRICT;
INSERT INTO attachment_owners (attachment_id, entity_type, entity_id)
SELECT attachment_id, entity_type, entity_id FROM attachment_links
UNION ALL SELECT attachment_id, 'agreement', id FROM agreements WHERE attachment_id IS NOT NULL;
DROP TABLE attachment_links;
ALTER TABLE attachment_owners RENAME TO attachment_links;
CREATE INDEX attachment_links_by_entity ON attachment_links (entity_type, entity_id, attachment_id);
