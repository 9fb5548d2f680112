/** What tills sent, as it came: chains of sync segments, attachments, and what could not be read. */

import type { HqMigration } from '../hq-migration.ts';

export const chainsMigration: HqMigration = {
  version: 30,
  name: 'chains',
  partitioned: ['segment', 'attachment', 'quarantine'],
  sql: `
-- One row a chain: an epoch of a till, and each branch that another copy of the till wrote. Locked by every push.
CREATE TABLE chain_head (
  device_id uuid NOT NULL,
  epoch int NOT NULL CHECK (epoch BETWEEN 1 AND 1048575),
  branch int NOT NULL CHECK (branch >= 0),
  -- The entry after which the branch leaves the chain that it forked from; 0 for branch 0.
  forked_after_seq bigint NOT NULL,
  -- The branch that has that entry as its own; 0 for branch 0.
  forked_from int NOT NULL DEFAULT 0,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  durable_seq bigint NOT NULL DEFAULT 0,
  durable_hash bytea,
  projected_seq bigint NOT NULL DEFAULT 0,
  -- Where it ended when a person last said that only one till with this identity is left.
  unfrozen_seq bigint NOT NULL DEFAULT 0,
  received_ms bigint NOT NULL,
  PRIMARY KEY (device_id, epoch, branch)
);
CREATE INDEX chain_head_to_project ON chain_head (received_ms) WHERE projected_seq < seq;

CREATE TABLE segment (
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  previous_hash bytea NOT NULL,
  head_hash bytea NOT NULL,
  head_signature bytea NOT NULL,
  received_ms bigint NOT NULL,
  -- Its newest entry is later than the till's revocation by the entry's own time: the reader of it compares each entry.
  is_after_revocation boolean NOT NULL DEFAULT false,
  bytes bytea NOT NULL,
  PRIMARY KEY (device_id, epoch, branch, from_seq)
) PARTITION BY HASH (device_id);

CREATE TABLE attachment (
  device_id uuid NOT NULL,
  record_hash bytea NOT NULL,
  ciphertext bytea NOT NULL,
  sealed_key bytea NOT NULL,
  received_ms bigint NOT NULL,
  PRIMARY KEY (device_id, record_hash)
) PARTITION BY HASH (device_id);

-- Authentic bytes that this program cannot read, one row an entry.
CREATE TABLE quarantine (
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  reason text NOT NULL,
  at_ms bigint NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (device_id, epoch, branch, seq)
) PARTITION BY HASH (device_id);

-- Records that entries name and whose attachment has not come.
CREATE TABLE missing_attachment (
  device_id uuid NOT NULL,
  record_hash bytea NOT NULL,
  PRIMARY KEY (device_id, record_hash)
);
-- Rule sets that entries of a till name: few for each till.
CREATE TABLE named_rule_set (
  device_id uuid NOT NULL,
  rule_set_hash bytea NOT NULL,
  PRIMARY KEY (device_id, rule_set_hash)
);
`,
};
