/** Writes members and their cards, in the snapshot and among those enrolled here. */

import type { CardState, CardUid } from '#shared/domain/card.ts';
import type { Member } from '#shared/domain/member.ts';
import { searchKey } from '#shared/domain/text.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { WriteDb, WriteStatement } from '../database.ts';
import { cardUidBytes } from './member-rows.ts';
import type { StoreNumbers, StoredMember } from './member-rows.ts';
import { visitBytes } from './visit-bytes.ts';

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

/** Of a new cache, within `beginBulkLoad` and `endBulkLoad`; `facts` as `facts-text.ts` writes them. */
export type AddLoadedMember = (memberId: number, member: MemberToWrite, facts: string | null) => void;

export function createMemberWriter(db: WriteDb, stores: StoreNumbers): MemberWriter {
  const insertMember = db.prepare(
    `INSERT INTO member (member_id, member_ref, name, latin_name, phone, tier_id, birth_date, points_balance,
        wallet_minor, visit_count, spent_minor, last_visits)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertCard = db.prepare(
    'INSERT INTO card (card_uid, member_id, card_number, state) VALUES (?, ?, ?, ?)',
  );
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
      addCards(insertCard, memberId, cards);
    },
    nextMemberId: () => Number(newestId.get()?.['next_id'] ?? 1),
  };
}

export function createMemberLoader(db: WriteDb, stores: StoreNumbers): AddLoadedMember {
  const insertMember = db.prepare(
    `INSERT INTO member (member_id, member_ref, name, latin_name, phone, tier_id, birth_date, points_balance,
        wallet_minor, visit_count, spent_minor, last_visits, facts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertCard = db.prepare(
    'INSERT INTO temp.card_loading (card_uid, member_id, card_number, state) VALUES (?, ?, ?, ?)',
  );
  const insertWords = db.prepare('INSERT INTO member_search (rowid, words) VALUES (?, ?)');
  return (memberId, loaded, facts) => {
    const { memberRef, name, latinName, phone, tierId, birthDate } = loaded.member;
    const { pointsBalance, walletMinor, visitCount, spentMinor, lastVisits } = loaded;
    insertMember.run(
      memberId,
      uuidToBytes(memberRef),
      name,
      latinName,
      phone,
      tierId,
      birthDate,
      pointsBalance,
      walletMinor,
      visitCount,
      spentMinor,
      visitBytes(lastVisits, stores),
      facts,
    );
    insertWords.run(memberId, memberWords(loaded.member));
    addCards(insertCard, memberId, loaded.cards);
  };
}

function addCards(insert: WriteStatement, memberId: number, cards: readonly CardToWrite[]): void {
  for (const { cardUid, cardNumber, state } of cards) {
    insert.run(cardUidBytes(cardUid), memberId, cardNumber, state);
  }
}

/** Both names, folded: what the search index holds of a member, and what taking the member out of it needs again. */
export function memberWords(member: Pick<Member, 'name' | 'latinName'>): string {
  return searchKey(member.latinName === null ? member.name : `${member.name} ${member.latinName}`);
}
