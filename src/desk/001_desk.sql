-- What organisations work on together before it is recorded: drafts and their versions, who is
-- invited, remarks, facts that await confirmation, proposals that await a second person. Nothing of
-- this stands in the record log: it is not public, and must be able to go.
-- Times are seconds since 1970-01-01T00:00:00Z.

CREATE TABLE draft (
    id         TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    owner      TEXT NOT NULL,
    title      TEXT NOT NULL,
    version    BIGINT NOT NULL CHECK (version >= 1),
    published  BIGINT NOT NULL CHECK (published BETWEEN 0 AND version),
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    made_at    BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE draft_version (
    draft        TEXT NOT NULL REFERENCES draft (id),
    number       BIGINT NOT NULL CHECK (number >= 1),
    text         TEXT NOT NULL,
    summary      TEXT NOT NULL,
    author       TEXT NOT NULL,
    organisation TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (draft, number)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE invitation (
    draft        TEXT NOT NULL REFERENCES draft (id),
    organisation TEXT NOT NULL,
    relation     TEXT NOT NULL CHECK (relation IN ('partner', 'observer')),
    made_by      TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (draft, organisation)
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX invitation_of ON invitation (organisation, draft);

CREATE TABLE remark (
    number       BIGINT NOT NULL PRIMARY KEY,
    draft        TEXT NOT NULL REFERENCES draft (id),
    version      BIGINT NOT NULL,
    anchor       TEXT NOT NULL,
    text         TEXT NOT NULL CHECK (text <> ''),
    author       TEXT NOT NULL,
    organisation TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    closed_by    TEXT NOT NULL,
    closed_at    BIGINT NOT NULL
) /*sqlite STRICT */;
CREATE INDEX remark_of ON remark (draft, number);

CREATE TABLE upload (
    number       BIGINT NOT NULL PRIMARY KEY,
    draft        TEXT NOT NULL REFERENCES draft (id),
    name         TEXT NOT NULL,
    source       TEXT NOT NULL,
    text         TEXT NOT NULL,
    author       TEXT NOT NULL,
    organisation TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused'))
) /*sqlite STRICT */;
CREATE INDEX upload_of ON upload (draft, number);

-- What binds or pays: prepared by one person, approved by another (the table `work` of people).
CREATE TABLE proposal (
    number       BIGINT NOT NULL PRIMARY KEY,
    draft        TEXT NOT NULL REFERENCES draft (id),
    act          TEXT NOT NULL CHECK (act IN ('publish', 'sign', 'confirm-facts', 'pay')),
    version      BIGINT NOT NULL,
    subject      TEXT NOT NULL,
    detail       TEXT NOT NULL,
    author       TEXT NOT NULL,
    organisation TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'approved', 'done', 'refused')),
    decided_by   TEXT NOT NULL,
    decided_at   BIGINT NOT NULL,
    result       TEXT NOT NULL
) /*sqlite STRICT */;
CREATE INDEX proposal_of ON proposal (draft, number);
CREATE INDEX proposal_open ON proposal (state, number);

-- By which an organisation signs: public keys (C2SP signed-note).
CREATE TABLE organisation_key (
    organisation TEXT NOT NULL,
    verifier     TEXT NOT NULL CHECK (verifier <> ''),
    made_by      TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, verifier)
) /*sqlite STRICT, WITHOUT ROWID */;

-- What was answered to a request that carried a key, so that sending it again changes nothing.
CREATE TABLE request_key (
    person  TEXT NOT NULL,
    key     TEXT NOT NULL,
    hash    TEXT NOT NULL,
    status  BIGINT NOT NULL,
    go      TEXT NOT NULL,
    body    TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (person, key)
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX request_key_age ON request_key (made_at);
