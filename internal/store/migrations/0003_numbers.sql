-- How many people an event befell, whose attitude a claim is, and what makes
-- rare conditions quick; version 3. migrate.go draws the numbers, attitudes and
-- words of titles of older archives from their records.

-- The least and the most that the words allow: "at least 22" is 22 and null,
-- "up to 30" is 0 and 30; both null where the text gives no number.
ALTER TABLE events ADD COLUMN dead_min INTEGER;
ALTER TABLE events ADD COLUMN dead_max INTEGER;
ALTER TABLE events ADD COLUMN injured_min INTEGER;
ALTER TABLE events ADD COLUMN injured_max INTEGER;
ALTER TABLE events ADD COLUMN crowd_min INTEGER;    -- those who protest
ALTER TABLE events ADD COLUMN crowd_max INTEGER;
ALTER TABLE events ADD COLUMN size_min INTEGER;     -- those who are arrested, expelled, freed
ALTER TABLE events ADD COLUMN size_max INTEGER;
CREATE INDEX events_dead ON events (dead_min, day) WHERE current = 1 AND dead_min IS NOT NULL;
CREATE INDEX events_injured ON events (injured_min, day) WHERE current = 1 AND injured_min IS NOT NULL;
CREATE INDEX events_crowd ON events (crowd_min, day) WHERE current = 1 AND crowd_min IS NOT NULL;
CREATE INDEX events_size ON events (size_min, day) WHERE current = 1 AND size_min IS NOT NULL;

ALTER TABLE claims ADD COLUMN attitude INTEGER NOT NULL DEFAULT 0; -- 1: thought, known, wanted, planned or felt rather than said

-- A view of PostgreSQL keeps the columns that it was made with.
DROP VIEW current_events;
CREATE VIEW current_events AS SELECT * FROM events WHERE current = 1;
DROP VIEW current_claims;
CREATE VIEW current_claims AS SELECT * FROM claims WHERE current = 1;

-- Until when a server sends what a watch has to tell, in UTC; the others leave it alone.
ALTER TABLE watches ADD COLUMN lease TEXT NOT NULL DEFAULT '';

-- The names that stand in documents.publisher and documents.agency, each once:
-- a part of a name is looked for among some thousands, not in every document.
CREATE TABLE outlets (
  role TEXT NOT NULL,                -- publisher or agency
  name TEXT NOT NULL,
  PRIMARY KEY (role, name)
) WITHOUT ROWID;
INSERT INTO outlets (role, name) SELECT DISTINCT 'publisher', publisher FROM documents WHERE publisher IS NOT NULL;
INSERT INTO outlets (role, name) SELECT DISTINCT 'agency', agency FROM documents WHERE agency IS NOT NULL;
CREATE INDEX documents_agency ON documents (agency, day) WHERE agency IS NOT NULL;

CREATE INDEX event_facts_source ON event_facts (source) WHERE source IS NOT NULL;
CREATE INDEX happenings_status ON happenings (status);

-- Words of titles alone, as Fold leaves them.
-- only sqlite
CREATE VIRTUAL TABLE title_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0");
CREATE INDEX events_place ON events (lower(place_name), day) WHERE current = 1 AND place_name IS NOT NULL;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('documents', 'documents_agency', '30000 1500 5'),
  ('event_facts', 'event_facts_source', '400000 70'),
  ('events', 'events_crowd', '10000 100 1'),
  ('events', 'events_dead', '30000 300 1'),
  ('events', 'events_injured', '20000 200 1'),
  ('events', 'events_place', '330000 60 2'),
  ('events', 'events_size', '20000 200 1'),
  ('happenings', 'happenings_status', '900000 100000'),
  ('outlets', 'outlets', '3000 1500 1');

-- only postgres
CREATE TABLE title_words (document BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX title_words_words ON title_words USING gin (words);
CREATE INDEX events_place ON events (lower(place_name COLLATE "C"), day) WHERE current = 1 AND place_name IS NOT NULL;
