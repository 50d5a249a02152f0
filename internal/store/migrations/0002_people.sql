-- What people and the programs that serve them add; version 2.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value INTEGER NOT NULL             -- writes: how often documents were written
);
INSERT INTO meta (key, value) VALUES ('writes', 0);

-- Judgements on single findings: new rows, never changed.
CREATE TABLE corrections (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  by_whom  TEXT NOT NULL,
  document TEXT NOT NULL,            -- documents.doc_id
  event    TEXT NOT NULL,            -- local id of an event or claim
  slot     TEXT NOT NULL,            -- '' for the whole
  verdict  TEXT NOT NULL,            -- right or wrong
  value    TEXT NOT NULL,            -- what it should be
  note     TEXT NOT NULL
);
CREATE INDEX corrections_document ON corrections (document, id);

-- Saved searches, told on by a webhook or an Atom feed.
CREATE TABLE watches (
  id      INTEGER PRIMARY KEY,
  owner   TEXT NOT NULL,
  name    TEXT NOT NULL,
  query   TEXT NOT NULL,
  webhook TEXT NOT NULL,
  secret  TEXT NOT NULL,
  created TEXT NOT NULL,
  seen    INTEGER NOT NULL,          -- the highest id already told
  failed  TEXT NOT NULL
);

CREATE TABLE users (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  hash     TEXT NOT NULL,
  role     TEXT NOT NULL,            -- reader editor admin
  created  TEXT NOT NULL,
  disabled INTEGER NOT NULL
);
CREATE TABLE sessions (
  hash    BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL,
  expires TEXT NOT NULL
);
CREATE TABLE tokens (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE,
  created TEXT NOT NULL
);

-- How far feeds were read.
CREATE TABLE feeds (
  url           TEXT PRIMARY KEY,
  title         TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  checked       TEXT NOT NULL,
  next          TEXT NOT NULL,       -- not before
  failures      INTEGER NOT NULL,    -- in a row
  error         TEXT NOT NULL        -- the last one; '' after success
);
CREATE TABLE feed_items (
  feed TEXT NOT NULL,
  item TEXT NOT NULL,                -- guid, or link
  seen TEXT NOT NULL,
  PRIMARY KEY (feed, item)
);
