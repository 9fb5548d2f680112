/** Stores, tills and the people who look after them. */

import type { HqMigration } from '../hq-migration.ts';

export const peopleMigration: HqMigration = {
  version: 20,
  name: 'people',
  sql: `
CREATE TABLE account (
  account_id uuid PRIMARY KEY,
  -- In lower case.
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  password_verifier text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'publisher', 'auditor')),
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  -- Raw Ed25519 public key of a person who signs what is published; the private one never comes here.
  publisher_key bytea,
  created_ms bigint NOT NULL
);
-- Wrong passwords in a row, of names that have an account and of names that have none alike: of a name from one address,
-- of a name from all addresses, and of a session that gives its password again.
CREATE TABLE sign_in_try (
  try_hash bytea PRIMARY KEY,
  tries int NOT NULL,
  last_ms bigint NOT NULL,
  locked_until_ms bigint NOT NULL
);
CREATE INDEX sign_in_try_by_time ON sign_in_try (last_ms);
-- From where an account was signed in to: nobody else's wrong passwords keep it out there.
CREATE TABLE sign_in_place (
  account_id uuid NOT NULL,
  address_hash bytea NOT NULL,
  last_ms bigint NOT NULL,
  PRIMARY KEY (account_id, address_hash)
);
CREATE TABLE account_session (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL,
  created_ms bigint NOT NULL,
  used_ms bigint NOT NULL,
  -- When the password was given last.
  confirmed_ms bigint NOT NULL,
  expires_ms bigint NOT NULL
);
CREATE INDEX account_session_by_account ON account_session (account_id);
-- What a person gets to choose a password with: for a new account, or for one that exists.
CREATE TABLE setup_link (
  token_hash bytea PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('administrator', 'publisher', 'auditor')),
  account_id uuid,
  -- Null for the link that HQ prints.
  made_by uuid,
  made_ms bigint NOT NULL,
  expires_ms bigint NOT NULL,
  used_ms bigint
);
CREATE TABLE store (
  store_id text PRIMARY KEY,
  name_fa text NOT NULL,
  name_en text NOT NULL,
  currency text NOT NULL,
  time_zone text NOT NULL,
  day_starts_at_hour int NOT NULL CHECK (day_starts_at_hour BETWEEN 0 AND 23),
  changed bigint NOT NULL DEFAULT 0
);
CREATE TABLE till (
  device_id uuid PRIMARY KEY,
  store_id text NOT NULL,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'frozen', 'revoked', 'replaced')),
  reason text CHECK (reason IN ('fork', 'byHand', 'replaced')),
  public_key bytea,
  box_key bytea,
  escrow bytea,
  revoked_ms bigint,
  replaced_by uuid,
  lease_issued_ms bigint,
  lease_expires_ms bigint,
  app text,
  last_contact_ms bigint,
  backlog bigint,
  oldest_unsent_ms bigint,
  clock_ahead_ms bigint,
  cursor text,
  created_ms bigint NOT NULL,
  joined_ms bigint,
  -- Number of the last change of what other tills are told of this one, or it of itself.
  changed bigint NOT NULL DEFAULT 0
);
CREATE INDEX till_by_store ON till (store_id);
CREATE TABLE till_code (
  device_id uuid PRIMARY KEY,
  -- The first characters of the code, which find the row and are no secret.
  selector text NOT NULL UNIQUE,
  code_hash bytea NOT NULL,
  expires_ms bigint NOT NULL,
  tries_left int NOT NULL
);
CREATE TABLE till_join (
  join_id uuid PRIMARY KEY,
  device_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  public_key bytea NOT NULL,
  box_key bytea NOT NULL,
  escrow bytea,
  fingerprint text NOT NULL,
  app text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'expired')),
  asked_ms bigint NOT NULL,
  decided_ms bigint,
  decided_by uuid
);
CREATE UNIQUE INDEX till_join_by_code ON till_join (code_hash);
CREATE INDEX till_join_by_till ON till_join (device_id);
CREATE TABLE audit (
  audit_id uuid PRIMARY KEY,
  at_ms bigint NOT NULL,
  -- Null for what HQ did by itself or at its own machine.
  account_id uuid,
  action text NOT NULL,
  subject text NOT NULL,
  facts text NOT NULL
);
CREATE INDEX audit_by_time ON audit (at_ms, audit_id);
`,
};
