-- The ledger as tables. All of it is derived: each row follows from the records, and rebuilding
-- empties these tables and fills them again, bit for bit.

-- Parts of the texts kept: agreements and fact files, by the SHA-256 of the whole.
CREATE TABLE source (
    hash  TEXT NOT NULL,
    part  BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    seq   BIGINT NOT NULL REFERENCES record (seq),
    PRIMARY KEY (hash, part)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE agreement (
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    seq     BIGINT NOT NULL REFERENCES record (seq),
    PRIMARY KEY (id, version)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE run (
    number       BIGINT NOT NULL PRIMARY KEY,
    agreement    TEXT NOT NULL,
    version      TEXT NOT NULL,
    period       TEXT NOT NULL,
    key          TEXT NOT NULL,
    content      TEXT NOT NULL,
    corrects     BIGINT NOT NULL,
    corrected_by BIGINT NOT NULL,
    first_entry  BIGINT NOT NULL,
    entry_count  BIGINT NOT NULL,
    seq          BIGINT NOT NULL REFERENCES record (seq),
    UNIQUE (agreement, version, period, key),
    FOREIGN KEY (agreement, version) REFERENCES agreement (id, version)
) /*sqlite STRICT */;

CREATE TABLE entry (
    number   BIGINT NOT NULL PRIMARY KEY,
    run      BIGINT NOT NULL REFERENCES run (number),
    reverses BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    item     TEXT NOT NULL,
    member   TEXT NOT NULL,
    due      TEXT NOT NULL,
    seq      BIGINT NOT NULL REFERENCES record (seq)
) /*sqlite STRICT */;

CREATE TABLE posting (
    entry    BIGINT NOT NULL REFERENCES entry (number),
    position BIGINT NOT NULL,
    account  TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount   TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE balance (
    account  TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount   TEXT NOT NULL,
    PRIMARY KEY (account, currency)
) /*sqlite STRICT, WITHOUT ROWID */;

-- The run that holds for a period: the last one.
CREATE TABLE statement (
    agreement TEXT NOT NULL,
    period    TEXT NOT NULL,
    run       BIGINT NOT NULL REFERENCES run (number),
    PRIMARY KEY (agreement, period)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE closing (
    agreement TEXT NOT NULL,
    period    TEXT NOT NULL,
    seq       BIGINT NOT NULL REFERENCES record (seq),
    PRIMARY KEY (agreement, period)
) /*sqlite STRICT, WITHOUT ROWID */;
