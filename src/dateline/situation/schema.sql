-- The situation file, schema version 2. Offsets are code points into documents.text, half-open.
-- Stored tables: what the records say, column for field; `position` is the place in the record's list.

CREATE TABLE IF NOT EXISTS meta (key VARCHAR, value VARCHAR);

CREATE TABLE IF NOT EXISTS documents (
  id VARCHAR, title VARCHAR, publisher VARCHAR, url VARCHAR, authors VARCHAR[], published VARCHAR, language VARCHAR,
  has_dateline BOOLEAN, dateline_place VARCHAR, dateline_date VARCHAR, text VARCHAR,
  hash VARCHAR,               -- BLAKE2b of the text, 16 bytes in hex
  fingerprints UBIGINT[],     -- winnowed word shingles of the text, for near-duplicates
  numbers UBIGINT[2]          -- the set of its numbers as a bitmap, for the same
);

CREATE TABLE IF NOT EXISTS entities (
  document VARCHAR, position INTEGER, id VARCHAR, kind VARCHAR, name VARCHAR, role VARCHAR, country VARCHAR,
  sectors VARCHAR[], identifiers MAP(VARCHAR, VARCHAR)
);

CREATE TABLE IF NOT EXISTS places (
  document VARCHAR, position INTEGER, id VARCHAR, name VARCHAR, kind VARCHAR, latitude DOUBLE, longitude DOUBLE,
  country VARCHAR, admin1 VARCHAR, geonames BIGINT, "precision" TINYINT
);

CREATE TABLE IF NOT EXISTS times (
  document VARCHAR, position INTEGER, id VARCHAR, span_start INTEGER, span_end INTEGER, type VARCHAR, value VARCHAR,
  start_date VARCHAR, end_date VARCHAR
);

CREATE TABLE IF NOT EXISTS attributions (
  document VARCHAR, position INTEGER, id VARCHAR, source VARCHAR, source_start INTEGER, source_end INTEGER,
  cue_start INTEGER, cue_end INTEGER, quotation VARCHAR, within VARCHAR
);

CREATE TABLE IF NOT EXISTS events (
  document VARCHAR, position INTEGER, id VARCHAR, type VARCHAR, modes VARCHAR[], contexts VARCHAR[],
  actors VARCHAR[], recipients VARCHAR[], place VARCHAR, time VARCHAR, start_date VARCHAR, end_date VARCHAR,
  date_source VARCHAR, status VARCHAR, attribution VARCHAR, trigger_start INTEGER, trigger_end INTEGER,
  sentence_start INTEGER, sentence_end INTEGER, rule VARCHAR
);

CREATE TABLE IF NOT EXISTS figures (
  document VARCHAR, position INTEGER, id VARCHAR, measure VARCHAR, low DOUBLE, high DOUBLE, best DOUBLE,
  qualifier VARCHAR, unit VARCHAR, subject VARCHAR, subject_country VARCHAR, subject_sectors VARCHAR[],
  part_of VARCHAR, counting VARCHAR, event VARCHAR, place VARCHAR, as_of VARCHAR, attribution VARCHAR, status VARCHAR,
  span_start INTEGER, span_end INTEGER, sentence_start INTEGER, sentence_end INTEGER
);

-- Where the entities and places are mentioned, and the spans of an attribution's content.
CREATE TABLE IF NOT EXISTS mentions (
  document VARCHAR, part VARCHAR, position INTEGER, span_start INTEGER, span_end INTEGER
);

-- What the comparison of events looks at (see signals.py): keys are hashes, days count from 1970-01-01.
CREATE TABLE IF NOT EXISTS signals (
  document VARCHAR, event VARCHAR, type INTEGER, family INTEGER, company BOOLEAN, modes BIGINT, like_modes BIGINT, status TINYINT,
  "first" INTEGER, "last" INTEGER, dated BOOLEAN, reported INTEGER, latitude DOUBLE, longitude DOUBLE,
  "precision" TINYINT, place BIGINT, country INTEGER, admin1 INTEGER, actors BIGINT[4], recipients BIGINT[4],
  actor_countries INTEGER[4], recipient_countries INTEGER[4], figures INTEGER[4], measures INTEGER[4],
  words UBIGINT[4], names INTEGER[6], word_keys INTEGER[2], sentence INTEGER, "trigger" INTEGER, background BOOLEAN
);

-- What people have judged; A and B are events. verdict: same | different.
CREATE TABLE IF NOT EXISTS judgements (
  a_document VARCHAR, a_event VARCHAR, b_document VARCHAR, b_event VARCHAR, verdict VARCHAR
);

-- Derived tables: a function of the tables above alone, made anew by every `add` and `judge`.

-- The story that a document carries, named after its first carrier.
CREATE TABLE IF NOT EXISTS stories (document VARCHAR, story VARCHAR);

CREATE TABLE IF NOT EXISTS incidents (
  id VARCHAR, type VARCHAR, modes VARCHAR[], status VARCHAR, contested BOOLEAN,
  start_date DATE, end_date DATE, date_source VARCHAR,
  place VARCHAR, latitude DOUBLE, longitude DOUBLE, country VARCHAR, admin1 VARCHAR, geonames BIGINT,
  "precision" TINYINT,
  actors VARCHAR[], actor_countries VARCHAR[], recipients VARCHAR[], recipient_countries VARCHAR[],
  documents INTEGER, stories INTEGER, publishers INTEGER, events INTEGER,
  first_reported VARCHAR, last_reported VARCHAR,
  document VARCHAR, event VARCHAR   -- the event that stands for the incident
);

CREATE TABLE IF NOT EXISTS incident_events (
  incident VARCHAR, document VARCHAR, event VARCHAR, status VARCHAR, reported VARCHAR
);

-- One figure as one voice gives it; the same figure in all carriers of a story is one claim.
CREATE TABLE IF NOT EXISTS claims (
  id VARCHAR, incident VARCHAR, country VARCHAR, place VARCHAR, measure VARCHAR, subject VARCHAR, unit VARCHAR,
  low DOUBLE, high DOUBLE, best DOUBLE, qualifier VARCHAR, counting VARCHAR, part BOOLEAN, status VARCHAR,
  source VARCHAR, own_voice BOOLEAN, publisher VARCHAR, as_of DATE, reported VARCHAR,
  superseded_by VARCHAR, contradicts VARCHAR[],
  document VARCHAR, figure VARCHAR, carriers INTEGER
);

CREATE TABLE IF NOT EXISTS claim_figures (claim VARCHAR, document VARCHAR, figure VARCHAR);
