-- Who may log in. Who they are and what they prove it by is sealed.
CREATE TABLE account (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    actor      TEXT COLLATE "C" NOT NULL UNIQUE,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    made_at    TEXT COLLATE "C" NOT NULL,
    profile    BYTEA NOT NULL,
    credential BYTEA
);

-- By what accounts are found: keyed hashes of login names, and of who somebody
-- is to a provider, in hexadecimal.
CREATE TABLE account_name (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id) ON DELETE CASCADE
);

CREATE INDEX account_name_account ON account_name (account);

-- What accounts may act as; '' is no record of their own.
CREATE TABLE seat (
    account      TEXT COLLATE "C" NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role         TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    record       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, role, organisation, record)
);

CREATE INDEX seat_record ON seat (record);

-- Who is logged in, by the hash of their token: over with the seat.
CREATE TABLE session (
    hash         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account      TEXT COLLATE "C" NOT NULL,
    role         TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    record       TEXT COLLATE "C" NOT NULL,
    begun_at     TEXT COLLATE "C" NOT NULL,
    used_at      TEXT COLLATE "C" NOT NULL,
    FOREIGN KEY (account, role, organisation, record)
        REFERENCES seat (account, role, organisation, record) ON DELETE CASCADE
);

CREATE INDEX session_seat ON session (account, role, organisation, record);

-- What programs prove themselves by, by its hash: over with the seat.
CREATE TABLE api_token (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hash         TEXT COLLATE "C" NOT NULL UNIQUE,
    account      TEXT COLLATE "C" NOT NULL,
    role         TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    record       TEXT COLLATE "C" NOT NULL,
    scopes       TEXT COLLATE "C" NOT NULL,
    made_at      TEXT COLLATE "C" NOT NULL,
    expires_at   TEXT COLLATE "C" NOT NULL,
    revoked_at   TEXT COLLATE "C",
    label        BYTEA NOT NULL,
    FOREIGN KEY (account, role, organisation, record)
        REFERENCES seat (account, role, organisation, record) ON DELETE CASCADE
);

CREATE INDEX api_token_seat ON api_token (account, role, organisation, record);

-- What lets somebody take an account, by its hash; one an account. What they
-- have chosen and not confirmed yet is sealed.
CREATE TABLE invitation (
    account    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    hash       TEXT COLLATE "C" NOT NULL UNIQUE,
    made_at    TEXT COLLATE "C" NOT NULL,
    expires_at TEXT COLLATE "C" NOT NULL,
    pending    BYTEA
);

-- How often in a row logging in has failed, by the keyed hash of the login
-- name that was given, whether an account has it or not.
CREATE TABLE failed_log_in (
    name     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  TEXT COLLATE "C" NOT NULL
);

CREATE INDEX failed_log_in_last_at ON failed_log_in (last_at);
