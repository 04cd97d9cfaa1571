-- Every object has a working face, which its officers change, and, once published, a public one, which everybody sees.
CREATE TABLE potential_objects (
  id TEXT NOT NULL,
  face TEXT NOT NULL CONSTRAINT face_known CHECK (face IN ('work', 'public')),
  search_key BIGINT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  state TEXT NOT NULL CONSTRAINT state_known
    CHECK (state IN ('draft', 'submitted', 'verified', 'published', 'archived')),
  version BIGINT NOT NULL,
  published_version BIGINT,
  owner_office TEXT NOT NULL REFERENCES offices (id),
  tupoksi_item TEXT REFERENCES tupoksi_items (id),
  area_code TEXT NOT NULL,
  district_code TEXT NOT NULL,
  shape BYTEA NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  south DOUBLE PRECISION NOT NULL,
  west DOUBLE PRECISION NOT NULL,
  north DOUBLE PRECISION NOT NULL,
  east DOUBLE PRECISION NOT NULL,
  place_precision TEXT NOT NULL CONSTRAINT precision_known
    CHECK (place_precision IN ('surveyed', 'gps', 'pointed', 'stated', 'centroid')),
  accuracy_m DOUBLE PRECISION,
  description_id TEXT NOT NULL,
  description_en TEXT NOT NULL,
  condition TEXT NOT NULL,
  opening TEXT NOT NULL,
  opening_note TEXT NOT NULL,
  land_status TEXT NOT NULL,
  account_code TEXT NOT NULL,
  source TEXT NOT NULL,
  source_date TEXT NOT NULL,
  links JSON NOT NULL,
  photos JSON NOT NULL,
  details JSON NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id, face),
  UNIQUE (face, slug)
);
CREATE INDEX potential_by_category ON potential_objects (face, category, sort_name, id);
CREATE INDEX potential_by_area ON potential_objects (face, area_code, sort_name, id);
CREATE INDEX potential_by_district ON potential_objects (face, district_code, sort_name, id);
CREATE INDEX potential_by_office ON potential_objects (face, owner_office, sort_name, id);
CREATE INDEX potential_by_name ON potential_objects (face, sort_name, id);
CREATE INDEX potential_by_state ON potential_objects (face, state, sort_name, id);
CREATE INDEX potential_by_age ON potential_objects (face, updated_at, id);

-- How many objects there are of each kind: kept, because counting a large inventory on each page would cost more than the page.
CREATE TABLE potential_counts (
  face TEXT NOT NULL,
  owner_office TEXT NOT NULL,
  category TEXT NOT NULL,
  state TEXT NOT NULL,
  objects BIGINT NOT NULL,
  PRIMARY KEY (face, owner_office, category, state)
);

-- Each change of an object with the whole record as it was then.
CREATE TABLE potential_revisions (
  object_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  act TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  record JSON NOT NULL,
  PRIMARY KEY (object_id, version)
);

-- Which photos stand in which face: a photo may be seen by those who may see an object that shows it.
CREATE TABLE potential_photos (
  digest TEXT NOT NULL,
  object_id TEXT NOT NULL,
  face TEXT NOT NULL,
  PRIMARY KEY (digest, object_id, face)
);
CREATE INDEX potential_photos_of_object ON potential_photos (object_id, face);

-- Search: which words stand in which face of which object, most telling place first; and the trigrams of every word,
-- by which a word that was typed wrongly finds the one that was meant.
CREATE TABLE potential_words (
  face TEXT NOT NULL,
  word TEXT NOT NULL,
  field BIGINT NOT NULL,
  search_key BIGINT NOT NULL,
  PRIMARY KEY (face, word, field, search_key)
);
CREATE INDEX potential_words_of_object ON potential_words (search_key);
CREATE TABLE potential_trigrams (
  trigram TEXT NOT NULL,
  length BIGINT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (trigram, length, word)
);

-- What people without an account say is wrong.
CREATE TABLE potential_reports (
  id TEXT NOT NULL PRIMARY KEY,
  object_id TEXT NOT NULL,
  object_name TEXT NOT NULL,
  object_path TEXT NOT NULL,
  owner_office TEXT NOT NULL REFERENCES offices (id),
  at BIGINT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  contact TEXT NOT NULL,
  language TEXT NOT NULL,
  network TEXT NOT NULL,
  answered_at BIGINT,
  answered_by TEXT,
  answer TEXT
);
CREATE INDEX potential_reports_by_office ON potential_reports (owner_office, at, id);
CREATE INDEX potential_reports_by_network ON potential_reports (network, at);
