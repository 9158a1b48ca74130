-- Times are milliseconds since 1970 UTC, durations milliseconds, sizes bytes. Text is compared byte by byte, so that no
-- index depends on a system's rules of order; JSON is compact text, kept as bytes.

CREATE TABLE schema_version (
  version integer NOT NULL
);
INSERT INTO schema_version VALUES (0);

-- All that decides. sequence is the number of the event that asked it: the order in which interactions were made.
-- due_at is the earlier of expires_at and lease_until; settled_number is the number of the event that settled it; outcome is
-- what people call how it ended; family is of which family is who asked it.
CREATE TABLE state (
  sequence        bigint  PRIMARY KEY,
  id              text    COLLATE "C" NOT NULL UNIQUE,
  tenant          text    COLLATE "C" NOT NULL,
  session_id      text    COLLATE "C" NOT NULL,
  type            text    COLLATE "C" NOT NULL,
  status          text    COLLATE "C" NOT NULL,
  requested_at    bigint  NOT NULL,
  requested_by    text    COLLATE "C",
  family          text    COLLATE "C",
  separate        integer NOT NULL,
  expires_at      bigint  NOT NULL,
  due_at          bigint  NOT NULL,
  lease           bigint,
  lease_until     bigint,
  size            integer NOT NULL,
  ask_key         text    COLLATE "C",
  ask_fingerprint text    COLLATE "C",
  decided_at      bigint,
  decided_by      text    COLLATE "C",
  origin          text    COLLATE "C",
  settled_number  bigint,
  outcome         text    COLLATE "C"
) WITH (
  -- A settlement is an update that no page's free room helps, for what it changes is indexed. With millions kept, the defaults
  -- would let a fifth of them be dead first, and what is pending be looked for among these.
  autovacuum_vacuum_scale_factor = 0.02,
  -- The newest rows are what is asked for most: where they end, statistics know no later than the last time they were made.
  autovacuum_analyze_scale_factor = 0.01,
  -- Eleven indexes are gone through each time: by default it would sleep longer than it works.
  autovacuum_vacuum_cost_limit = 2000,
  -- To shorten the file takes a lock that readers would wait behind.
  vacuum_truncate = off
);
CREATE UNIQUE INDEX state_ask_key ON state (ask_key, tenant, coalesce(requested_by, '')) WHERE ask_key IS NOT NULL;
CREATE INDEX state_due ON state (due_at, sequence) WHERE status = 'pending';
CREATE INDEX state_pending ON state (sequence) WHERE status = 'pending';
CREATE INDEX state_pending_session ON state (session_id, tenant) WHERE status = 'pending';
CREATE INDEX state_session ON state (session_id, sequence);
CREATE INDEX state_requested ON state (requested_at, sequence);
CREATE INDEX state_decided ON state (decided_at, sequence) WHERE decided_at IS NOT NULL;
CREATE INDEX state_type ON state (type, sequence);
CREATE INDEX state_type_settled ON state (type, settled_number) WHERE settled_number IS NOT NULL;
CREATE INDEX state_family ON state (family, sequence) WHERE family IS NOT NULL;
CREATE INDEX state_tenant ON state (tenant, sequence) WHERE tenant <> 'default';

-- What was asked, to be told: by months (UTC) of requested_at, which state has too. A month goes as a whole once state has
-- nothing of it any more.
CREATE TABLE payload (
  sequence        bigint NOT NULL,
  requester_kind  text   COLLATE "C",
  requester_name  text   COLLATE "C",
  title           text   COLLATE "C",
  on_expiry       text   COLLATE "C",
  on_expiry_value bytea,
  metadata        bytea  NOT NULL,
  response_schema bytea,
  data            bytea  NOT NULL,
  requested_at    bigint NOT NULL,
  PRIMARY KEY (sequence, requested_at)
) PARTITION BY RANGE (requested_at);

-- The large ones among responses, which their events do not have then: by months of at, which is decided_at of state.
CREATE TABLE response (
  number   bigint NOT NULL,
  at       bigint NOT NULL,
  response bytea  NOT NULL,
  PRIMARY KEY (number, at)
) PARTITION BY RANGE (at);

-- The processes that use this database: until when one is taken for alive, and the number of its last transaction. Each
-- transaction updates a row: with much room in a page no index learns of it.
CREATE TABLE replica (
  name        text   COLLATE "C" PRIMARY KEY,
  batch       bigint NOT NULL,
  alive_until bigint NOT NULL
) WITH (fillfactor = 10);

