/** Puts the members of a snapshot into a new cache. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { SqlRow, WriteDb } from '../database.ts';
import { bytesOf, integerOf, textOf, textOrNull } from '../row.ts';
import { pulledFactsText } from './facts-text.ts';
import type { StoreNumbers } from './member-rows.ts';
import { createMemberLoader } from './member-writer.ts';
import type { PulledMemberWriter } from './pulled-member-writer.ts';
import { createSearchWords } from './search-words.ts';
import { createSeenRefs } from './seen-refs.ts';

export type PulledMemberLoader = PulledMemberWriter & {
  /** Once, behind the last record: of whoever came several times the last one stays. */
  readonly finish: () => void;
};

/** For a new file: within `beginBulkLoad` and `endBulkLoad`. */
export function createPulledMemberLoader(db: WriteDb, stores: StoreNumbers): PulledMemberLoader {
  const addMember = createMemberLoader(db, stores);
  const addAlias = db.prepare(
    `INSERT INTO member_alias (alias_ref, member_id) VALUES (?, ?)
     ON CONFLICT (alias_ref) DO UPDATE SET member_id = excluded.member_id`,
  );
  const isSeen = createSeenRefs();
  const goneAfter = new Map<MemberRef, number>();
  let memberCount = 0;
  let isAnyoneTwice = false;
  return {
    put: (record) => {
      const { member, aliases } = record;
      memberCount += 1;
      const { pointsBalance, walletMinor, visitCount, spentMinor, lastVisits, cards } = member;
      const loaded = { member, pointsBalance, walletMinor, visitCount, spentMinor, lastVisits, cards };
      addMember(memberCount, loaded, pulledFactsText(record));
      if (isSeen(uuidToBytes(member.memberRef))) isAnyoneTwice = true;
      for (const alias of aliases) addAlias.run(uuidToBytes(alias), memberCount);
    },
    remove: (memberRef) => void goneAfter.set(memberRef, memberCount),
    finish: () => leaveOutFormer(db, { goneAfter, isAnyoneTwice }),
  };
}

type Former = { readonly goneAfter: ReadonlyMap<MemberRef, number>; readonly isAnyoneTwice: boolean };

/** Rows of members who were told again or are gone. There is no index yet: one walk for all of them. */
function leaveOutFormer(db: WriteDb, { goneAfter, isAnyoneTwice }: Former): void {
  const words = createSearchWords(db);
  const removals = [
    'DELETE FROM temp.card_loading WHERE member_id = ?',
    'DELETE FROM member_alias WHERE member_id = ?',
    'DELETE FROM member WHERE member_id = ?',
  ].map((sql) => db.prepare(sql));
  const remove = (row: SqlRow): void => {
    const memberId = integerOf(row, 'member_id');
    words.remove(memberId, { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') });
    for (const removal of removals) removal.run(memberId);
  };
  if (isAnyoneTwice) for (const row of toldAgain(db)) remove(row);
  if (goneAfter.size > 0) for (const row of gone(db, goneAfter)) remove(row);
}

/** All but the last row of a reference. */
function toldAgain(db: WriteDb): readonly SqlRow[] {
  const told = db.prepareRead(
    `SELECT member_id, member_ref, name, latin_name FROM member WHERE member_id IN (
       SELECT member_id FROM (
         SELECT member_id, row_number() OVER (PARTITION BY member_ref ORDER BY member_id DESC) AS place FROM member
       ) WHERE place > 1
     )`,
  );
  return told.all();
}

function gone(db: WriteDb, goneAfter: ReadonlyMap<MemberRef, number>): readonly SqlRow[] {
  const countByKey = new Map([...goneAfter].map(([ref, count]) => [uuidKey(uuidToBytes(ref)), count]));
  const named = db.prepareRead(
    `SELECT member_id, member_ref, name, latin_name FROM member
     WHERE lower(hex(member_ref)) IN (SELECT value FROM json_each(?))`,
  );
  return named
    .all(JSON.stringify([...countByKey.keys()]))
    .filter(
      (row) => integerOf(row, 'member_id') <= (countByKey.get(uuidKey(bytesOf(row, 'member_ref'))) ?? 0),
    );
}

function uuidKey(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
