-- The keys that rows may be sealed with, each with something sealed by it.
CREATE TABLE key_check (
    purpose TEXT NOT NULL,
    key     TEXT NOT NULL,
    value   BLOB NOT NULL,
    PRIMARY KEY (purpose, key)
) STRICT;

-- What is permitted while it runs; empty in every committed state.
CREATE TABLE gate (
    name TEXT NOT NULL PRIMARY KEY
) STRICT;

-- Who participants are.
CREATE TABLE person (
    participant TEXT NOT NULL PRIMARY KEY,
    sealed      BLOB NOT NULL
) STRICT;

-- By what persons are found: keyed hashes, in hexadecimal.
CREATE TABLE token (
    token       TEXT NOT NULL,
    participant TEXT NOT NULL,
    PRIMARY KEY (token, participant)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_participant ON token (participant);

-- Special categories of personal data.
CREATE TABLE special (
    participant TEXT NOT NULL PRIMARY KEY,
    sealed      BLOB NOT NULL
) STRICT;

-- Texts and records about somebody: never changed, taken away by erasure only.
CREATE TABLE document (
    id         TEXT NOT NULL PRIMARY KEY,
    subject    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sealed     BLOB NOT NULL
) STRICT;

CREATE INDEX document_subject ON document (subject, created_at, id);

CREATE TRIGGER document_is_not_updated BEFORE UPDATE OF id, subject, kind, created_at ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;

CREATE TRIGGER document_is_not_sealed_again BEFORE UPDATE ON document
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name = 'reseal')
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;

CREATE TRIGGER document_is_not_deleted BEFORE DELETE ON document
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name = 'erase')
BEGIN SELECT RAISE(ABORT, 'a document goes by erasure only'); END;

-- INSERT OR REPLACE takes rows away without asking the trigger above.
CREATE TRIGGER document_is_not_replaced BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'there is such a document already'); END;

-- Coarse answers under pseudonyms, frozen.
CREATE TABLE statistics (
    id   TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TRIGGER statistics_are_not_updated BEFORE UPDATE ON statistics
BEGIN SELECT RAISE(ABORT, 'a statistics record is frozen'); END;

CREATE TRIGGER statistics_are_not_deleted BEFORE DELETE ON statistics
BEGIN SELECT RAISE(ABORT, 'a statistics record is frozen'); END;

CREATE TRIGGER statistics_are_not_replaced BEFORE INSERT ON statistics
WHEN EXISTS (SELECT 1 FROM statistics WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'there is such a statistics record already, which is frozen'); END;

-- Who looked at whom; '' is nobody in particular.
CREATE TABLE access (
    seq     INTEGER PRIMARY KEY,
    subject TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    hash    BLOB    NOT NULL
) STRICT;

CREATE INDEX access_subject ON access (subject, seq);

CREATE TRIGGER access_is_not_updated BEFORE UPDATE ON access
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;

CREATE TRIGGER access_is_not_deleted BEFORE DELETE ON access
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;

CREATE TRIGGER access_is_not_replaced BEFORE INSERT ON access
WHEN EXISTS (SELECT 1 FROM access WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
