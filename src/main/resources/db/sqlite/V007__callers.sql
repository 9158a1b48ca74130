-- Of which family is who asked (requested_by): null for nobody known. What older versions kept was asked by nobody known.
ALTER TABLE state ADD COLUMN family TEXT;

-- By what somebody is known; hash is all that is kept of the secret (SHA-256, hexadecimal). family is that of who shows it,
-- parent the id of the token that it was made of. Permissions and types stand in words, sessions in lines.
CREATE TABLE credential (
  number       INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  hash         TEXT    NOT NULL UNIQUE,
  kind         TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  tenant       TEXT    NOT NULL,
  who_id       TEXT    NOT NULL,
  who_kind     TEXT    NOT NULL,
  who_name     TEXT,
  family       TEXT    NOT NULL,
  generation   INTEGER NOT NULL,
  parent       TEXT,
  permissions  TEXT    NOT NULL,
  sessions     TEXT    NOT NULL,
  types        TEXT    NOT NULL,
  opens        INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  maker_id     TEXT,
  maker_kind   TEXT,
  maker_name   TEXT,
  expires_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  ending       TEXT    NOT NULL
) STRICT;
CREATE INDEX credential_family ON credential (family, expires_at);
CREATE INDEX credential_parent ON credential (parent) WHERE parent IS NOT NULL;
CREATE INDEX credential_expired ON credential (expires_at);
CREATE INDEX credential_tenant ON credential (tenant, number);

-- A link that somebody signs in by, until somebody does.
CREATE TABLE invitation (
  hash        TEXT    PRIMARY KEY,
  kind        TEXT    NOT NULL,
  tenant      TEXT    NOT NULL,
  who_id      TEXT    NOT NULL,
  who_kind    TEXT    NOT NULL,
  who_name    TEXT,
  permissions TEXT    NOT NULL,
  sessions    TEXT    NOT NULL,
  types       TEXT    NOT NULL,
  opens       INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What one family asked, and what is of another tenant than the first, in order, without a look at what is of others.
CREATE INDEX state_family ON state (family) WHERE family IS NOT NULL;
CREATE INDEX state_tenant ON state (tenant) WHERE tenant <> 'default';
