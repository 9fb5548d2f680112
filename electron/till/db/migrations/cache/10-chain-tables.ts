import type { Migration } from '#electron/till/db/database-kind.ts';
import { memberTablesSql } from '../member-tables.ts';

/** What HQ publishes: the chain's own data and the snapshot of its members. */
export const chainTablesMigration: Migration = {
  version: 10,
  name: 'chain-tables',
  sql: `
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE store (
  store_number INTEGER NOT NULL PRIMARY KEY,
  store_id TEXT NOT NULL UNIQUE,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  day_starts_at_hour INTEGER NOT NULL CHECK (day_starts_at_hour BETWEEN 0 AND 23)
) STRICT;

CREATE TABLE tier (
  tier_id TEXT NOT NULL PRIMARY KEY,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  rank INTEGER NOT NULL,
  tone TEXT NOT NULL CHECK (tone IN ('bronze', 'silver', 'gold'))
) STRICT;

CREATE TABLE product_group (
  place INTEGER NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL UNIQUE,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT;

CREATE TABLE product (
  product_number INTEGER NOT NULL PRIMARY KEY,
  product_id TEXT NOT NULL UNIQUE,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  group_id TEXT NOT NULL,
  barcode TEXT NOT NULL UNIQUE,
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0)
) STRICT;

CREATE VIRTUAL TABLE product_search USING fts5 (
  words,
  content = '',
  detail = none,
  columnsize = 0,
  prefix = '2 3 4 5 6',
  tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE operator (
  place INTEGER NOT NULL PRIMARY KEY,
  operator_id BLOB NOT NULL UNIQUE CHECK (length(operator_id) = 16),
  name TEXT NOT NULL,
  latin_name TEXT,
  role TEXT NOT NULL CHECK (role IN ('cashier', 'manager')),
  pin_verifier TEXT NOT NULL
) STRICT;

CREATE TABLE rule_set (
  rule_set_hash TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
) STRICT;

CREATE TABLE reward (
  reward_id TEXT NOT NULL PRIMARY KEY,
  name_fa TEXT NOT NULL,
  name_en TEXT NOT NULL,
  cost_points INTEGER NOT NULL,
  stock INTEGER NOT NULL CHECK (stock >= 0)
) STRICT;

CREATE TABLE demo_card (
  place INTEGER NOT NULL PRIMARY KEY,
  card_uid BLOB NOT NULL,
  label_fa TEXT NOT NULL,
  label_en TEXT NOT NULL,
  tone TEXT NOT NULL
) STRICT;

CREATE TABLE demo_pin (
  operator_id BLOB NOT NULL PRIMARY KEY,
  pin TEXT NOT NULL
) STRICT;
${memberTablesSql}`,
};
