-- What decides apart from what is only told: see docs/decisions. What older versions wrote waits beside the new tables
-- until it is moved, in pieces.

ALTER TABLE interaction RENAME TO interaction_v2;
ALTER TABLE event RENAME TO event_v2;
ALTER TABLE tally RENAME TO tally_v2;
DROP INDEX interaction_ask_key;
DROP INDEX interaction_due;
DROP INDEX interaction_pending_session;
DROP INDEX interaction_leased;
DROP INDEX interaction_session;
DROP INDEX interaction_requested;
DROP INDEX interaction_decided;
DROP INDEX interaction_pending;

-- All that decides. Times are milliseconds since 1970 UTC, durations milliseconds, sizes bytes.
-- sequence is the number of the event that asked it: the order in which interactions were made.
-- due_at is the earlier of expires_at and lease_until; settled_number is the number of the event that settled it.
CREATE TABLE state (
  sequence           INTEGER PRIMARY KEY,
  id                 TEXT    NOT NULL UNIQUE,
  tenant             TEXT    NOT NULL,
  session_id         TEXT    NOT NULL,
  type               TEXT    NOT NULL,
  status             TEXT    NOT NULL,
  requested_at       INTEGER NOT NULL,
  requested_by       TEXT,
  separate           INTEGER NOT NULL,
  expires_at         INTEGER NOT NULL,
  due_at             INTEGER NOT NULL,
  lease              INTEGER,
  lease_until        INTEGER,
  size               INTEGER NOT NULL,
  ask_key            TEXT,
  ask_fingerprint    TEXT,
  decided_at         INTEGER,
  decided_by         TEXT,
  origin             TEXT,
  settled_number     INTEGER
) STRICT;

-- What was asked, to be told. JSON is compact text.
CREATE TABLE payload (
  sequence        INTEGER PRIMARY KEY,
  requester_kind  TEXT,
  requester_name  TEXT,
  title           TEXT,
  on_expiry       TEXT,
  on_expiry_value TEXT,
  metadata        TEXT    NOT NULL,
  response_schema TEXT,
  data            TEXT    NOT NULL
) STRICT;

-- Until when a process has somebody who awaits an interaction with a lease.
CREATE TABLE hold (
  sequence INTEGER NOT NULL,
  holder   TEXT    NOT NULL,
  ends_at  INTEGER NOT NULL,
  PRIMARY KEY (sequence, holder)
) STRICT, WITHOUT ROWID;

-- What happened: requested, settled; with what an event tells of its own. What is above log_state.purged_through is the log
-- that tabs are told; below it only that stays which tells how an interaction ended, as long as that is kept.
CREATE TABLE event (
  number             INTEGER PRIMARY KEY,
  sequence           INTEGER NOT NULL,
  kind               TEXT    NOT NULL,
  at                 INTEGER NOT NULL,
  status             TEXT,
  origin             TEXT,
  by_id              TEXT,
  by_kind            TEXT,
  by_name            TEXT,
  reason             TEXT,
  response           TEXT,
  settle_key         TEXT,
  settle_fingerprint TEXT
) STRICT;

-- Ever since the store was made, also of what was purged.
CREATE TABLE tally (
  tenant    TEXT    NOT NULL,
  type      TEXT    NOT NULL,
  requested INTEGER NOT NULL DEFAULT 0,
  resolved  INTEGER NOT NULL DEFAULT 0,
  rejected  INTEGER NOT NULL DEFAULT 0,
  expired   INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, type)
) STRICT, WITHOUT ROWID;
INSERT INTO tally (tenant, type, requested, resolved, rejected, expired, cancelled)
  SELECT 'default', type, requested, resolved, rejected, expired, cancelled FROM tally_v2;
DROP TABLE tally_v2;
