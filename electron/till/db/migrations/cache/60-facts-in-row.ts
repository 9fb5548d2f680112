import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * A pull writes one row for a member instead of two, and finds in one index whether its cards are as they were: UIDs come
 * in no order, and a look at each would touch a page of its own.
 */
export const factsInRowMigration: Migration = {
  version: 60,
  name: 'facts-in-row',
  sql: `
ALTER TABLE member ADD COLUMN facts TEXT;
UPDATE member SET facts = (SELECT f.facts FROM member_facts AS f WHERE f.member_id = member.member_id);
DROP TABLE member_facts;
DROP INDEX card_by_member;
CREATE INDEX card_by_member ON card (member_id, card_number, state);
`,
};
