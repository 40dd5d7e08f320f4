-- Where a passkey is kept (WebAuthn, section 6.1.3): -1 not known, 0 on its device alone, 1 it may be
-- backed up, 2 it is. A question is bound to the token that a browser shows, of a session or of nobody.

ALTER TABLE passkey ADD COLUMN backup BIGINT NOT NULL DEFAULT -1 CHECK (backup BETWEEN -1 AND 2);
