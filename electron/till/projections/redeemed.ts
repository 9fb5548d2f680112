/** What was redeemed and given back, kept in step with the entries. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { redeemedOf } from '#shared/ledger/value/redeemed.ts';
import type { RedeemedChange } from '#shared/ledger/value/redeemed.ts';
import type { ReadDb } from '../db/database.ts';
import { integerOf, uuidOf } from '../db/row.ts';
import { placeOf } from '../db/stores/place.ts';
import { createRedeemedWriter } from '../db/stores/redeemed-store.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const redeemedProjection: LedgerProjection = {
  name: 'redeemed',
  tables: ['redeemed'],
  createWriter: (db) => {
    const writer = createRedeemedWriter(db);
    return (entry) => {
      for (const change of inOrderOfRows(entry)) writer.add(entry, change);
    };
  },
  sumsOf: (entry) => {
    const place = placeOf(entry);
    return redeemedOf(entry).flatMap(({ memberRef, pointsMinor, walletMinor }) => [
      { name: `redeemed ${place} ${memberRef}`, first: pointsMinor, second: walletMinor },
      {
        name: `redeemedAt ${place} ${memberRef}`,
        first: addInt(pointsMinor, walletMinor),
        second: entry.hlc.wallMs,
      },
    ]);
  },
  kept,
};

/** The sum of the till goes from row to row, and the rows of one entry lie in the order of their members. */
function inOrderOfRows(entry: Entry): readonly RedeemedChange[] {
  const key = ({ memberRef }: RedeemedChange): string => bytesToHex(uuidToBytes(memberRef));
  return redeemedOf(entry).toSorted((left, right) => compareTexts(key(left), key(right)));
}

/** What each row adds to the one before: a sum that is wrong anywhere shows where it begins to be. */
const changesSql = `SELECT place, member_ref, hlc_ms,
    member_points_minor - LAG(member_points_minor, 1, 0) OVER own AS points,
    member_wallet_minor - LAG(member_wallet_minor, 1, 0) OVER own AS wallet,
    till_minor - LAG(till_minor, 1, 0) OVER all_rows AS till
  FROM redeemed
  WINDOW own AS (PARTITION BY member_ref ORDER BY place), all_rows AS (ORDER BY place, member_ref)`;

function* kept(db: ReadDb): Iterable<NamedSum> {
  for (const row of db.prepareRead(changesSql).iterate()) {
    const key = `${integerOf(row, 'place')} ${uuidOf(row, 'member_ref')}`;
    yield { name: `redeemed ${key}`, first: integerOf(row, 'points'), second: integerOf(row, 'wallet') };
    yield { name: `redeemedAt ${key}`, first: integerOf(row, 'till'), second: integerOf(row, 'hlc_ms') };
  }
}
