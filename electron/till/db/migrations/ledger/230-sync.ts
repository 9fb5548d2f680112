import type { Migration } from '#electron/till/db/database-kind.ts';

/** How far HQ has this ledger, and what HQ said last. One row; none before the first answer. */
export const syncMigration: Migration = {
  version: 230,
  name: 'sync',
  sql: `
CREATE TABLE sync_state (
  state_number INTEGER NOT NULL PRIMARY KEY CHECK (state_number = 1),
  acknowledged_place INTEGER,
  acknowledged_hash BLOB CHECK (acknowledged_hash IS NULL OR LENGTH(acknowledged_hash) = 32),
  proof TEXT,
  durable_place INTEGER,
  durable_hash BLOB CHECK (durable_hash IS NULL OR LENGTH(durable_hash) = 32),
  hq_epoch TEXT,
  till_state TEXT,
  reason TEXT,
  lease_issued_ms INTEGER,
  lease_expires_ms INTEGER,
  hq_ahead_ms INTEGER,
  contact_ms INTEGER,
  complete_ms INTEGER,
  data_ms INTEGER
) STRICT;
`,
};
