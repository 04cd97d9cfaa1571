-- One row for each content that the store holds; written before the content is in its place.
CREATE TABLE files (
  digest TEXT PRIMARY KEY,
  size_bytes BIGINT NOT NULL,
  -- When it was last put: unreferenced, it is kept for a grace period from then on.
  put_at BIGINT NOT NULL,
  CONSTRAINT files_digest CHECK (length(digest) = 64)
);
CREATE INDEX files_by_time ON files (put_at);

CREATE TABLE file_references (
  digest TEXT NOT NULL REFERENCES files (digest),
  -- What needs it: kind and id, e.g. 'potential_photo/0192…'.
  owner TEXT NOT NULL,
  PRIMARY KEY (digest, owner)
);
CREATE INDEX file_references_by_owner ON file_references (owner);
