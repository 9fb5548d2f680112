/** What left members otherwise than to pay, kept in step with the entries. */

import type { Entry } from '#shared/ledger/entry.ts';
import { givenOf } from '#shared/ledger/value/given.ts';
import type { ReadDb } from '../db/database.ts';
import { integerOf, uuidOf } from '../db/row.ts';
import { createGivenWriter } from '../db/stores/given-store.ts';
import { placeOf } from '../db/stores/place.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const givenProjection: LedgerProjection = {
  name: 'given',
  tables: ['given'],
  createWriter: (db) => {
    const writer = createGivenWriter(db);
    return (entry) => {
      const change = givenOf(entry);
      if (change !== null) writer.add(entry, change);
    };
  },
  sumsOf,
  kept,
};

function sumsOf(entry: Entry): readonly NamedSum[] {
  const change = givenOf(entry);
  if (change === null) return [];
  const { memberRef, points, walletMinor } = change;
  const key = `${placeOf(entry)} ${memberRef}`;
  return [
    { name: `given ${key}`, first: points, second: walletMinor },
    { name: `givenByTill ${key}`, first: points, second: walletMinor },
    { name: `givenAt ${key}`, first: entry.hlc.wallMs, second: 0 },
  ];
}

/** What each row adds to the one before: a sum that is wrong anywhere shows where it begins to be. */
const changesSql = `SELECT place, member_ref, hlc_ms,
    member_points - LAG(member_points, 1, 0) OVER own AS points,
    member_wallet_minor - LAG(member_wallet_minor, 1, 0) OVER own AS wallet,
    till_points - LAG(till_points, 1, 0) OVER all_rows AS till_points,
    till_wallet_minor - LAG(till_wallet_minor, 1, 0) OVER all_rows AS till_wallet
  FROM given
  WINDOW own AS (PARTITION BY member_ref ORDER BY place), all_rows AS (ORDER BY place)`;

function* kept(db: ReadDb): Iterable<NamedSum> {
  for (const row of db.prepareRead(changesSql).iterate()) {
    const key = `${integerOf(row, 'place')} ${uuidOf(row, 'member_ref')}`;
    yield { name: `given ${key}`, first: integerOf(row, 'points'), second: integerOf(row, 'wallet') };
    yield {
      name: `givenByTill ${key}`,
      first: integerOf(row, 'till_points'),
      second: integerOf(row, 'till_wallet'),
    };
    yield { name: `givenAt ${key}`, first: integerOf(row, 'hlc_ms'), second: 0 };
  }
}
