/** The chain of a ledger as bare hashes and bodies: as fast as it can be read. */

import type { ReadDb } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type ScannedEntry = EntryPlace & {
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  /** The entry names the hash of the one before it in the file. */
  readonly follows: boolean;
};

export type ChainScan = {
  /** Every entry in the order of the chain. */
  readonly entries: () => Iterable<ScannedEntry>;
  readonly sealOf: (place: EntryPlace) => Uint8Array | null;
  /** Entries whose postings do not add up to zero in some unit. */
  readonly unbalanced: () => Iterable<EntryPlace>;
  /** The number of running balances that are not the sum of their postings. */
  readonly differingBalances: () => number;
};

const entriesPerPage = 500;

/** Sums first and looks each of them up: joined the other way round it grows with the square of the members. */
const differingSql = `SELECT COUNT(*) AS differing FROM (
    SELECT account, unit, SUM(amount) AS total FROM posting GROUP BY account, unit
  ) AS summed
  LEFT JOIN balance AS kept ON kept.account = summed.account AND kept.unit = summed.unit
  WHERE kept.amount IS NOT summed.total`;
const withoutPostingsSql = `SELECT (SELECT COUNT(*) FROM balance) -
    (SELECT COUNT(*) FROM (SELECT 1 FROM posting GROUP BY account, unit)) AS differing`;

export function createChainScan(db: ReadDb): ChainScan {
  const paged = db.prepareRead(
    `SELECT place, epoch, seq, body, hash, prev_hash = LAG(hash) OVER (ORDER BY place) AS follows
     FROM entry WHERE place >= ? ORDER BY place LIMIT ?`,
  );
  const seal = db.prepareRead('SELECT signature FROM entry WHERE place = ?');
  const unbalanced = db.prepareRead(
    `SELECT DISTINCT e.epoch, e.seq FROM posting AS p JOIN entry AS e ON e.place = p.place
     GROUP BY p.place, p.unit HAVING SUM(p.amount) <> 0`,
  );
  return {
    *entries() {
      // Each page begins with the last entry of the one before, which is known already.
      let last = 0;
      for (;;) {
        const rows = paged.all(last, entriesPerPage + 1);
        const newer = last === 0 ? rows : rows.slice(1);
        for (const row of newer) {
          last = integerOf(row, 'place');
          yield {
            epoch: integerOf(row, 'epoch'),
            seq: integerOf(row, 'seq'),
            body: bytesOf(row, 'body'),
            hash: bytesOf(row, 'hash'),
            follows: row['follows'] === 1,
          };
        }
        if (newer.length < entriesPerPage) return;
      }
    },
    sealOf: (place) => bytesOrNull(seal.get(placeOf(place)) ?? { signature: null }, 'signature'),
    *unbalanced() {
      for (const row of unbalanced.iterate()) {
        yield { epoch: integerOf(row, 'epoch'), seq: integerOf(row, 'seq') };
      }
    },
    differingBalances: () => {
      const differing = integerOf(db.prepareRead(differingSql).get() ?? {}, 'differing');
      return differing + Math.abs(integerOf(db.prepareRead(withoutPostingsSql).get() ?? {}, 'differing'));
    },
  };
}
