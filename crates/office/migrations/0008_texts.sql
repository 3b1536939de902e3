-- No two categories have one name, and no two snippets for one state, or for all of them.
CREATE UNIQUE INDEX template_categories_by_name ON template_categories (searched);
CREATE UNIQUE INDEX snippets_by_name ON snippets (searched, COALESCE(state_code, ''));

-- How many templates stand under a category.
CREATE INDEX templates_by_category ON templates (category);
