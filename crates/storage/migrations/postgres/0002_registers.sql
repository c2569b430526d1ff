-- The keys that rows may be sealed with, each with something sealed by it.
CREATE TABLE key_check (
    purpose TEXT  COLLATE "C" NOT NULL,
    key     TEXT  COLLATE "C" NOT NULL,
    value   BYTEA NOT NULL,
    PRIMARY KEY (purpose, key)
);

-- What is permitted while it runs; empty in every committed state.
CREATE TABLE gate (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY
);

-- Refuses with the first argument, unless one of the others is permitted.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gate WHERE name = ANY (TG_ARGV[1:])) THEN RETURN NULL; END IF;
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;

-- Who participants are.
CREATE TABLE person (
    participant TEXT  COLLATE "C" NOT NULL PRIMARY KEY,
    sealed      BYTEA NOT NULL
);

-- By what persons are found: keyed hashes, in hexadecimal.
CREATE TABLE token (
    token       TEXT COLLATE "C" NOT NULL,
    participant TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (token, participant)
);

CREATE INDEX token_participant ON token (participant);

-- Special categories of personal data.
CREATE TABLE special (
    participant TEXT  COLLATE "C" NOT NULL PRIMARY KEY,
    sealed      BYTEA NOT NULL
);

-- Texts and records about somebody: never changed, taken away by erasure only.
CREATE TABLE document (
    id         TEXT  COLLATE "C" NOT NULL PRIMARY KEY,
    subject    TEXT  COLLATE "C" NOT NULL,
    kind       TEXT  COLLATE "C" NOT NULL,
    created_at TEXT  COLLATE "C" NOT NULL,
    sealed     BYTEA NOT NULL
);

CREATE INDEX document_subject ON document (subject, created_at, id);

CREATE TRIGGER document_is_not_updated
BEFORE UPDATE OF id, subject, kind, created_at OR TRUNCATE ON document
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a document is never changed');

CREATE TRIGGER document_is_not_sealed_again BEFORE UPDATE ON document
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a document is never changed', 'reseal');

CREATE TRIGGER document_is_not_deleted BEFORE DELETE ON document
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a document goes by erasure only', 'erase');

-- Coarse answers under pseudonyms, frozen.
CREATE TABLE statistics (
    id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TRIGGER statistics_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON statistics
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a statistics record is frozen');

-- Who looked at whom; '' is nobody in particular.
CREATE TABLE access (
    seq     BIGINT PRIMARY KEY,
    subject TEXT   COLLATE "C" NOT NULL,
    body    TEXT   NOT NULL,
    hash    BYTEA  NOT NULL
);

CREATE INDEX access_subject ON access (subject, seq);

CREATE TRIGGER access_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access
FOR EACH STATEMENT EXECUTE FUNCTION refuse('the access log is append-only');
