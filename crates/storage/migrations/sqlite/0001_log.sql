-- The case log: rows are added, never changed or taken away.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    stream      TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    recorded_at TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    hash        BLOB    NOT NULL,
    UNIQUE (stream, version)
) STRICT;

CREATE INDEX event_recorded_at ON event (recorded_at);

CREATE TRIGGER event_is_not_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the case log is append-only'); END;

CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the case log is append-only'); END;

-- INSERT OR REPLACE takes rows away without asking the trigger above.
CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'the case log is append-only'); END;

-- Which events are about whom; follows from the events.
CREATE TABLE event_about (
    subject TEXT    NOT NULL,
    seq     INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_about_is_not_updated BEFORE UPDATE ON event_about
BEGIN SELECT RAISE(ABORT, 'the case log is append-only'); END;

CREATE TRIGGER event_about_is_not_deleted BEFORE DELETE ON event_about
BEGIN SELECT RAISE(ABORT, 'the case log is append-only'); END;

-- What is true of each subject; follows from the events and can be rebuilt.
CREATE TABLE folded (
    subject TEXT    NOT NULL PRIMARY KEY,
    kind    TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    body    TEXT    NOT NULL
) STRICT;

CREATE INDEX folded_kind ON folded (kind, subject);

-- Requests that have been answered, so that a repeated one is not done twice;
-- the answers are sealed.
CREATE TABLE request (
    key    TEXT NOT NULL PRIMARY KEY,
    answer BLOB NOT NULL,
    at     TEXT NOT NULL
) STRICT;

CREATE INDEX request_at ON request (at);

-- In which version what follows from the log was made.
CREATE TABLE projection (
    name    TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
