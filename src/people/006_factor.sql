-- A new authenticator is confirmed in the session in which it was begun: by its SHA-256.

ALTER TABLE person ADD COLUMN totp_session TEXT NOT NULL DEFAULT '';
