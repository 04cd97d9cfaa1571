-- Answers to changes, so that the same change sent again gets the same answer and is made once.
CREATE TABLE idempotency_keys (
  -- Digest of the sender's cookie and the key that was sent.
  key TEXT PRIMARY KEY,
  -- Digest of what was sent under it.
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
