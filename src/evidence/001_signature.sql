-- Who signed which agreement. Derived: each row follows from a record of the kind "signature".
CREATE TABLE signature (
    agreement TEXT NOT NULL,
    version   TEXT NOT NULL,
    verifier  TEXT NOT NULL,
    seq       BIGINT NOT NULL REFERENCES record (seq),
    PRIMARY KEY (agreement, version, verifier)
) /*sqlite STRICT, WITHOUT ROWID */;
