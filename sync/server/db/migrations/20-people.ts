/** Stores, tills and the people who look after them. */
export const peopleMigration = {
  version: 20,
  name: 'people',
  sql: `
CREATE TABLE account (
  account_id uuid PRIMARY KEY,
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  password_verifier text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'publisher', 'auditor')),
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  -- Raw Ed25519 public key of a person who signs what is published; the private one never comes here.
  publisher_key bytea,
  failed_tries int NOT NULL DEFAULT 0,
  locked_until_ms bigint NOT NULL DEFAULT 0,
  created_ms bigint NOT NULL
);
CREATE TABLE account_session (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL,
  created_ms bigint NOT NULL,
  expires_ms bigint NOT NULL
);
CREATE TABLE setup_link (
  token_hash bytea PRIMARY KEY,
  role text NOT NULL,
  expires_ms bigint NOT NULL,
  used_ms bigint
);
CREATE TABLE store (
  store_id text PRIMARY KEY,
  name_fa text NOT NULL,
  name_en text NOT NULL,
  currency text NOT NULL,
  time_zone text NOT NULL,
  day_starts_at_hour int NOT NULL CHECK (day_starts_at_hour BETWEEN 0 AND 23)
);
CREATE TABLE till (
  device_id uuid PRIMARY KEY,
  store_id text NOT NULL,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'frozen', 'revoked', 'replaced')),
  reason text,
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
  created_ms bigint NOT NULL
);
CREATE TABLE till_code (
  device_id uuid PRIMARY KEY,
  code_hash bytea NOT NULL UNIQUE,
  expires_ms bigint NOT NULL,
  tries_left int NOT NULL
);
CREATE TABLE till_join (
  join_id uuid PRIMARY KEY,
  device_id uuid NOT NULL,
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
CREATE TABLE audit (
  audit_id uuid PRIMARY KEY,
  at_ms bigint NOT NULL,
  account_id uuid,
  action text NOT NULL,
  subject text NOT NULL,
  facts text NOT NULL
);
CREATE INDEX audit_by_time ON audit (at_ms);
`,
} as const;
