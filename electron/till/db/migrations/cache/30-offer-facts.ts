import type { Migration } from '#electron/till/db/database-kind.ts';

/** What offers ask of products and members beyond the plain ones. */
export const offerFactsMigration: Migration = {
  version: 30,
  name: 'offer-facts',
  sql: `
ALTER TABLE product ADD COLUMN brand_id TEXT;
ALTER TABLE product ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE product ADD COLUMN is_reduced INTEGER NOT NULL DEFAULT 0 CHECK (is_reduced IN (0, 1));
ALTER TABLE product ADD COLUMN tax_basis_points INTEGER NOT NULL DEFAULT 0 CHECK (tax_basis_points BETWEEN 0 AND 10000);
ALTER TABLE product ADD COLUMN floor_price_minor INTEGER NOT NULL DEFAULT 0 CHECK (floor_price_minor >= 0);

CREATE TABLE member_facts (
  member_id INTEGER NOT NULL PRIMARY KEY,
  facts TEXT NOT NULL
) STRICT;
`,
};
