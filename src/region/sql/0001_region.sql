-- What a regency is: its areas, figures about them, its offices, its calendar.

-- Facts about the store's regency: 'areas_version', 'seat' (code of the capital), 'name'.
CREATE TABLE region_settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- An area lives on when a decree renames or recodes it; code, name and decree are those in force.
CREATE TABLE areas (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('kabupaten', 'kecamatan', 'kelurahan', 'desa', 'desa adat')),
  parent_code TEXT NOT NULL,
  slug TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  postal_code TEXT NOT NULL,
  decree TEXT NOT NULL,
  boundary BYTEA,
  boundary_kind TEXT NOT NULL CHECK (boundary_kind IN ('none', 'indicative', 'sample')),
  boundary_source TEXT NOT NULL,
  south DOUBLE PRECISION,
  west DOUBLE PRECISION,
  north DOUBLE PRECISION,
  east DOUBLE PRECISION,
  UNIQUE (parent_code, slug)
);

-- Every code and name that an area has had, so that an old letter still finds its village.
CREATE TABLE area_codes (
  code TEXT NOT NULL,
  decree TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES areas (id),
  name TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (code, decree)
);
CREATE INDEX area_codes_area ON area_codes (area_id);

-- The statistics office's codes: another list with the same look. Never joined on digits.
CREATE TABLE area_bps_codes (
  bps_code TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES areas (id),
  source TEXT NOT NULL,
  PRIMARY KEY (bps_code, area_id)
);
CREATE INDEX area_bps_codes_area ON area_bps_codes (area_id);

CREATE TABLE indicators (
  key TEXT PRIMARY KEY,
  name_id TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit TEXT NOT NULL
);

-- A figure as someone stated it. Two sources may disagree: both stay.
CREATE TABLE observations (
  id TEXT PRIMARY KEY,
  area_id TEXT NOT NULL REFERENCES areas (id),
  indicator TEXT NOT NULL REFERENCES indicators (key),
  value DOUBLE PRECISION NOT NULL,
  source TEXT NOT NULL,
  observed_on TEXT NOT NULL,
  certainty TEXT NOT NULL CHECK (certainty IN ('stated', 'estimate', 'sample')),
  note TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  UNIQUE (area_id, indicator, source, observed_on)
);

CREATE TABLE offices (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('dinas', 'badan', 'sekretariat', 'kecamatan', 'kelurahan', 'desa', 'lainnya')),
  area_id TEXT REFERENCES areas (id),
  sample BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);

-- What an office is charged with: numbered items of a legal basis. An item that objects refer to is retired, never removed.
CREATE TABLE tupoksi_items (
  id TEXT PRIMARY KEY,
  office_id TEXT NOT NULL REFERENCES offices (id),
  number TEXT NOT NULL,
  text TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  sample BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX tupoksi_items_office ON tupoksi_items (office_id, position);

-- Days off besides the weekend, each with who declared it.
CREATE TABLE holidays (
  day TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL
);
