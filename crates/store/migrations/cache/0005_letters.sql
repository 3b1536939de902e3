-- What the server said of letters, faxes and messages that were sent.
CREATE TABLE correspondence (
    id            INTEGER NOT NULL PRIMARY KEY,
    client_id     INTEGER NOT NULL,
    -- letter, fax, email or sms.
    kind          TEXT    NOT NULL DEFAULT '',
    created_at    TEXT    NOT NULL DEFAULT '',
    -- Empty where the server does not say.
    updated_at    TEXT    NOT NULL DEFAULT '',
    record        TEXT    NOT NULL,
    content_hash  BLOB    NOT NULL,
    fetched_at    TEXT    NOT NULL,
    -- Whether a list of the server has shown it; 0 while only the answer to our own write has.
    listed        INTEGER NOT NULL DEFAULT 0,
    seen_in_run   INTEGER NOT NULL DEFAULT 0,
    missed        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX correspondence_of_client ON correspondence (client_id, id);
CREATE INDEX correspondence_by_run ON correspondence (seen_in_run);

-- What belongs to no client: templates, addresses and the like, each kind's whole list as the
-- server last gave it.
CREATE TABLE catalog (
    kind          TEXT    NOT NULL PRIMARY KEY,
    -- A JSON array of the records as received.
    records       TEXT    NOT NULL,
    fetched_at    TEXT    NOT NULL
) STRICT;
