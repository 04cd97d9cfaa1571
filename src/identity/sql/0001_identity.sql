-- Officers' accounts: who they are, what they may do, and where they are signed in. Citizens need none.

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  -- A temporary password opens nothing but its own replacement, until this moment.
  temporary_until BIGINT,
  disabled_at BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- A role in one office, or in all of them where none is named, from a day and until a day.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  office_id TEXT,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX grants_person ON grants (person_id);

-- The secret of the cookie is kept as its SHA-256 only; `id` names the session in lists.
CREATE TABLE sessions (
  secret_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  network TEXT NOT NULL,
  browser TEXT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id, seen_at);
CREATE INDEX sessions_age ON sessions (created_at);

-- Failed sign-ins by account (hashed: people type passwords into the wrong field) and by network.
CREATE TABLE sign_in_attempts (
  subject TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_age ON sign_in_attempts (last_at);
