-- What other organisations have cosigned of the log, the last of each: so that everybody sees how
-- fresh their watch is. Times are seconds since 1970-01-01T00:00:00Z.

CREATE TABLE cosignature (
    witness   TEXT NOT NULL PRIMARY KEY,
    size      BIGINT NOT NULL CHECK (size >= 0),
    signed_at BIGINT NOT NULL,
    note      TEXT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
