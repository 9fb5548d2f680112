/** Writes members and their cards, in the snapshot and among those enrolled here. */

import type { CardState, CardUid } from '#shared/domain/card.ts';
import type { Member } from '#shared/domain/member.ts';
import { searchKey } from '#shared/domain/text.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { WriteDb } from '../database.ts';
import { cardUidBytes, visitBytes } from './member-rows.ts';
import type { StoreNumbers, StoredMember } from './member-rows.ts';

export type CardToWrite = {
  readonly cardUid: CardUid;
  /** Null for a card whose printed number nobody typed. */
  readonly cardNumber: string | null;
  readonly state: CardState;
};

export type MemberWriter = {
  /** Within the caller's transaction. `memberId` is free in this file. */
  readonly addMember: (memberId: number, member: MemberToWrite) => void;
  readonly nextMemberId: () => number;
};

export type MemberToWrite = StoredMember & { readonly cards: readonly CardToWrite[] };

/** `bulk` within `beginBulkLoad` and `endBulkLoad`. */
export type WriteMode = 'single' | 'bulk';

const insertCardSql: Readonly<Record<WriteMode, string>> = {
  single: 'INSERT INTO card (card_uid, member_id, card_number, state) VALUES (?, ?, ?, ?)',
  bulk: 'INSERT INTO temp.card_loading (card_uid, member_id, card_number, state) VALUES (?, ?, ?, ?)',
};

export function createMemberWriter(
  db: WriteDb,
  stores: StoreNumbers,
  mode: WriteMode = 'single',
): MemberWriter {
  const insertMember = db.prepare(
    `INSERT INTO member (member_id, member_ref, name, latin_name, phone, tier_id, birth_date, points_balance,
        wallet_minor, visit_count, spent_minor, last_visits)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertCard = db.prepare(insertCardSql[mode]);
  const insertWords = db.prepare('INSERT INTO member_search (rowid, words) VALUES (?, ?)');
  const newestId = db.prepare('SELECT coalesce(max(member_id), 0) + 1 AS next_id FROM member');
  return {
    addMember: (memberId, { member, cards, ...standing }) => {
      const { memberRef, name, latinName, phone, tierId, birthDate } = member;
      const identity = [memberId, uuidToBytes(memberRef), name, latinName, phone, tierId, birthDate];
      const { pointsBalance, walletMinor, visitCount, spentMinor, lastVisits } = standing;
      const visits = visitBytes(lastVisits, stores);
      insertMember.run(...identity, pointsBalance, walletMinor, visitCount, spentMinor, visits);
      insertWords.run(memberId, memberWords(member));
      for (const { cardUid, cardNumber, state } of cards) {
        insertCard.run(cardUidBytes(cardUid), memberId, cardNumber, state);
      }
    },
    nextMemberId: () => Number(newestId.get()?.['next_id'] ?? 1),
  };
}

/** Both names, folded: what the search index holds of a member, and what taking the member out of it needs again. */
export function memberWords(member: Pick<Member, 'name' | 'latinName'>): string {
  return searchKey(member.latinName === null ? member.name : `${member.name} ${member.latinName}`);
}
