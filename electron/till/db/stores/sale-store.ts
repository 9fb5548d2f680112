/** Sales as they are looked up at a counter: the newest ones, one by its number, and what was booked for a member since. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, integerOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type SaleStore = {
  /** Newest first. */
  readonly newestSales: (limit: number) => readonly Entry[];
  /** Of every epoch, because a till that started again from an older image counts anew. */
  readonly salesNumbered: (seq: number) => readonly Entry[];
  /** Entries of a member behind a place, oldest first. */
  readonly ofMemberAfter: (memberRef: MemberRef, place: EntryPlace) => readonly Entry[];
  /** Sales, rewards and changes of member of these business days, oldest first. */
  readonly givenBetween: (from: string, until: string) => Iterable<Entry>;
};

export function createSaleStore(db: ReadDb): SaleStore {
  const newest = db.prepareRead(`SELECT body FROM entry WHERE kind = 'sale' ORDER BY place DESC LIMIT ?`);
  const head = db.prepareRead('SELECT epoch FROM entry ORDER BY place DESC LIMIT 1');
  const byPlace = db.prepareRead(`SELECT body FROM entry WHERE place = ? AND kind = 'sale'`);
  const ofMember = db.prepareRead('SELECT body FROM entry WHERE member_ref = ? AND place > ? ORDER BY place');
  const given = db.prepareRead(
    `SELECT body FROM entry WHERE kind IN ('sale', 'activity', 'reassign') AND business_day BETWEEN ? AND ?
     ORDER BY place`,
  );
  return {
    newestSales: (limit) => newest.all(limit).map(entryFrom),
    salesNumbered: (seq) => {
      const row = head.get();
      const epochMax = row === undefined ? 0 : integerOf(row, 'epoch');
      return Array.from({ length: epochMax }, (_, index) =>
        placeOf({ epoch: epochMax - index, seq }),
      ).flatMap((wanted) => byPlace.all(wanted).map(entryFrom));
    },
    ofMemberAfter: (memberRef, place) => ofMember.all(uuidToBytes(memberRef), placeOf(place)).map(entryFrom),
    givenBetween: function* givenBetween(from, until) {
      for (const row of given.iterate(from, until)) yield entryFrom(row);
    },
  };
}

function entryFrom(row: SqlRow): Entry {
  const entry = parseEntry(bytesOf(row, 'body'));
  invariant(entry !== undefined, 'a stored entry can be read');
  return entry;
}
