-- The case log: rows are added, never changed or taken away.
CREATE TABLE event (
    seq         BIGINT PRIMARY KEY,
    id          TEXT   COLLATE "C" NOT NULL UNIQUE,
    stream      TEXT   COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,
    recorded_at TEXT   COLLATE "C" NOT NULL,
    body        TEXT   NOT NULL,
    hash        BYTEA  NOT NULL,
    UNIQUE (stream, version)
);

CREATE INDEX event_recorded_at ON event (recorded_at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the case log is append-only'; END
$$;

CREATE TRIGGER event_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which events are about whom; follows from the events.
CREATE TABLE event_about (
    subject TEXT   COLLATE "C" NOT NULL,
    seq     BIGINT NOT NULL REFERENCES event (seq),
    PRIMARY KEY (subject, seq)
);

CREATE TRIGGER event_about_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON event_about
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is true of each subject; follows from the events and can be rebuilt.
CREATE TABLE folded (
    subject TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    kind    TEXT   COLLATE "C" NOT NULL,
    seq     BIGINT NOT NULL,
    body    TEXT   NOT NULL
);

CREATE INDEX folded_kind ON folded (kind, subject);

-- Requests that have been answered, so that a repeated one is not done twice;
-- the answers are sealed.
CREATE TABLE request (
    key    TEXT  COLLATE "C" NOT NULL PRIMARY KEY,
    answer BYTEA NOT NULL,
    at     TEXT  NOT NULL
);

CREATE INDEX request_at ON request (at);

-- In which version what follows from the log was made.
CREATE TABLE projection (
    name    TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
