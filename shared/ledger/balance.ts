/** Balances as sums of postings: what the till stores is only a projection of this. */

import { addInt } from '../kernel/int-math.ts';
import type { Account, Posting, Unit } from './posting.ts';

export type BalanceChange = { readonly account: Account; readonly unit: Unit; readonly amount: number };

/** One change for each account and unit that moved, in the order of first appearance; changes of 0 are left out. */
export function balanceChanges(postings: readonly Posting[]): readonly BalanceChange[] {
  const changes = new Map<string, BalanceChange>();
  for (const { account, unit, amount } of postings) {
    const key = `${account} ${unit}`;
    changes.set(key, { account, unit, amount: addInt(changes.get(key)?.amount ?? 0, amount) });
  }
  return [...changes.values()].filter((change) => change.amount !== 0);
}
