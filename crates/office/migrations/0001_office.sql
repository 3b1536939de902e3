-- What the office knows of itself. One row.
CREATE TABLE office (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL CHECK (kind IN ('firm', 'practice')),
    token_secret TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- How a practice office was filled, and how far. One row in a practice office, none elsewhere.
CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seed INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    clients INTEGER NOT NULL,
    filled INTEGER NOT NULL,
    email TEXT NOT NULL,
    password TEXT NOT NULL
) STRICT;

-- Those who sign in. `email` is lower case.
CREATE TABLE agents (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    last_login_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The people whose files are worked on. `attributes` is the CRM record as it is shown; names,
-- e-mail and phones stand beside it folded (lower case, no accents), for sorting, and all of
-- them in `searched`, one a line, for finding.
CREATE TABLE clients (
    id INTEGER PRIMARY KEY,
    client_key TEXT NOT NULL UNIQUE,
    crm_id TEXT NOT NULL,
    crm_number INTEGER,
    joint_crm_id TEXT,
    ssn TEXT,
    first_name TEXT NOT NULL,
    middle_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    mobile_phone TEXT NOT NULL,
    phone TEXT NOT NULL,
    home_phone TEXT NOT NULL,
    searched TEXT NOT NULL,
    attributes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- A page is found in one of these alone; even by id, the table is too wide to be counted through.
CREATE INDEX clients_by_id ON clients (id);
CREATE INDEX clients_by_updated_at ON clients (updated_at, id);
CREATE INDEX clients_by_first_name ON clients (first_name, id);
CREATE INDEX clients_by_middle_name ON clients (middle_name, id);
CREATE INDEX clients_by_last_name ON clients (last_name, id);
CREATE INDEX clients_by_email ON clients (email, id);
CREATE INDEX clients_by_mobile_phone ON clients (mobile_phone, id);
CREATE INDEX clients_by_phone ON clients (phone, id);
CREATE INDEX clients_by_home_phone ON clients (home_phone, id);
