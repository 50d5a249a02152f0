-- The archive, version 1. One file for both databases: types are SQLite's and
-- migrate.go turns them into PostgreSQL's; sections marked "only" go to one.
--
-- No foreign keys are declared: rows arrive in bulk, in no order that would
-- satisfy them, by one writer; `herodotus verify` proves every reference.
-- Days are integers since 1970-01-01; null when unknown. Moments are RFC 3339 in UTC.

CREATE TABLE runs (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,   -- SHA-256 of provenance
  version    TEXT NOT NULL,
  ontology   TEXT NOT NULL,
  provenance TEXT NOT NULL,          -- JSON: version, ontology, digests of models and dictionaries
  added_at   TEXT NOT NULL
);

CREATE TABLE documents (
  id          INTEGER PRIMARY KEY,
  doc_id      TEXT NOT NULL UNIQUE,  -- document.id of the record
  run         INTEGER NOT NULL,      -- the newest
  day         INTEGER,               -- of publication
  story       INTEGER,
  copy_of     INTEGER,               -- the first document with this text, null for the first itself
  similarity  REAL,                  -- to the text it was found to copy
  agency      TEXT,                  -- the wire whose text it is
  url         TEXT,
  title       TEXT,
  publisher   TEXT,
  language    TEXT NOT NULL,
  published   TEXT,
  input       TEXT,                  -- file, or file and member, that it came from
  raw_sha256  TEXT,                  -- of the bytes as they came in
  text_sha256 TEXT NOT NULL,
  article     TEXT NOT NULL,         -- with run: the finding that is shown
  added_at    TEXT NOT NULL,
  events      INTEGER NOT NULL,      -- of the newest run
  claims      INTEGER NOT NULL,
  text        TEXT NOT NULL
);
CREATE INDEX documents_day ON documents (day);
CREATE INDEX documents_story ON documents (story) WHERE story IS NOT NULL;
CREATE INDEX documents_copy ON documents (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX documents_publisher ON documents (publisher, day) WHERE publisher IS NOT NULL;

-- Texts that a later version of the same document replaced.
CREATE TABLE old_texts (
  document    INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (document, text_sha256)
);

-- What a run found in a version of a document; never changed.
CREATE TABLE findings (
  document    INTEGER NOT NULL,
  run         INTEGER NOT NULL,
  article     TEXT NOT NULL,         -- SHA-256 of title, date and text: what was coded
  key         TEXT NOT NULL,         -- SHA-256 of the record's JSON without its text
  text_sha256 TEXT NOT NULL,         -- in documents or old_texts
  added_at    TEXT NOT NULL,
  record      BLOB NOT NULL,         -- that JSON, zstd
  PRIMARY KEY (article, run, document)
);
CREATE INDEX findings_document ON findings (document, run);

CREATE TABLE actors (
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  folded   TEXT NOT NULL,            -- the name as Fold leaves it
  type     TEXT NOT NULL,
  country  TEXT,
  sector   TEXT,
  wikidata TEXT
);
CREATE INDEX actors_folded ON actors (folded);

-- The rows below are drawn from findings. Those of runs and versions that a
-- newer one replaced stay, with current = 0.
CREATE TABLE events (
  id            INTEGER PRIMARY KEY,
  document      INTEGER NOT NULL,
  run           INTEGER NOT NULL,
  current       INTEGER NOT NULL,
  local         TEXT NOT NULL,       -- id in the record
  type          TEXT NOT NULL,
  cameo         TEXT NOT NULL,
  quad          TEXT NOT NULL,
  score         REAL NOT NULL,
  day           INTEGER,             -- from_day, or of publication
  from_day      INTEGER,
  to_day        INTEGER,
  actor         INTEGER,             -- the first one's identity and country …
  actor_country TEXT,
  recipient     INTEGER,             -- … all are in event_args
  recipient_country TEXT,
  place_name    TEXT,
  lat           REAL,
  lon           REAL,
  place_country TEXT,
  geonames      INTEGER,
  author_value  TEXT,                -- what the writer commits to: CT+ CT- PR+ PR- PS+ PS- Uu
  claim         TEXT,                -- the innermost claim that it stands in …
  source        INTEGER,             -- … the identity of who makes it …
  source_value  TEXT,                -- … and what he commits to
  same_as       TEXT,                -- an earlier event of the record that it repeats
  auxiliary     TEXT,                -- historical future hypothetical negation, blanks between
  confidence    REAL NOT NULL,
  happening     INTEGER,
  similarity    REAL,                -- to the happening when it was joined
  merge         TEXT,                -- what agreed with the happening: JSON list of "slot: value"
  independent   INTEGER NOT NULL,    -- independent sources of the happening; 1 when not linked
  trigger_start INTEGER NOT NULL,
  trigger_end   INTEGER NOT NULL,
  trigger_text  TEXT NOT NULL,
  evidence      TEXT NOT NULL        -- the clauses that say so, " … " between
);
CREATE INDEX events_document ON events (document);
CREATE INDEX events_day ON events (day) WHERE current = 1;
CREATE INDEX events_type ON events (type, day) WHERE current = 1;
CREATE INDEX events_country ON events (place_country, day) WHERE current = 1 AND place_country IS NOT NULL;
CREATE INDEX events_spot ON events (lat, lon) WHERE current = 1 AND lat IS NOT NULL;
CREATE INDEX events_source ON events (source, day) WHERE current = 1 AND source IS NOT NULL;
CREATE INDEX events_happening ON events (happening) WHERE happening IS NOT NULL;
CREATE INDEX events_independent ON events (independent, day) WHERE current = 1 AND independent > 1;

CREATE TABLE event_args (
  event   INTEGER NOT NULL,
  role    TEXT NOT NULL,             -- actor or recipient
  n       INTEGER NOT NULL,          -- 0, 1, 2 … in the record's order
  actor   INTEGER NOT NULL,
  country TEXT,
  sector  TEXT,
  day     INTEGER,                   -- of the event, so that one index serves
  PRIMARY KEY (event, role, n)
) WITHOUT ROWID;
CREATE INDEX event_args_country ON event_args (country, role, day) WHERE country IS NOT NULL;
CREATE INDEX event_args_actor ON event_args (actor, role, day);

CREATE TABLE event_modes (
  mode  TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (event, mode)
) WITHOUT ROWID;
CREATE INDEX event_modes_mode ON event_modes (mode);

CREATE TABLE event_contexts (
  context TEXT NOT NULL,
  event   INTEGER NOT NULL,
  PRIMARY KEY (event, context)
) WITHOUT ROWID;
CREATE INDEX event_contexts_context ON event_contexts (context);

CREATE TABLE event_facts (
  event  INTEGER NOT NULL,
  n      INTEGER NOT NULL,           -- 0, 1, 2 … in the record's order
  claim  TEXT,                       -- whose value it is: a claim's source; null: the author's
  source INTEGER,                    -- the source's identity; null for the author and for nameless sources
  value  TEXT NOT NULL,
  PRIMARY KEY (event, n)
) WITHOUT ROWID;

CREATE TABLE claims (
  id          INTEGER PRIMARY KEY,
  document    INTEGER NOT NULL,
  run         INTEGER NOT NULL,
  current     INTEGER NOT NULL,
  local       TEXT NOT NULL,
  source      INTEGER,
  source_kind TEXT NOT NULL,         -- named role anonymous document
  source_text TEXT,                  -- as the text calls him
  act         TEXT NOT NULL,
  quote       TEXT NOT NULL,         -- direct indirect mixed
  parent      TEXT,                  -- the claim that relays this one
  cue         TEXT,
  day         INTEGER,               -- when it was said, or published
  confidence  REAL NOT NULL,
  start_byte  INTEGER NOT NULL,      -- of the first piece of content
  end_byte    INTEGER NOT NULL,      -- of the last
  content     TEXT NOT NULL          -- pieces with " … " between
);
CREATE INDEX claims_document ON claims (document);
CREATE INDEX claims_day ON claims (day) WHERE current = 1;
CREATE INDEX claims_source ON claims (source, day) WHERE current = 1 AND source IS NOT NULL;
CREATE INDEX claims_act ON claims (act, day) WHERE current = 1;

CREATE VIEW current_events AS SELECT * FROM events WHERE current = 1;
CREATE VIEW current_claims AS SELECT * FROM claims WHERE current = 1;

-- Across documents.
CREATE TABLE stories (
  id        INTEGER PRIMARY KEY,
  title     TEXT NOT NULL,
  first_day INTEGER,
  last_day  INTEGER,
  documents INTEGER NOT NULL,
  outlets   INTEGER NOT NULL
);
CREATE INDEX stories_day ON stories (last_day);

CREATE TABLE happenings (
  id          INTEGER PRIMARY KEY,
  story       INTEGER,
  type        TEXT NOT NULL,
  first_day   INTEGER,
  last_day    INTEGER,
  documents   INTEGER NOT NULL,
  independent INTEGER NOT NULL,
  status      TEXT NOT NULL,         -- corroborated reported claimed possible disputed denied open
  accounts    TEXT NOT NULL          -- JSON: each independent source, what it holds, by which chains it came
);
CREATE INDEX happenings_story ON happenings (story);
CREATE INDEX happenings_day ON happenings (first_day);

CREATE TABLE contradictions (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,          -- denial number actor recipient place date
  story      INTEGER,
  happening  INTEGER,
  since_day  INTEGER,
  changed    INTEGER NOT NULL,       -- 1: one source that changed its account
  summary    TEXT NOT NULL,
  a_document INTEGER NOT NULL,       -- a stood first
  a_local    TEXT NOT NULL,
  a_start    INTEGER NOT NULL,
  a_end      INTEGER NOT NULL,
  a_text     TEXT NOT NULL,
  a_holder   TEXT NOT NULL,          -- key of the source
  a_name     TEXT NOT NULL,
  a_day      INTEGER,
  b_document INTEGER NOT NULL,
  b_local    TEXT NOT NULL,
  b_start    INTEGER NOT NULL,
  b_end      INTEGER NOT NULL,
  b_text     TEXT NOT NULL,
  b_holder   TEXT NOT NULL,
  b_name     TEXT NOT NULL,
  b_day      INTEGER
);
CREATE INDEX contradictions_day ON contradictions (since_day);
CREATE INDEX contradictions_story ON contradictions (story);
CREATE INDEX contradictions_a ON contradictions (a_document);
CREATE INDEX contradictions_b ON contradictions (b_document);

-- What the linker remembers.
CREATE TABLE link_keys (
  kind INTEGER NOT NULL,
  key  INTEGER NOT NULL,             -- 64 bits, the sign is one of them
  day  INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, key, day, id)
) WITHOUT ROWID;
CREATE TABLE link_blobs (
  kind INTEGER NOT NULL,
  id   INTEGER NOT NULL,
  blob BLOB NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE TABLE link_ids (
  kind INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
);

-- Inputs that gave no document.
CREATE TABLE skipped (
  input  TEXT NOT NULL,
  reason TEXT NOT NULL,              -- a short key
  detail TEXT NOT NULL,
  at     TEXT NOT NULL,
  PRIMARY KEY (input, reason)
);

-- Words of titles and texts as Fold leaves them, for search.
-- only sqlite
CREATE VIRTUAL TABLE document_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0");

-- What ANALYZE finds in an archive of a million events (rows of the index, then
-- rows that share its first column, its first two …). Written by hand so that
-- the planner chooses well from the first document on, and always the same.
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('actors', 'actors_folded', '60000 2'),
  ('claims', 'claims_act', '400000 50000 15'),
  ('claims', 'claims_day', '400000 120'),
  ('claims', 'claims_document', '400000 4'),
  ('claims', 'claims_source', '400000 70 2'),
  ('documents', 'documents_day', '125000 40'),
  ('documents', 'documents_publisher', '125000 1200 5'),
  ('documents', 'documents_story', '125000 5'),
  ('event_args', 'event_args', '2000000 2 1 1'),
  ('event_args', 'event_args_actor', '2000000 300 150 2'),
  ('event_args', 'event_args_country', '2000000 30000 16000 7'),
  ('event_contexts', 'event_contexts', '1000000 1 1'),
  ('event_contexts', 'event_contexts_context', '1000000 60000'),
  ('event_facts', 'event_facts', '1400000 2 1'),
  ('event_modes', 'event_modes', '1000000 1 1'),
  ('event_modes', 'event_modes_mode', '1000000 60000'),
  ('events', 'events_country', '330000 5500 4'),
  ('events', 'events_day', '1000000 280'),
  ('events', 'events_document', '1000000 8'),
  ('events', 'events_happening', '1000000 2'),
  ('events', 'events_independent', '130000 60000 19'),
  ('events', 'events_source', '400000 70 2'),
  ('events', 'events_spot', '330000 400 400'),
  ('events', 'events_type', '1000000 60000 19'),
  ('findings', 'findings_document', '125000 1 1'),
  ('happenings', 'happenings_day', '900000 250'),
  ('happenings', 'happenings_story', '900000 36'),
  ('stories', 'stories_day', '25000 8');

-- only postgres
CREATE TABLE document_words (document BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX document_words_words ON document_words USING gin (words);
