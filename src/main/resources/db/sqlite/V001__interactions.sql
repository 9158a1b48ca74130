-- Times are milliseconds since 1970 UTC, durations milliseconds, JSON is compact text.

-- sequence is the number of the event that asked it: the order in which interactions were made.
-- due_at is the earlier of expires_at and lease_until; settled_number is the number of the event that settled it.
CREATE TABLE interaction (
  sequence        INTEGER PRIMARY KEY,
  id              TEXT    NOT NULL UNIQUE,
  type            TEXT    NOT NULL,
  session_id      TEXT    NOT NULL,
  status          TEXT    NOT NULL,
  requested_at    INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  lease           INTEGER,
  lease_until     INTEGER,
  decided_at      INTEGER,
  settled_number  INTEGER,
  origin          TEXT,
  reason          TEXT,
  ask_key         TEXT,
  ask_fingerprint TEXT,
  settle_key      TEXT,
  settle_fingerprint TEXT,
  title           TEXT,
  on_expiry       TEXT,
  on_expiry_value TEXT,
  response        TEXT,
  metadata        TEXT    NOT NULL,
  response_schema TEXT,
  data            TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX interaction_ask_key ON interaction (ask_key) WHERE ask_key IS NOT NULL;
CREATE INDEX interaction_due ON interaction (due_at) WHERE status = 'pending';
CREATE INDEX interaction_pending_session ON interaction (session_id) WHERE status = 'pending';
CREATE INDEX interaction_leased ON interaction (lease_until) WHERE status = 'pending' AND lease_until IS NOT NULL;
CREATE INDEX interaction_session ON interaction (session_id, sequence);
CREATE INDEX interaction_requested ON interaction (requested_at);
CREATE INDEX interaction_decided ON interaction (decided_at) WHERE decided_at IS NOT NULL;

-- The log of what tabs are told: an interaction was asked (settled = 0) or settled (settled = 1).
CREATE TABLE event (
  number   INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL,
  settled  INTEGER NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

-- One row. purged_through is the highest number that was deleted from the log: numbers are never used again.
CREATE TABLE log_state (
  purged_through INTEGER NOT NULL
) STRICT;
INSERT INTO log_state VALUES (0);

-- Ever since the store was made, also of what was purged.
CREATE TABLE tally (
  type      TEXT    PRIMARY KEY,
  requested INTEGER NOT NULL DEFAULT 0,
  resolved  INTEGER NOT NULL DEFAULT 0,
  rejected  INTEGER NOT NULL DEFAULT 0,
  expired   INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Written and emptied to find out whether a store that failed can be written again.
CREATE TABLE probe (
  filler BLOB NOT NULL
) STRICT;
