-- What was backed up when, so that doctor can tell how old the last backup is.
CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  taken_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL
);
CREATE INDEX backups_by_time ON backups (taken_at);
