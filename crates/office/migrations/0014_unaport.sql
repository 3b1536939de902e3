-- What a firm asks customers for again and again. `detail` is JSON, as it was entered.
CREATE TABLE unaport_templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id TEXT NOT NULL UNIQUE,
    product_name TEXT NOT NULL UNIQUE,
    detail TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Consents that customers were asked for. `detail` and `filters` are JSON: what was asked. `life` is
-- every move that was reported or made here, JSON; what time does by itself is added when it is
-- read. `consent_id` is the one that an aggregator reported. A client is there where the tracking id
-- names one.
CREATE TABLE unaport_consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    handle TEXT NOT NULL UNIQUE,
    client_id INTEGER REFERENCES clients (id),
    tracking_id TEXT NOT NULL,
    vua_id TEXT NOT NULL,
    aa_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    redirect_url TEXT,
    fiu_base_url TEXT NOT NULL,
    product_id TEXT,
    detail TEXT NOT NULL,
    filters TEXT NOT NULL,
    life TEXT NOT NULL,
    consent_id TEXT UNIQUE,
    notified_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX unaport_consents_of_client ON unaport_consents (client_id);

-- Analyses of the data of a session, which is a consent and the number of a time at which data came.
-- `account` is the place among the session's accounts, null for all of them. The figures are
-- computed when they are read.
CREATE TABLE unaport_reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    consent INTEGER NOT NULL REFERENCES unaport_consents (id),
    run INTEGER NOT NULL,
    account INTEGER,
    ready_at TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX unaport_reports_of_session ON unaport_reports (consent, run, id);

-- What was reported to the office, in the order in which it came, each once. `body` is JSON, as it
-- came; `consent` is the one that it is about, where that was asked for here.
CREATE TABLE unaport_notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    txnid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('consent', 'data', 'analytics')),
    consent INTEGER REFERENCES unaport_consents (id),
    body TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT;

CREATE INDEX unaport_notifications_of_consent ON unaport_notifications (consent, kind, id);
