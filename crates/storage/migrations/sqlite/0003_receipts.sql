-- What answers were made from: never changed, except that an answer goes when
-- somebody it was about is erased.
CREATE TABLE receipt (
    id      TEXT NOT NULL PRIMARY KEY,
    made_at TEXT NOT NULL,
    actor   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    pins    TEXT NOT NULL,
    kept    TEXT NOT NULL CHECK (kept IN ('bytes', 'hash', 'redacted')),
    hash    BLOB NOT NULL,
    answer  BLOB NOT NULL
) STRICT;

CREATE INDEX receipt_made_at ON receipt (made_at);

CREATE TRIGGER receipt_is_not_updated
BEFORE UPDATE OF id, made_at, actor, kind, pins, hash ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

CREATE TRIGGER receipt_is_not_redacted BEFORE UPDATE OF kept ON receipt
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name = 'erase') OR NEW.kept <> 'redacted'
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

CREATE TRIGGER receipt_is_not_sealed_again BEFORE UPDATE OF answer ON receipt
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name IN ('erase', 'reseal'))
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

CREATE TRIGGER receipt_is_not_deleted BEFORE DELETE ON receipt
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name = 'forget')
BEGIN SELECT RAISE(ABORT, 'a receipt is kept'); END;

CREATE TRIGGER receipt_is_not_replaced BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'there is such a receipt already, and a receipt is kept'); END;

-- Whom they are about.
CREATE TABLE receipt_about (
    subject TEXT NOT NULL,
    receipt TEXT NOT NULL REFERENCES receipt (id),
    PRIMARY KEY (subject, receipt)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_about_receipt ON receipt_about (receipt);

CREATE TRIGGER receipt_about_is_not_updated BEFORE UPDATE ON receipt_about
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

CREATE TRIGGER receipt_about_is_not_deleted BEFORE DELETE ON receipt_about
WHEN NOT EXISTS (SELECT 1 FROM gate WHERE name = 'forget')
BEGIN SELECT RAISE(ABORT, 'a receipt is kept'); END;
