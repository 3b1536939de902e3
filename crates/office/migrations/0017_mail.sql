-- The mail server that e-mail is sent by. One row, or none where everything lies in the outgoing
-- folder. Without a user nobody signs in to it.
CREATE TABLE mail_servers (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
    username TEXT,
    password TEXT,
    from_address TEXT NOT NULL,
    from_name TEXT,
    updated_at TEXT NOT NULL,
    CHECK ((username IS NULL) = (password IS NULL))
) STRICT;

-- E-mail that waits to be sent: a piece of correspondence, or a mail of the office itself to a user.
-- `sending` is a mail whose text is on its way: if that is found when nothing is on its way, the
-- server may have it. A row goes when it is known what came of it. `said` is why the last try
-- failed. `message_id` is the same at every try.
CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    correspondence_id INTEGER REFERENCES correspondence (id) ON DELETE CASCADE,
    user_id INTEGER REFERENCES agents (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waits', 'sending')),
    attempts INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    until TEXT NOT NULL,
    said TEXT,
    CHECK ((correspondence_id IS NULL) <> (user_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX mails_of_piece ON mails (correspondence_id) WHERE correspondence_id IS NOT NULL;
CREATE INDEX mails_of_user ON mails (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX mails_by_turn ON mails (state, next_at, id);
