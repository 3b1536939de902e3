-- The account's sign-in: the portal's API key, the token, and who it was given to.
CREATE TABLE sign_in (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    api_key     TEXT    NOT NULL,
    token       TEXT    NOT NULL DEFAULT '',
    saved_at    TEXT    NOT NULL
) STRICT;
