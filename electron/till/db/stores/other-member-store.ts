/** Which entries move something of another member than the one they name. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { integerOf, uuidOf } from '../row.ts';

/** Within the caller's transaction. */
export function createOtherMemberWriter(db: WriteDb): (memberRef: Uint8Array, place: number) => void {
  const add = db.prepare('INSERT INTO entry_of_other (member_ref, place) VALUES (?, ?)');
  return (memberRef, place) => void add.run(memberRef, place);
}

export function otherMembersOf(
  db: ReadDb,
): readonly { readonly memberRef: MemberRef; readonly place: number }[] {
  return db
    .prepareRead('SELECT member_ref, place FROM entry_of_other')
    .all()
    .map((row) => ({ memberRef: uuidOf(row, 'member_ref'), place: integerOf(row, 'place') }));
}
