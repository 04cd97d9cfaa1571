CREATE TABLE audit_entries (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  network TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  why TEXT NOT NULL,
  position BIGINT UNIQUE,
  seal TEXT,
  CONSTRAINT audit_sealed_whole CHECK ((position IS NULL) = (seal IS NULL))
);
CREATE INDEX audit_entries_unsealed ON audit_entries (at, id) WHERE position IS NULL;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, at, id);
CREATE INDEX audit_entries_by_time ON audit_entries (at, id);

-- The end of the chain: one row.
CREATE TABLE audit_chain (
  one INTEGER PRIMARY KEY,
  position BIGINT NOT NULL,
  seal TEXT NOT NULL,
  CONSTRAINT audit_chain_one_row CHECK (one = 1)
);
INSERT INTO audit_chain (one, position, seal) VALUES (1, 0, '');
