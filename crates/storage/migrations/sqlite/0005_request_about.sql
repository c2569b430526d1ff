-- Whom the answers kept for repeated requests are about: they go when one of
-- these is erased. An answer that is filed under nobody goes with any erasure.
CREATE TABLE request_about (
    subject TEXT NOT NULL,
    key     TEXT NOT NULL REFERENCES request (key) ON DELETE CASCADE,
    PRIMARY KEY (subject, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_about_key ON request_about (key);
