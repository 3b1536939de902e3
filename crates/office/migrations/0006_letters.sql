-- Whether the office was given what it begins with: templates, addresses, reasons.
ALTER TABLE office ADD COLUMN stocked INTEGER NOT NULL DEFAULT 0 CHECK (stocked IN (0, 1));

-- In what follows `searched` is the name, folded (lower case, no accents), for sorting and for
-- finding. There are some dozens of each, seldom hundreds: no index is needed to find a page.

-- What templates stand under.
CREATE TABLE template_categories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Texts that are written once and sent many times.
CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    category INTEGER NOT NULL REFERENCES template_categories (id),
    type TEXT NOT NULL CHECK (type IN ('static', 'smart', 'sms', 'reference')),
    is_dispute INTEGER NOT NULL CHECK (is_dispute IN (0, 1)),
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What templates say, block by block, in the order of their numbers.
CREATE TABLE template_contents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    template INTEGER NOT NULL REFERENCES templates (id),
    section_type TEXT,
    content TEXT NOT NULL,
    version TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX template_contents_of_template ON template_contents (template, id);

-- Pieces of text that templates take in by their names; some for one state only.
CREATE TABLE snippets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    content TEXT NOT NULL,
    state_code TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Where the bureaus take letters and faxes. `searched` is all of it, one a line.
CREATE TABLE bureau_addresses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    zip_code TEXT NOT NULL,
    fax_number TEXT,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    searched TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX bureau_addresses_by_default ON bureau_addresses (type) WHERE is_default = 1;

-- Those who report accounts.
CREATE TABLE furnishers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    type TEXT NOT NULL,
    fax_number TEXT,
    address TEXT,
    city TEXT,
    state TEXT,
    zip_code TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Reasons for a dispute as the bureaus know them.
CREATE TABLE claim_codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tcp_name TEXT NOT NULL,
    eq_code TEXT,
    ex_code TEXT,
    tu_code TEXT,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Reasons for a dispute as agents pick them. `place` is their order, from 1.
CREATE TABLE instructions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_code INTEGER NOT NULL REFERENCES claim_codes (id),
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    place INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What was sent about clients, and what lies in the outgoing folder to be sent. What is shown of
-- it is in `attributes`, a JSON object; recipient, subject and the sender's names, as they were
-- then, stand beside it folded, a fax number in its digits, and all of it in `searched`, one a
-- line. `content` is what it says; a fax has only its file.
CREATE TABLE correspondence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type IN ('fax', 'email', 'sms', 'letter')),
    client_id INTEGER REFERENCES clients (id),
    negative_item_id INTEGER REFERENCES negative_items (id),
    user_id INTEGER NOT NULL REFERENCES agents (id),
    recipient TEXT NOT NULL,
    fax_number TEXT,
    subject TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    searched TEXT NOT NULL,
    attributes TEXT NOT NULL,
    content TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The list as it is opened and as it is kept up to date, whole and of one client; other orders
-- are sorted when somebody asks for them.
CREATE INDEX correspondence_by_id ON correspondence (id);
CREATE INDEX correspondence_by_created_at ON correspondence (created_at, id);
CREATE INDEX correspondence_by_updated_at ON correspondence (updated_at, id);
CREATE INDEX correspondence_of_client ON correspondence (client_id, created_at, id);
CREATE INDEX correspondence_of_item ON correspondence (negative_item_id, id);

-- Files belong to what they were sent with, too.
CREATE TABLE attachment_owners (
    attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    entity_type TEXT NOT NULL CHECK (entity_type IN ('client', 'client_document', 'correspondence')),
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (attachment_id, entity_type, entity_id)
) STRICT;
INSERT INTO attachment_owners (attachment_id, entity_type, entity_id)
SELECT attachment_id, entity_type, entity_id FROM attachment_links;
DROP TABLE attachment_links;
ALTER TABLE attachment_owners RENAME TO attachment_links;
CREATE INDEX attachment_links_by_entity ON attachment_links (entity_type, entity_id, attachment_id);
