CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  -- Waiting: not before then. Running: whoever runs it has renewed its claim until then.
  due_at BIGINT NOT NULL,
  -- Which claim is the valid one: a worker that lost its claim can no longer write.
  claim TEXT,
  cancel_asked BOOLEAN NOT NULL,
  done_count BIGINT NOT NULL,
  total_count BIGINT,
  -- What it brought (done), or why it stopped (parked), as JSON.
  result TEXT,
  reason TEXT,
  ended_at BIGINT,
  CONSTRAINT jobs_state CHECK (state IN ('waiting', 'running', 'done', 'parked', 'cancelled'))
);
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_by_end ON jobs (ended_at, id) WHERE state IN ('done', 'cancelled');
CREATE INDEX jobs_parked ON jobs (ended_at, id) WHERE state = 'parked';
