-- What was asked of MyCreditApp: analyses of private records, each of which is a client. How far one
-- is follows from the time since it was asked for; `failed` is decided then.
CREATE TABLE analyses (
    id TEXT PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX analyses_of_client ON analyses (client_id, created_at);

-- Business partners of the firm. No two are registered under one number in one country.
CREATE TABLE partners (
    id TEXT PRIMARY KEY,
    company_name TEXT NOT NULL,
    sales_amount INTEGER NOT NULL,
    partner_type TEXT NOT NULL,
    email TEXT NOT NULL,
    frequency TEXT NOT NULL,
    payment_terms TEXT NOT NULL,
    address TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country_code TEXT NOT NULL,
    company_registration_number TEXT NOT NULL,
    invitation_status TEXT,
    guest_organization_id TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (country_code, company_registration_number)
) STRICT;

-- What was asked of Exchange, and of which client, where one was found. What is answered is read
-- from the client when the answer is.
CREATE TABLE exchange_requests (
    id TEXT PRIMARY KEY,
    type_request TEXT NOT NULL,
    id_document TEXT,
    phone_number TEXT,
    client_id INTEGER REFERENCES clients (id),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX exchange_requests_by_time ON exchange_requests (type_request, created_at);
