-- How often a segment was used: exported, or searched by.
ALTER TABLE segments ADD COLUMN usage_count INTEGER NOT NULL DEFAULT 0;
