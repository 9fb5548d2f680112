/** What HQ knows of members and publishes to tills. `changed` is the change clock at the row's last change. */

import type { HqMigration } from '../hq-migration.ts';

export const publicationMigration: HqMigration = {
  version: 50,
  name: 'publication',
  partitioned: ['member'],
  sql: `
CREATE TABLE member (
  member_ref uuid NOT NULL,
  -- Name, Latin name, phone, birth date as JSON under a key of this member's own; null once erased.
  sealed_person bytea,
  -- The member's own key, sealed under HQ's data key; deleting it erases the person everywhere at HQ.
  sealed_key bytea,
  -- Keyed hash of the phone number, to find two members with one number; null without a number.
  phone_index bytea,
  tier_id text NOT NULL,
  tier_set_ms bigint,
  tier_kept_until text,
  -- Traits for offers as JSON; nothing that names the person.
  traits text NOT NULL DEFAULT '{}',
  made_by uuid,
  -- When the member was enrolled as far as the till knew, 0 for brought ones: of two with one number the older stays.
  made_ms bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'merged', 'erased')),
  -- The member that this one was merged into.
  merged_into uuid,
  hold text CHECK (hold IN ('overdraft', 'byHand')),
  changed bigint NOT NULL,
  PRIMARY KEY (member_ref)
) PARTITION BY HASH (member_ref);
CREATE INDEX member_by_change ON member (changed);
CREATE INDEX member_by_phone ON member (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX member_by_merge ON member (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX member_held ON member (member_ref) WHERE hold IS NOT NULL;

CREATE TABLE card (
  card_uid bytea NOT NULL,
  member_ref uuid NOT NULL,
  card_number text,
  state text NOT NULL CHECK (state IN ('active', 'blocked', 'replaced')),
  PRIMARY KEY (card_uid, member_ref)
);
CREATE INDEX card_by_member ON card (member_ref);

-- Which sealed record is whose, to complete the member when it comes late, and to delete it with the person.
CREATE TABLE enrolment_record (
  device_id uuid NOT NULL,
  record_hash bytea NOT NULL,
  member_ref uuid NOT NULL,
  is_waiting boolean NOT NULL,
  PRIMARY KEY (device_id, record_hash)
);
CREATE INDEX enrolment_record_waiting ON enrolment_record (device_id, record_hash) WHERE is_waiting;
CREATE INDEX enrolment_record_by_member ON enrolment_record (member_ref);

CREATE TABLE erasure_order (
  order_id uuid PRIMARY KEY,
  member_ref uuid NOT NULL,
  ordered_ms bigint NOT NULL,
  ordered_by uuid NOT NULL
);
CREATE INDEX erasure_order_by_member ON erasure_order (member_ref);
CREATE TABLE erasure_done (
  order_id uuid NOT NULL,
  device_id uuid NOT NULL,
  done_ms bigint NOT NULL,
  PRIMARY KEY (order_id, device_id)
);

CREATE TABLE product (
  product_id text PRIMARY KEY,
  -- The record of chain.json; null for a product that is no longer sold.
  body text,
  changed bigint NOT NULL
);

CREATE TABLE operator (
  operator_id uuid PRIMARY KEY,
  name text NOT NULL,
  latin_name text,
  role text NOT NULL CHECK (role IN ('cashier', 'manager')),
  -- Salt and tag of argon2id over the PIN, sealed under HQ's data key.
  sealed_verifier bytea NOT NULL,
  -- Stores where the operator may sign in; null for all.
  store_ids text,
  state text NOT NULL CHECK (state IN ('active', 'suspended'))
);

-- Small documents by name: chain, programme, branding, settings, publishers.
CREATE TABLE document (
  name text PRIMARY KEY,
  body text NOT NULL,
  changed bigint NOT NULL
);

CREATE TABLE rule_set (
  rule_set_hash bytea PRIMARY KEY,
  canonical_json text NOT NULL,
  state text NOT NULL CHECK (state IN ('seen', 'proposed', 'published', 'former', 'withdrawn')),
  proposed_by uuid,
  proposed_ms bigint,
  published_ms bigint,
  changed bigint NOT NULL
);
CREATE TABLE rule_set_approval (
  rule_set_hash bytea NOT NULL,
  publisher_id uuid NOT NULL,
  signature bytea NOT NULL,
  approved_ms bigint NOT NULL,
  PRIMARY KEY (rule_set_hash, publisher_id)
);
-- Who wants a former rule set back in force; emptied whenever one is put in force.
CREATE TABLE rule_set_rollback (
  rule_set_hash bytea NOT NULL,
  publisher_id uuid NOT NULL,
  asked_ms bigint NOT NULL,
  PRIMARY KEY (rule_set_hash, publisher_id)
);

-- Numbers that the change clock gave out: a cursor with another number is of a time that this database knows nothing of.
CREATE TABLE change_made (
  n bigint PRIMARY KEY
);

-- Compressed pages of pulls, by hash; deleted when they are old.
CREATE TABLE page (
  page_hash bytea PRIMARY KEY,
  body bytea NOT NULL,
  made_ms bigint NOT NULL,
  used_ms bigint NOT NULL
);
-- Compressed already.
ALTER TABLE page ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX page_by_use ON page (used_ms);
-- The snapshot that new tills begin with, made now and then.
CREATE TABLE snapshot (
  snapshot_id uuid PRIMARY KEY,
  changed bigint NOT NULL,
  made_ms bigint NOT NULL,
  members bigint NOT NULL,
  pages text NOT NULL
);
-- Which process does a job of which one at a time is enough, and until when it may be thought alive.
CREATE TABLE publication_turn (
  job text PRIMARY KEY,
  holder uuid NOT NULL,
  until_ms bigint NOT NULL
);
`,
};
