-- Accounts known at providers of logins (OpenID Connect), and logins that were begun there.

-- Who a person is at a provider: one person each, and one name for each person.
CREATE TABLE link (
    issuer  TEXT NOT NULL CHECK (issuer <> ''),
    subject TEXT NOT NULL CHECK (subject <> ''),
    person  TEXT NOT NULL REFERENCES person (id),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (person, issuer)
) /*sqlite STRICT, WITHOUT ROWID */;

-- Under the SHA-256 of its state, until it is taken up or its time is over. `session` is the hash of
-- that in which an account is to be linked; '' of a login.
CREATE TABLE provider_try (
    state    TEXT NOT NULL PRIMARY KEY,
    browser  TEXT NOT NULL,
    provider TEXT NOT NULL,
    nonce    TEXT NOT NULL,
    verifier TEXT NOT NULL,
    next     TEXT NOT NULL,
    session  TEXT NOT NULL,
    address  TEXT NOT NULL,
    ends_at  BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX provider_try_by_address ON provider_try (address);
CREATE INDEX provider_try_by_end ON provider_try (ends_at);

-- The issuer through which a session began; '' = by password.
ALTER TABLE session ADD COLUMN via TEXT NOT NULL DEFAULT '';
