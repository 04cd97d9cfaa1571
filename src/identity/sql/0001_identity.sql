CREATE TABLE people (
  id TEXT PRIMARY KEY,
  -- What is typed to sign in: lower case, unique for ever, so that the audit stays readable.
  account TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  -- Someone else knows this password: it must be changed at the first sign-in.
  must_change_password BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT,
  version BIGINT NOT NULL
);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  -- NULL: every office.
  office_id TEXT,
  from_date TEXT NOT NULL,
  until_date TEXT,
  CONSTRAINT grants_dates CHECK (until_date IS NULL OR until_date >= from_date)
);
CREATE INDEX grants_by_person ON grants (person_id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the cookie: who reads this table cannot sign in with it.
  secret_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  network TEXT NOT NULL,
  device TEXT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id, seen_at);
CREATE INDEX sessions_by_age ON sessions (seen_at);

-- Sign-ins that failed lately, by account ("account:siti", known or not) and by network ("network:10.0.0.0/24").
CREATE TABLE sign_in_failures (
  subject TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures (last_at);
