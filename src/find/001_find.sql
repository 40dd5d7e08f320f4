-- What is published, to be found again. All of it is derived from the ledger's texts, and made anew
-- where it does not fit them.

CREATE TABLE found (
    agreement TEXT NOT NULL PRIMARY KEY,
    version   TEXT NOT NULL,
    seq       BIGINT NOT NULL,
    title_en  TEXT NOT NULL,
    title_zh  TEXT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX found_by_seq ON found (seq);

-- Whom it concerns: what = 'place' (a party), 'role', 'member' (a set that facts name), 'kind'.
CREATE TABLE found_side (
    agreement TEXT NOT NULL REFERENCES found (agreement),
    what      TEXT NOT NULL,
    id        TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    name_zh   TEXT NOT NULL,
    PRIMARY KEY (agreement, what, id)
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX found_side_by_id ON found_side (what, id, agreement);

CREATE TABLE found_provision (
    number    BIGINT NOT NULL PRIMARY KEY,
    agreement TEXT NOT NULL REFERENCES found (agreement),
    article   TEXT NOT NULL,
    heading   TEXT NOT NULL,
    body      TEXT NOT NULL
) /*sqlite STRICT */;
CREATE INDEX found_provision_by_agreement ON found_provision (agreement);

-- The words of a provision, as grams.c cuts them.
/*sqlite CREATE VIRTUAL TABLE found_gram USING fts5(gram, content = '', contentless_delete = 1); */
