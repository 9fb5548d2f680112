/** What signs a person in besides the password: the codes of an authenticator app, and codes for the day that it is lost. */

import type { HqMigration } from '../hq-migration.ts';

export const secondFactorMigration: HqMigration = {
  version: 60,
  name: 'second-factor',
  sql: `
CREATE TABLE second_factor (
  account_id uuid PRIMARY KEY,
  -- What HQ and the app share, sealed under HQ's data key.
  sealed_secret bytea NOT NULL,
  -- The newest step of which a code was taken: none is taken twice, and none that is older.
  last_step bigint NOT NULL,
  -- A step to come whose code was told to be one of a clock ahead: it must not be of use to somebody who guessed it.
  told_step bigint NOT NULL,
  made_ms bigint NOT NULL
);
CREATE TABLE recovery_code (
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_ms bigint,
  PRIMARY KEY (account_id, code_hash)
);
-- What the chain asks of people at HQ; a rule without a row is off.
CREATE TABLE sign_in_rule (
  name text PRIMARY KEY CHECK (name IN ('secondFactor')),
  is_on boolean NOT NULL
);
-- When the code was given in this session; null for not yet, and where there is no second factor.
ALTER TABLE account_session ADD COLUMN factor_ms bigint;
-- What was offered to an app in this session and waits for its first code, sealed.
ALTER TABLE account_session ADD COLUMN offered_secret bytea;
ALTER TABLE account_session ADD COLUMN offered_ms bigint;
`,
};
