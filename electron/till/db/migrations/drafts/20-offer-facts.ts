import type { Migration } from '#electron/till/db/database-kind.ts';

/** What offers ask of a line, how the customer pays, and what they wished for instead of the best. */
export const offerFactsMigration: Migration = {
  version: 20,
  name: 'offer-facts',
  sql: `
ALTER TABLE basket ADD COLUMN payment_means TEXT;
ALTER TABLE basket ADD COLUMN wish_with TEXT NOT NULL DEFAULT '[]';
ALTER TABLE basket ADD COLUMN wish_without TEXT NOT NULL DEFAULT '[]';

ALTER TABLE basket_line ADD COLUMN brand_id TEXT;
ALTER TABLE basket_line ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE basket_line ADD COLUMN is_reduced INTEGER NOT NULL DEFAULT 0 CHECK (is_reduced IN (0, 1));
ALTER TABLE basket_line ADD COLUMN tax_basis_points INTEGER NOT NULL DEFAULT 0 CHECK (tax_basis_points >= 0);
ALTER TABLE basket_line ADD COLUMN floor_unit_price_minor INTEGER NOT NULL DEFAULT 0
  CHECK (floor_unit_price_minor >= 0);

ALTER TABLE undo_step ADD COLUMN brand_id TEXT;
ALTER TABLE undo_step ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE undo_step ADD COLUMN is_reduced INTEGER NOT NULL DEFAULT 0 CHECK (is_reduced IN (0, 1));
ALTER TABLE undo_step ADD COLUMN tax_basis_points INTEGER NOT NULL DEFAULT 0 CHECK (tax_basis_points >= 0);
ALTER TABLE undo_step ADD COLUMN floor_unit_price_minor INTEGER NOT NULL DEFAULT 0
  CHECK (floor_unit_price_minor >= 0);
`,
};
