/**
 * Looks members up by card, reference, phone, card number and name. The same tables stand in the snapshot and among
 * the members enrolled here. Every look-up is a search in an index, whatever the number of members.
 */

import type { CardUid } from '#shared/domain/card.ts';
import type { Member, MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, ReadStatement, SqlRow } from '../database.ts';
import { cardStateOf, cardUidBytes, memberOf, storedMemberOf } from './member-rows.ts';
import type { StoreNumbers, StoredCard, StoredMember } from './member-rows.ts';

export type MemberStore = {
  readonly byRef: (memberRef: MemberRef) => StoredMember | undefined;
  readonly byCard: (cardUid: CardUid) => StoredCard | undefined;
  /** By the whole number in E.164. */
  readonly byPhone: (phone: string) => Member | undefined;
  readonly withPhonePrefix: (prefix: string) => readonly Member[];
  /** By the last four digits. */
  readonly withPhoneTail: (tail: string) => readonly Member[];
  readonly withCardNumberPrefix: (prefix: string) => readonly Member[];
  /** `match` is a query of the search index, made by `nameMatch`. */
  readonly withName: (match: string) => readonly Member[];
};

/** Of a till that may not know anybody. */
export const noMembers: MemberStore = {
  byRef: () => undefined,
  byCard: () => undefined,
  byPhone: () => undefined,
  withPhonePrefix: () => [],
  withPhoneTail: () => [],
  withCardNumberPrefix: () => [],
  withName: () => [],
};

/** No list is longer: whoever looks for somebody types one more letter. */
export const foundMembersMax = 20;

/** Sorts behind every digit, so that [prefix, prefix + this) holds all numbers that begin with the prefix. */
const behindDigits = ':';

/** The statements by name, for the test that looks at their query plans. */
export const memberQueries = {
  byRef: `SELECT member_ref, name, latin_name, phone, tier_id, birth_date, points_balance, wallet_minor, visit_count,
      spent_minor, last_visits
    FROM member WHERE member_ref = ?`,
  byCard: `SELECT m.member_ref, m.name, m.latin_name, m.phone, m.tier_id, m.birth_date, m.points_balance,
      m.wallet_minor, m.visit_count, m.spent_minor, m.last_visits, c.state
    FROM card AS c JOIN member AS m ON m.member_id = c.member_id
    WHERE c.card_uid = ?`,
  byPhone: `SELECT member_ref, name, latin_name, phone, tier_id, birth_date
    FROM member WHERE phone = ? LIMIT 1`,
  withPhonePrefix: `SELECT member_ref, name, latin_name, phone, tier_id, birth_date
    FROM member WHERE phone >= ? AND phone < ? ORDER BY phone LIMIT ${foundMembersMax}`,
  withPhoneTail: `SELECT member_ref, name, latin_name, phone, tier_id, birth_date
    FROM member WHERE substr(phone, -4) = ? AND phone IS NOT NULL LIMIT ${foundMembersMax}`,
  withCardNumberPrefix: `SELECT m.member_ref, m.name, m.latin_name, m.phone, m.tier_id, m.birth_date
    FROM card AS c JOIN member AS m ON m.member_id = c.member_id
    WHERE c.card_number >= ? AND c.card_number < ? ORDER BY c.card_number LIMIT ${foundMembersMax}`,
  withName: `SELECT m.member_ref, m.name, m.latin_name, m.phone, m.tier_id, m.birth_date
    FROM member_search AS s JOIN member AS m ON m.member_id = s.rowid
    WHERE s.member_search MATCH ? LIMIT ${foundMembersMax}`,
} as const;

export function createMemberStore(db: ReadDb, stores: StoreNumbers): MemberStore {
  const query = preparedQueries(db);
  const range = (statement: ReadStatement, prefix: string): readonly Member[] =>
    statement.all(prefix, prefix + behindDigits).map(memberOf);
  return {
    byRef: (memberRef) => whole(query.byRef.get(uuidToBytes(memberRef)), stores),
    byCard: (cardUid) => {
      const row = query.byCard.get(cardUidBytes(cardUid));
      return row && { stored: storedMemberOf(row, stores), cardState: cardStateOf(row) };
    },
    byPhone: (phone) => {
      const row = query.byPhone.get(phone);
      return row && memberOf(row);
    },
    withPhonePrefix: (prefix) => range(query.withPhonePrefix, prefix),
    withPhoneTail: (tail) => query.withPhoneTail.all(tail).map(memberOf),
    withCardNumberPrefix: (prefix) => range(query.withCardNumberPrefix, prefix),
    withName: (match) => query.withName.all(match).map(memberOf),
  };
}

function whole(row: SqlRow | undefined, stores: StoreNumbers): StoredMember | undefined {
  return row && storedMemberOf(row, stores);
}

function preparedQueries(db: ReadDb): Record<keyof typeof memberQueries, ReadStatement> {
  return {
    byRef: db.prepareRead(memberQueries.byRef),
    byCard: db.prepareRead(memberQueries.byCard),
    byPhone: db.prepareRead(memberQueries.byPhone),
    withPhonePrefix: db.prepareRead(memberQueries.withPhonePrefix),
    withPhoneTail: db.prepareRead(memberQueries.withPhoneTail),
    withCardNumberPrefix: db.prepareRead(memberQueries.withCardNumberPrefix),
    withName: db.prepareRead(memberQueries.withName),
  };
}
