/** Sums of everything that the shop owes: over a snapshot, and over the ledger's own accounts. */

import { addInt } from '#shared/kernel/int-math.ts';
import type { ReadDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';

/** Points, and minor units of money; an account below 0 lowers its sum, for it is a debt to the shop. */
export type OwedSums = {
  readonly points: number;
  readonly pointsHeld: number;
  readonly wallet: number;
  readonly walletHeld: number;
  readonly giftCards: number;
};

/** What a snapshot brought: members who were enrolled here since are in the ledger alone. */
export function owedBySnapshot(cache: ReadDb): OwedSums {
  const row = cache
    .prepareRead(
      'SELECT COALESCE(SUM(points_balance), 0) AS points, COALESCE(SUM(wallet_minor), 0) AS wallet FROM member',
    )
    .get();
  const sumOf = (column: string): number => (row === undefined ? 0 : integerOf(row, column));
  return { points: sumOf('points'), pointsHeld: 0, wallet: sumOf('wallet'), walletHeld: 0, giftCards: 0 };
}

/** What this till's entries added. */
export function owedByLedger(ledger: ReadDb): OwedSums {
  const sums = new Map<string, number>();
  for (const row of ledger.prepareRead('SELECT account, amount FROM balance').iterate()) {
    const name = owedName(textOf(row, 'account'));
    if (name !== undefined) sums.set(name, addInt(sums.get(name) ?? 0, integerOf(row, 'amount')));
  }
  return {
    points: sums.get('points') ?? 0,
    pointsHeld: sums.get('points_pending') ?? 0,
    wallet: sums.get('wallet') ?? 0,
    walletHeld: sums.get('wallet_pending') ?? 0,
    giftCards: sums.get('gift_card') ?? 0,
  };
}

/** `member:<ref>:points` by its last word, a gift card by its first; `undefined` for the shop's own accounts. */
function owedName(account: string): string | undefined {
  const [holder, , purse] = account.split(':');
  if (holder === 'gift_card') return holder;
  return holder === 'member' ? purse : undefined;
}
