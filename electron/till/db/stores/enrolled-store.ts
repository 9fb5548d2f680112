/** Members whose enrolment lies in this ledger with a sealed record. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { ReadDb } from '../database.ts';
import { uuidOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type EnrolledStore = {
  /** Enrolled at this entry or before it. */
  readonly upTo: (place: EntryPlace) => readonly MemberRef[];
  /** Whose record nobody can open any more. */
  readonly withoutKey: () => readonly MemberRef[];
};

const sealed = `SELECT e.member_ref FROM attachment AS a JOIN entry AS e ON e.entry_id = a.entry_id
  WHERE e.kind = 'enrol' AND e.member_ref IS NOT NULL`;

export function createEnrolledStore(db: ReadDb): EnrolledStore {
  const upTo = db.prepareRead(`${sealed} AND e.place <= ? ORDER BY e.place`);
  const withoutKey = db.prepareRead(
    `${sealed} AND NOT EXISTS (SELECT 1 FROM attachment_key AS k WHERE k.attachment_hash = a.attachment_hash)
     ORDER BY e.place`,
  );
  return {
    upTo: (place) => upTo.all(placeOf(place)).map((row) => uuidOf(row, 'member_ref')),
    withoutKey: () => withoutKey.all().map((row) => uuidOf(row, 'member_ref')),
  };
}
