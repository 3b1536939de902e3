-- Whether the office was given the events that it tells of itself, and practice its workflow.
ALTER TABLE office ADD COLUMN defined INTEGER NOT NULL DEFAULT 0 CHECK (defined IN (0, 1));

-- What events are known. `searched` is name and description, folded (lower case, no accents);
-- `attributes` the keys that such an event always tells, a JSON array of paths. There are some
-- dozens: no index is needed to find one.
CREATE TABLE event_definitions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    description TEXT NOT NULL,
    searched TEXT NOT NULL,
    attributes TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'active')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (name, source)
) STRICT;

-- What has happened, under a random UUID. `searched` is the name, folded; `told` all that an event
-- tells, a JSON object with `context` and `properties`. Whom it is about may be gone by now.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    searched TEXT NOT NULL,
    source TEXT NOT NULL,
    rudder_id TEXT NOT NULL,
    client_id INTEGER,
    told TEXT NOT NULL,
    occurred_at TEXT NOT NULL
) STRICT;

-- A page of the whole list is found in one of these alone, and a definition's latest in the third.
CREATE INDEX events_by_occurred_at ON events (occurred_at, id);
CREATE INDEX events_by_rudder_id ON events (rudder_id, id);
CREATE INDEX events_by_name ON events (name, id);

-- What is done about clients by itself. Nothing but the stock of a practice office makes one.
CREATE TABLE workflows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The steps of workflows. `config` is what the kind of step needs to know, a JSON object.
CREATE TABLE workflow_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workflow INTEGER NOT NULL REFERENCES workflows (id),
    step_order INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('create_task', 'send_email', 'http_request', 'wait_for_event')),
    config TEXT NOT NULL,
    event_definition INTEGER REFERENCES event_definitions (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (workflow, step_order)
) STRICT;

-- The times that steps were run. `result` is a JSON object.
CREATE TABLE step_executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL REFERENCES workflow_steps (id),
    client_id INTEGER NOT NULL REFERENCES clients (id),
    result TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX step_executions_by_step ON step_executions (step, client_id, id);

-- What is to be done about clients. `searched` is name and description, folded. Nobody's step is
-- what an agent set.
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    author_id INTEGER NOT NULL REFERENCES agents (id),
    step INTEGER REFERENCES workflow_steps (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    searched TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'completed')),
    due_date TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Tasks are listed per client only, and a client has some dozens: one index finds them.
CREATE INDEX tasks_of_client ON tasks (client_id, id);

-- What clients bought. Fees are in cents.
CREATE TABLE client_products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    initial_fee INTEGER NOT NULL CHECK (initial_fee >= 0),
    charged_monthly INTEGER NOT NULL CHECK (charged_monthly >= 0),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The list as it is opened and as it is kept up to date, and one client's; other orders are sorted
-- when somebody asks for them.
CREATE INDEX client_products_by_id ON client_products (id);
CREATE INDEX client_products_by_created_at ON client_products (created_at, id);
CREATE INDEX client_products_by_updated_at ON client_products (updated_at, id);
CREATE INDEX client_products_of_client ON client_products (client_id, id);

-- How many of the practice clients have their tasks and what they bought.
ALTER TABLE practice ADD COLUMN tasked INTEGER NOT NULL DEFAULT 0;

-- Who is being asked whether they are who they say, one row a client and provider. `round` counts
-- the sets of questions. `token` is the SHA-256 of the token that goes back with the answers, in
-- hexadecimal, and missing when nothing is asked now; `asked` what is asked, with the right
-- answers, JSON. `failed` wrong answers count since `failing_since`.
CREATE TABLE identity_checks (
    client_id INTEGER NOT NULL REFERENCES clients (id),
    provider TEXT NOT NULL,
    round INTEGER NOT NULL,
    token TEXT,
    asked TEXT,
    expires_at TEXT,
    failed INTEGER NOT NULL,
    failing_since TEXT,
    confirmed_at TEXT,
    PRIMARY KEY (client_id, provider)
) STRICT;
