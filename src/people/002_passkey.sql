-- Passkeys of people (W3C WebAuthn): public keys, by the id under which an authenticator knows them.
-- Bytes are base64url. Times are seconds since 1970-01-01T00:00:00Z; 0 = never.

CREATE TABLE passkey (
    id         TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    number     BIGINT NOT NULL UNIQUE,
    person     TEXT NOT NULL REFERENCES person (id),
    name       TEXT NOT NULL,
    algorithm  BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    uses       BIGINT NOT NULL CHECK (uses >= 0),
    made_at    BIGINT NOT NULL,
    used_at    BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX passkey_person ON passkey (person);

-- By what an authenticator knows a person: random, of nobody's name.
CREATE TABLE passkey_user (
    person TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    handle TEXT NOT NULL UNIQUE
) /*sqlite STRICT, WITHOUT ROWID */;

-- Questions that wait for one answer, under their SHA-256. `session` is that of who was asked, under
-- its SHA-256; '' where nobody is logged in.
CREATE TABLE passkey_question (
    hash    TEXT NOT NULL PRIMARY KEY,
    session TEXT NOT NULL,
    address TEXT NOT NULL,
    ends_at BIGINT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