-- Until when a process has somebody who awaits an interaction with a lease.
CREATE TABLE hold (
  sequence bigint NOT NULL,
  holder   text   COLLATE "C" NOT NULL,
  ends_at  bigint NOT NULL,
  PRIMARY KEY (sequence, holder)
) WITH (
  -- A row comes and goes with each wait: what is dead counts, not its share of the few that are there.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  -- It would be shortened, and grow again, all the time.
  vacuum_truncate = off
);
CREATE INDEX hold_holder ON hold (holder, sequence);

-- What happened: requested, settled; with what an event tells of its own. What is above log_state.purged_through is the log
-- that tabs are told; below it only that stays which tells how an interaction ended, as long as that is kept.
CREATE TABLE event (
  number             bigint PRIMARY KEY,
  sequence           bigint NOT NULL,
  kind               text   COLLATE "C" NOT NULL,
  at                 bigint NOT NULL,
  status             text   COLLATE "C",
  origin             text   COLLATE "C",
  by_id              text   COLLATE "C",
  by_kind            text   COLLATE "C",
  by_name            text   COLLATE "C",
  reason             text   COLLATE "C",
  response           bytea,
  settle_key         text   COLLATE "C",
  settle_fingerprint text   COLLATE "C"
) WITH (
  -- As with state: it is deleted from at its oldest end, where purging begins to look.
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.01,
  autovacuum_vacuum_cost_limit = 2000,
  vacuum_truncate = off
);

-- One row. purged_through is the highest number that was deleted from the log: numbers are never used again.
CREATE TABLE log_state (
  purged_through bigint NOT NULL
);
INSERT INTO log_state VALUES (0);

-- Ever since the store was made, also of what was purged. Updated as often as replica, and so with as much room.
CREATE TABLE tally (
  tenant    text   COLLATE "C" NOT NULL,
  type      text   COLLATE "C" NOT NULL,
  requested bigint NOT NULL DEFAULT 0,
  resolved  bigint NOT NULL DEFAULT 0,
  rejected  bigint NOT NULL DEFAULT 0,
  expired   bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, type)
) WITH (fillfactor = 10);

-- By what somebody is known; hash is all that is kept of the secret (SHA-256, hexadecimal). family is that of who shows it,
-- parent the id of the token that it was made of. Permissions and types stand in words, sessions in lines.
CREATE TABLE credential (
  number       bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           text    COLLATE "C" NOT NULL UNIQUE,
  hash         text    COLLATE "C" NOT NULL UNIQUE,
  kind         text    COLLATE "C" NOT NULL,
  name         text    COLLATE "C" NOT NULL,
  tenant       text    COLLATE "C" NOT NULL,
  who_id       text    COLLATE "C" NOT NULL,
  who_kind     text    COLLATE "C" NOT NULL,
  who_name     text    COLLATE "C",
  family       text    COLLATE "C" NOT NULL,
  generation   integer NOT NULL,
  parent       text    COLLATE "C",
  permissions  text    COLLATE "C" NOT NULL,
  sessions     text    COLLATE "C" NOT NULL,
  types        text    COLLATE "C" NOT NULL,
  opens        integer NOT NULL,
  created_at   bigint  NOT NULL,
  maker_id     text    COLLATE "C",
  maker_kind   text    COLLATE "C",
  maker_name   text    COLLATE "C",
  expires_at   bigint  NOT NULL,
  last_used_at bigint,
  ending       text    COLLATE "C" NOT NULL
) WITH (
  -- When one was used last is updated every few minutes: with room in its page no index learns of it.
  fillfactor = 70
);
CREATE INDEX credential_family ON credential (family, expires_at);
CREATE INDEX credential_parent ON credential (parent) WHERE parent IS NOT NULL;
CREATE INDEX credential_expired ON credential (expires_at);
CREATE INDEX credential_tenant ON credential (tenant, number);

-- A link that somebody signs in by, until somebody does.
CREATE TABLE invitation (
  hash        text    COLLATE "C" PRIMARY KEY,
  kind        text    COLLATE "C" NOT NULL,
  tenant      text    COLLATE "C" NOT NULL,
  who_id      text    COLLATE "C" NOT NULL,
  who_kind    text    COLLATE "C" NOT NULL,
  who_name    text    COLLATE "C",
  permissions text    COLLATE "C" NOT NULL,
  sessions    text    COLLATE "C" NOT NULL,
  types       text    COLLATE "C" NOT NULL,
  opens       integer NOT NULL,
  expires_at  bigint  NOT NULL
);
