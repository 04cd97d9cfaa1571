-- One uploaded file on its way into a dataset.
CREATE TABLE import_batches (
  id TEXT PRIMARY KEY,
  dataset TEXT NOT NULL,
  -- NULL: of no office, for those who may act in every one.
  office_id TEXT,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  file_bytes BIGINT NOT NULL,
  state TEXT NOT NULL,
  -- Counted up by each choice: a reading of an older one is not kept.
  generation BIGINT NOT NULL,
  progress_permille BIGINT NOT NULL,
  counts_json TEXT NOT NULL,
  -- Layout of the file, columns, proposals, points of the map.
  preview_json TEXT NOT NULL,
  choices_json TEXT NOT NULL,
  -- Why the file as a whole was refused.
  failure_json TEXT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CONSTRAINT import_batches_state CHECK (state IN ('reading', 'preview', 'refused', 'writing', 'written', 'undoing', 'undone', 'dropped'))
);
CREATE INDEX import_batches_by_time ON import_batches (created_at, id);

-- Rows to look at: all of a short file; of a long one those with a remark, up to a limit.
CREATE TABLE import_rows (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  row_number BIGINT NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  texts_json TEXT NOT NULL,
  remarks_json TEXT NOT NULL,
  mends TEXT NOT NULL,
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  twin_row BIGINT,
  twin_id TEXT,
  PRIMARY KEY (batch_id, row_number),
  CONSTRAINT import_rows_state CHECK (state IN ('ready', 'warned', 'duplicate', 'refused'))
);
CREATE INDEX import_rows_by_state ON import_rows (batch_id, state, row_number);

-- What came of a row: remembered so that the same row again changes nothing, and so that it can be taken back.
CREATE TABLE import_written (
  batch_id TEXT NOT NULL REFERENCES import_batches (id),
  row_number BIGINT NOT NULL,
  dataset TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  record_id TEXT NOT NULL,
  record_version TEXT NOT NULL,
  -- Of a record that the row was merged into: its version before. NULL: the row made the record.
  version_before TEXT,
  undone_at BIGINT,
  -- Why it could not be taken back.
  kept_json TEXT,
  PRIMARY KEY (batch_id, row_number)
);
CREATE INDEX import_written_in_force ON import_written (dataset, fingerprint) WHERE undone_at IS NULL;

-- Which column is which, as an office chose it last.
CREATE TABLE import_mappings (
  office_id TEXT NOT NULL,
  dataset TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, dataset)
);
