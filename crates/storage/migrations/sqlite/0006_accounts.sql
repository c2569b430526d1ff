-- Who may log in. Who they are and what they prove it by is sealed.
CREATE TABLE account (
    id         TEXT NOT NULL PRIMARY KEY,
    actor      TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    made_at    TEXT NOT NULL,
    profile    BLOB NOT NULL,
    credential BLOB
) STRICT;

-- By what accounts are found: keyed hashes of login names, and of who somebody
-- is to a provider, in hexadecimal.
CREATE TABLE account_name (
    name    TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX account_name_account ON account_name (account);

-- What accounts may act as; '' is no record of their own.
CREATE TABLE seat (
    account      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    record       TEXT NOT NULL,
    PRIMARY KEY (account, role, organisation, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX seat_record ON seat (record);

-- Who is logged in, by the hash of their token: over with the seat.
CREATE TABLE session (
    hash         TEXT NOT NULL PRIMARY KEY,
    account      TEXT NOT NULL,
    role         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    record       TEXT NOT NULL,
    begun_at     TEXT NOT NULL,
    used_at      TEXT NOT NULL,
    FOREIGN KEY (account, role, organisation, record)
        REFERENCES seat (account, role, organisation, record) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX session_seat ON session (account, role, organisation, record);

-- What programs prove themselves by, by its hash: over with the seat.
CREATE TABLE api_token (
    id           TEXT NOT NULL PRIMARY KEY,
    hash         TEXT NOT NULL UNIQUE,
    account      TEXT NOT NULL,
    role         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    record       TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    made_at      TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    revoked_at   TEXT,
    label        BLOB NOT NULL,
    FOREIGN KEY (account, role, organisation, record)
        REFERENCES seat (account, role, organisation, record) ON DELETE CASCADE
) STRICT;

CREATE INDEX api_token_seat ON api_token (account, role, organisation, record);

-- What lets somebody take an account, by its hash; one an account. What they
-- have chosen and not confirmed yet is sealed.
CREATE TABLE invitation (
    account    TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    hash       TEXT NOT NULL UNIQUE,
    made_at    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    pending    BLOB
) STRICT;

-- How often in a row logging in has failed, by the keyed hash of the login
-- name that was given, whether an account has it or not.
CREATE TABLE failed_log_in (
    name     TEXT    NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX failed_log_in_last_at ON failed_log_in (last_at);
