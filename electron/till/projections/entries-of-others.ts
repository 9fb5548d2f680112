/** Entries that move what another member holds than the one they name, such as a transfer: for the other's statement. */

import type { MemberRef } from '#shared/domain/member.ts';
import { isUuid, uuidToBytes } from '#shared/kernel/ids.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import type { ReadDb } from '../db/database.ts';
import { createOtherMemberWriter, otherMembersOf } from '../db/stores/other-member-store.ts';
import { placeOf } from '../db/stores/place.ts';
import type { LedgerProjection } from './projection.ts';

export const entriesOfOthersProjection: LedgerProjection = {
  name: 'entry_of_other',
  tables: ['entry_of_other'],
  createWriter: (db) => {
    const add = createOtherMemberWriter(db);
    return (entry, postings) => {
      for (const memberRef of othersOf(entry, postings)) add(uuidToBytes(memberRef), placeOf(entry));
    };
  },
  sumsOf: (entry) => othersOf(entry, postingsOf(entry)).map((memberRef) => named(memberRef, placeOf(entry))),
  kept: (db: ReadDb) => otherMembersOf(db).map(({ memberRef, place }) => named(memberRef, place)),
};

function named(memberRef: MemberRef, place: number): { name: string; first: number; second: number } {
  return { name: `other ${memberRef} ${place}`, first: 1, second: 0 };
}

function othersOf(entry: Entry, postings: readonly Posting[]): readonly MemberRef[] {
  const refs = postings.flatMap(({ account }) => {
    const [kind, memberRef = ''] = account.split(':');
    return kind === 'member' && isUuid(memberRef) && memberRef !== entry.memberRef ? [memberRef] : [];
  });
  return [...new Set(refs)];
}
