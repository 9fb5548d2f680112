/**
 * What the entries of all tills add up to. Everything here can be made again from `segment`. Sums are kept by member and
 * by the device that booked them, so that a till can be told the figures without its own part.
 */

import type { HqMigration } from '../hq-migration.ts';

export const truthMigration: HqMigration = {
  version: 40,
  name: 'truth',
  partitioned: [
    'entry',
    'operation',
    'member_sum',
    'lot',
    'lot_sum',
    'member_day',
    'member_use',
    'member_stamp',
    'member_visit',
  ],
  sql: `
CREATE TABLE entry (
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  entry_id uuid NOT NULL,
  op_key bytea NOT NULL,
  kind text NOT NULL,
  member_ref uuid,
  store_id text NOT NULL,
  business_day text NOT NULL,
  hlc_ms bigint NOT NULL,
  wall_ms bigint NOT NULL,
  rule_set_hash bytea,
  ref_entry_id uuid,
  disposition text NOT NULL CHECK (disposition IN ('accepted', 'flagged', 'repeated', 'quarantined')),
  -- Why it is not simply accepted: a code of the closed list in the projector.
  reason text,
  PRIMARY KEY (device_id, epoch, branch, seq)
) PARTITION BY HASH (device_id);
CREATE INDEX entry_by_id ON entry (entry_id);
CREATE INDEX entry_by_member ON entry (member_ref, hlc_ms) WHERE member_ref IS NOT NULL;
CREATE INDEX entry_flagged ON entry (device_id, epoch, seq) WHERE disposition <> 'accepted';

-- One row an operation, whoever booked it: the same operation in two branches counts once.
CREATE TABLE operation (
  op_key bytea NOT NULL,
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  entry_id uuid NOT NULL,
  PRIMARY KEY (op_key)
) PARTITION BY HASH (op_key);

-- One row, locked by whoever adds entries to what follows: they are counted one batch after the other, so that what is
-- judged over all tills (a code, a refund, a balance) is judged by the same facts whatever runs at the same time.
CREATE TABLE truth_turn (
  id int PRIMARY KEY,
  n bigint NOT NULL
);
INSERT INTO truth_turn (id, n) VALUES (1, 0);
-- In which order entries were counted, so that everything can be made again with the same outcome.
CREATE TABLE truth_log (
  n bigint NOT NULL,
  place int NOT NULL,
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  PRIMARY KEY (n, place)
);

-- Sums of postings by account and device: zero in sum for each unit. What members hold stands in one account for each
-- purse, such as members:points, and by member in member_sum.
CREATE TABLE account_sum (
  device_id uuid NOT NULL,
  account text NOT NULL,
  unit text NOT NULL,
  amount numeric NOT NULL,
  PRIMARY KEY (device_id, account, unit)
);
CREATE INDEX account_sum_by_name ON account_sum (account);

CREATE TABLE member_sum (
  member_ref uuid NOT NULL,
  device_id uuid NOT NULL,
  points numeric NOT NULL DEFAULT 0,
  points_pending numeric NOT NULL DEFAULT 0,
  wallet_minor numeric NOT NULL DEFAULT 0,
  wallet_pending_minor numeric NOT NULL DEFAULT 0,
  visits bigint NOT NULL DEFAULT 0,
  spent_minor numeric NOT NULL DEFAULT 0,
  PRIMARY KEY (member_ref, device_id)
) PARTITION BY HASH (member_ref);
-- Whoever touched a member in any way has a row here: a till is told its own members by it.
CREATE INDEX member_sum_by_device ON member_sum (device_id, member_ref);

CREATE TABLE lot (
  member_ref uuid NOT NULL,
  lot_entry_id uuid NOT NULL,
  lot_line int NOT NULL,
  unit text NOT NULL CHECK (unit IN ('points', 'money')),
  origin text NOT NULL,
  made_on text NOT NULL,
  release_on text,
  expires_on text,
  -- Something was taken of it before the entry that made it was counted: all but the unit is unknown yet.
  is_stub boolean NOT NULL DEFAULT false,
  PRIMARY KEY (member_ref, lot_entry_id, lot_line)
) PARTITION BY HASH (member_ref);

-- Members whose lots are to be looked at on a day, because one is released then or ends: work, not truth.
CREATE TABLE lot_due (
  day text NOT NULL,
  member_ref uuid NOT NULL,
  PRIMARY KEY (day, member_ref)
);

-- What each device added to a lot: at hand and held back.
CREATE TABLE lot_sum (
  member_ref uuid NOT NULL,
  lot_entry_id uuid NOT NULL,
  lot_line int NOT NULL,
  device_id uuid NOT NULL,
  open numeric NOT NULL DEFAULT 0,
  held numeric NOT NULL DEFAULT 0,
  PRIMARY KEY (member_ref, lot_entry_id, lot_line, device_id)
) PARTITION BY HASH (member_ref);

CREATE TABLE member_day (
  member_ref uuid NOT NULL,
  device_id uuid NOT NULL,
  day text NOT NULL,
  visits bigint NOT NULL DEFAULT 0,
  spent_minor numeric NOT NULL DEFAULT 0,
  PRIMARY KEY (member_ref, device_id, day)
) PARTITION BY HASH (member_ref);

CREATE TABLE member_use (
  member_ref uuid NOT NULL,
  device_id uuid NOT NULL,
  offer_id text NOT NULL,
  day text NOT NULL,
  uses bigint NOT NULL DEFAULT 0,
  cost_minor numeric NOT NULL DEFAULT 0,
  PRIMARY KEY (member_ref, device_id, offer_id, day)
) PARTITION BY HASH (member_ref);

CREATE TABLE member_stamp (
  member_ref uuid NOT NULL,
  device_id uuid NOT NULL,
  stamp_card_id text NOT NULL,
  stamps bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (member_ref, device_id, stamp_card_id)
) PARTITION BY HASH (member_ref);

-- Sales of a member, newest kept; for "last visits".
CREATE TABLE member_visit (
  member_ref uuid NOT NULL,
  entry_id uuid NOT NULL,
  device_id uuid NOT NULL,
  at_ms bigint NOT NULL,
  store_id text NOT NULL,
  paid_minor bigint NOT NULL,
  points_earned bigint NOT NULL,
  PRIMARY KEY (member_ref, entry_id)
) PARTITION BY HASH (member_ref);

CREATE TABLE offer_use (
  offer_id text NOT NULL,
  store_id text NOT NULL,
  device_id uuid NOT NULL,
  day text NOT NULL,
  uses bigint NOT NULL DEFAULT 0,
  cost_minor numeric NOT NULL DEFAULT 0,
  changed bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (offer_id, store_id, device_id, day)
);
CREATE INDEX offer_use_by_change ON offer_use (changed);

-- Refunds by line over all tills, for "never more than was sold".
CREATE TABLE refund_line (
  sale_entry_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  line_id uuid NOT NULL,
  device_id uuid NOT NULL,
  quantity bigint NOT NULL,
  refund_minor bigint NOT NULL,
  PRIMARY KEY (sale_entry_id, entry_id, line_id)
);

-- Codes and their uses over all tills; usesMax is 0 for gift cards, which are used until they are empty.
CREATE TABLE code (
  code_id uuid PRIMARY KEY,
  uses_max bigint NOT NULL
);
CREATE TABLE code_use (
  code_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  uses bigint NOT NULL,
  PRIMARY KEY (code_id, entry_id)
);

CREATE TABLE reservation (
  op_key bytea NOT NULL,
  reservation_id uuid NOT NULL,
  device_id uuid NOT NULL,
  member_ref uuid NOT NULL,
  -- One row a holder and means.
  holder_ref uuid NOT NULL,
  means text NOT NULL CHECK (means IN ('points', 'wallet')),
  amount bigint NOT NULL CHECK (amount > 0),
  made_ms bigint NOT NULL,
  expires_ms bigint NOT NULL,
  -- Booked by the entry with this key, or let go.
  state text NOT NULL CHECK (state IN ('open', 'booked', 'released')),
  PRIMARY KEY (holder_ref, op_key, means)
);
CREATE INDEX reservation_by_key ON reservation (op_key);

-- What a person at HQ has to look at.
CREATE TABLE notice (
  notice_id uuid PRIMARY KEY,
  kind text NOT NULL,
  at_ms bigint NOT NULL,
  device_id uuid,
  member_ref uuid,
  entry_id uuid,
  facts text NOT NULL,
  closed_ms bigint,
  closed_by uuid
);
CREATE INDEX notice_open ON notice (at_ms) WHERE closed_ms IS NULL;
`,
};
