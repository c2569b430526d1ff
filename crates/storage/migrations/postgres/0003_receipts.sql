-- What answers were made from: never changed, except that an answer goes when
-- somebody it was about is erased.
CREATE TABLE receipt (
    id      TEXT  COLLATE "C" NOT NULL PRIMARY KEY,
    made_at TEXT  COLLATE "C" NOT NULL,
    actor   TEXT  COLLATE "C" NOT NULL,
    kind    TEXT  COLLATE "C" NOT NULL,
    pins    TEXT  NOT NULL,
    kept    TEXT  COLLATE "C" NOT NULL CHECK (kept IN ('bytes', 'hash', 'redacted')),
    hash    BYTEA NOT NULL,
    answer  BYTEA NOT NULL
);

CREATE INDEX receipt_made_at ON receipt (made_at);

CREATE TRIGGER receipt_is_not_updated
BEFORE UPDATE OF id, made_at, actor, kind, pins, hash OR TRUNCATE ON receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is never changed');

CREATE TRIGGER receipt_is_not_redacted BEFORE UPDATE OF kept ON receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is never changed', 'erase');

CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END
$$;

CREATE TRIGGER receipt_is_redacted_only BEFORE UPDATE OF kept ON receipt
FOR EACH ROW WHEN (NEW.kept <> 'redacted')
EXECUTE FUNCTION refuse_row('a receipt is never changed');

CREATE TRIGGER receipt_is_not_sealed_again BEFORE UPDATE OF answer ON receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is never changed', 'erase', 'reseal');

CREATE TRIGGER receipt_is_not_deleted BEFORE DELETE ON receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is kept', 'forget');

-- Whom they are about.
CREATE TABLE receipt_about (
    subject TEXT COLLATE "C" NOT NULL,
    receipt TEXT COLLATE "C" NOT NULL REFERENCES receipt (id),
    PRIMARY KEY (subject, receipt)
);

CREATE INDEX receipt_about_receipt ON receipt_about (receipt);

CREATE TRIGGER receipt_about_is_not_updated BEFORE UPDATE OR TRUNCATE ON receipt_about
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is never changed');

CREATE TRIGGER receipt_about_is_not_deleted BEFORE DELETE ON receipt_about
FOR EACH STATEMENT EXECUTE FUNCTION refuse('a receipt is kept', 'forget');
