-- The record log. Records and heads are permanent: triggers refuse to change them, the hashes show
-- it where the triggers were gone round.

CREATE TABLE migration (
    name TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE record (
    seq  BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at   TEXT NOT NULL,
    body TEXT NOT NULL,
    leaf TEXT NOT NULL
) /*sqlite STRICT */;

-- After each commit: the number of records and the root of their tree. Numbered without gaps.
CREATE TABLE head (
    number BIGINT NOT NULL PRIMARY KEY,
    size   BIGINT NOT NULL,
    root   TEXT NOT NULL
) /*sqlite STRICT */;

-- The roots of the complete subtrees, so that the tree can grow; derived from the records.
CREATE TABLE log_edge (
    one   BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    size  BIGINT NOT NULL,
    nodes TEXT NOT NULL
) /*sqlite STRICT */;

/*sqlite
CREATE TRIGGER record_is_not_updated BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'records are permanent'); END;
CREATE TRIGGER record_is_not_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'records are permanent'); END;
CREATE TRIGGER head_is_not_updated BEFORE UPDATE ON head
BEGIN SELECT RAISE(ABORT, 'heads are permanent'); END;
CREATE TRIGGER head_is_not_deleted BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'heads are permanent'); END;
*/
