import type { Migration } from '#electron/till/db/database-kind.ts';

/** What the customer chose to pay with besides money. A code without an amount is a coupon's. */
export const tendersMigration: Migration = {
  version: 30,
  name: 'tenders',
  sql: `
ALTER TABLE basket ADD COLUMN tender_points INTEGER NOT NULL DEFAULT 0 CHECK (tender_points >= 0);
ALTER TABLE basket ADD COLUMN tender_wallet_minor INTEGER NOT NULL DEFAULT 0 CHECK (tender_wallet_minor >= 0);
ALTER TABLE basket ADD COLUMN tender_household_minor INTEGER NOT NULL DEFAULT 0
  CHECK (tender_household_minor >= 0);
ALTER TABLE basket ADD COLUMN tenders_cut INTEGER NOT NULL DEFAULT 0 CHECK (tenders_cut IN (0, 1));

CREATE TABLE basket_code (
  place INTEGER PRIMARY KEY,
  code_id BLOB NOT NULL CHECK (length(code_id) = 16),
  amount_minor INTEGER CHECK (amount_minor > 0)
) STRICT;
`,
};
