-- People, what they may do, and how they prove who they are. Nothing of this stands in the record
-- log, which is permanent and published: passwords, sessions and names of people must be able to go.
-- Times are seconds since 1970-01-01T00:00:00Z; 0 = never, or no end.

CREATE TABLE organisation (
    id      TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    kind    TEXT NOT NULL CHECK (kind IN ('region', 'department', 'reviewer', 'evaluator',
                                          'enterprise', 'public-body')),
    name    TEXT NOT NULL,
    made_at BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE person (
    id          TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name        TEXT NOT NULL,
    password    TEXT NOT NULL,
    must_change BIGINT NOT NULL CHECK (must_change IN (0, 1)),
    is_disabled BIGINT NOT NULL CHECK (is_disabled IN (0, 1)),
    totp        TEXT NOT NULL,
    totp_new    TEXT NOT NULL,
    totp_step   BIGINT NOT NULL,
    made_at     BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

-- Nobody gives himself a right. '' is whoever runs softlaw on the machine of the store.
CREATE TABLE membership (
    person       TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    role         TEXT NOT NULL CHECK (role IN ('drafter', 'finance', 'reviewer', 'signatory',
                                               'evaluator', 'data-provider', 'credit-officer',
                                               'office', 'auditor', 'administrator')),
    ends_at      BIGINT NOT NULL,
    granted_by   TEXT NOT NULL,
    granted_at   BIGINT NOT NULL,
    PRIMARY KEY (person, organisation, role),
    CHECK (granted_by <> person)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE recovery_code (
    person TEXT NOT NULL REFERENCES person (id),
    hash   TEXT NOT NULL,
    PRIMARY KEY (person, hash)
) /*sqlite STRICT, WITHOUT ROWID */;

-- Under the SHA-256 of its token. is_whole: the second factor was proved, or there is none.
CREATE TABLE session (
    hash         TEXT NOT NULL PRIMARY KEY,
    person       TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL,
    is_whole     BIGINT NOT NULL CHECK (is_whole IN (0, 1)),
    has_factor   BIGINT NOT NULL CHECK (has_factor IN (0, 1)),
    address      TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

-- Programs that act for a person: never more than the acts in `scope`.
CREATE TABLE api_token (
    hash         TEXT NOT NULL PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    person       TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    scope        TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

-- Failed attempts, by the SHA-256 of account or address: what a stranger typed is not kept.
CREATE TABLE attempt (
    subject  TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;

-- What binds or pays: prepared by one, approved by another.
CREATE TABLE work (
    id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    act          TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    initiator    TEXT NOT NULL REFERENCES person (id),
    made_at      BIGINT NOT NULL,
    UNIQUE (id, initiator)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE approval (
    work         TEXT NOT NULL,
    initiator    TEXT NOT NULL,
    approver     TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (work, approver),
    FOREIGN KEY (work, initiator) REFERENCES work (id, initiator),
    CHECK (approver <> initiator)
) /*sqlite STRICT, WITHOUT ROWID */;

CREATE TABLE audit (
    number  BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    what    TEXT NOT NULL,
    who     TEXT NOT NULL,
    whom    TEXT NOT NULL,
    address TEXT NOT NULL,
    detail  TEXT NOT NULL
) /*sqlite STRICT */;

/*sqlite
CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is permanent'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is permanent'); END;
CREATE TRIGGER audit_has_no_gap BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit has no gaps'); END;
CREATE TRIGGER approval_is_not_updated BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are permanent'); END;
CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are permanent'); END;
CREATE TRIGGER work_is_not_updated BEFORE UPDATE ON work
BEGIN SELECT RAISE(ABORT, 'the one who prepared stays'); END;
*/
