/** The chain of a ledger as bare hashes and bodies, and what its postings add up to: as fast as they can be read. */

import { atOneMoment } from '../at-one-moment.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf, textOf } from '../row.ts';
import { placeFrom, placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type ScannedEntry = EntryPlace & {
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
};

export type PostingSums = {
  /** Entries whose postings do not add up to zero in some unit, in the order of the chain. */
  readonly unbalanced: readonly EntryPlace[];
  /** The number of running balances that are not the sum of their postings. */
  readonly differingBalances: number;
};

export type ChainScan = {
  /** Every entry in the order of the chain. */
  readonly entries: () => Iterable<ScannedEntry>;
  readonly sealOf: (place: EntryPlace) => Uint8Array | null;
  /** As of one moment, also while the till sells. */
  readonly postingSums: () => PostingSums;
};

const entriesPerPage = 500;
const postingsPerPage = 4_000;

export function createChainScan(db: ReadDb): ChainScan {
  const entries = db.prepareRead(
    'SELECT place, body, prev_hash, hash FROM entry WHERE place > ? ORDER BY place LIMIT ?',
  );
  const seal = db.prepareRead('SELECT signature FROM entry WHERE place = ?');
  return {
    *entries() {
      for (const row of paged((last) => entries.all(last, entriesPerPage), entriesPerPage)) {
        const { epoch, seq } = placeFrom(integerOf(row, 'place'));
        yield {
          epoch,
          seq,
          body: bytesOf(row, 'body'),
          previousHash: bytesOf(row, 'prev_hash'),
          hash: bytesOf(row, 'hash'),
        };
      }
    },
    sealOf: (place) => bytesOrNull(seal.get(placeOf(place)) ?? { signature: null }, 'signature'),
    postingSums: () => atOneMoment(db, () => postingSumsOf(db)),
  };
}

/** Added up here: SQLite would sort every posting by its account first, which takes longer than reading them. */
function postingSumsOf(db: ReadDb): PostingSums {
  const postings = db.prepareRead(
    `SELECT place, account, unit, amount FROM posting WHERE place > ?
     AND place <= (SELECT MAX(place) FROM (SELECT place FROM posting WHERE place > ? ORDER BY place LIMIT ?))
     ORDER BY place, line`,
  );
  const byAccount = new Map<string, number>();
  const byUnit = new Map<string, number>();
  const unbalanced: EntryPlace[] = [];
  let place = 0;
  const endEntry = (): void => {
    for (const amount of byUnit.values()) {
      if (amount === 0) continue;
      unbalanced.push(placeFrom(place));
      break;
    }
    byUnit.clear();
  };
  for (const row of paged((last) => postings.all(last, last, postingsPerPage), 1)) {
    const at = integerOf(row, 'place');
    if (at !== place) {
      endEntry();
      place = at;
    }
    const unit = textOf(row, 'unit');
    const amount = integerOf(row, 'amount');
    const balance = balanceName(textOf(row, 'account'), unit);
    byAccount.set(balance, (byAccount.get(balance) ?? 0) + amount);
    byUnit.set(unit, (byUnit.get(unit) ?? 0) + amount);
  }
  endEntry();
  return { unbalanced, differingBalances: differingFrom(byAccount, db) };
}

/** A balance that nothing was posted to differs as well, and so does one that is not kept. */
function differingFrom(summed: Map<string, number>, db: ReadDb): number {
  let differing = 0;
  for (const row of db.prepareRead('SELECT account, unit, amount FROM balance').iterate()) {
    const name = balanceName(textOf(row, 'account'), textOf(row, 'unit'));
    if (summed.get(name) !== integerOf(row, 'amount')) differing += 1;
    summed.delete(name);
  }
  return differing + summed.size;
}

function balanceName(account: string, unit: string): string {
  return `${account} ${unit}`;
}

/** Rows by `place`, page after page; a page of fewer rows than `least` is the last one. */
function* paged(pageAfter: (last: number) => readonly SqlRow[], least: number): Iterable<SqlRow> {
  let last = 0;
  for (;;) {
    const rows = pageAfter(last);
    yield* rows;
    const newest = rows.at(-1);
    if (newest === undefined || rows.length < least) return;
    last = integerOf(newest, 'place');
  }
}
