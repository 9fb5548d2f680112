/** What one offer has been given so far while a combination is priced. */

import { minor } from '#shared/domain/money.ts';
import type { Cut, ItemGrant, TimedGrant } from '#shared/scoring/answer/benefit.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { shareDown } from './reference-math.ts';
import { earlierUse } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type Tally = {
  readonly offer: Offer;
  worthMinor: number;
  costMinor: number;
  discountMinor: number;
  walletCreditMinor: number;
  pointsEarned: number;
  /** Of these, points per amount: what multipliers reckon on. */
  pointsPerAmount: number;
  readonly timed: TimedGrant[];
  readonly items: ItemGrant[];
  readonly cuts: Cut[];
};

export function emptyTally(offer: Offer): Tally {
  return {
    offer,
    worthMinor: 0,
    costMinor: 0,
    discountMinor: 0,
    walletCreditMinor: 0,
    pointsEarned: 0,
    pointsPerAmount: 0,
    timed: [],
    items: [],
    cuts: [],
  };
}

/** Cuts `amount` to `most` and writes down what was lost. */
export function cutTo(
  tally: Tally,
  amount: number,
  cut: { readonly most: number; readonly by: Cut['by'] },
): number {
  const most = Math.max(0, cut.most);
  if (amount <= most) return amount;
  note(tally, cut.by, amount - most);
  return most;
}

export function note(tally: Tally, by: Cut['by'], lost: number): void {
  tally.cuts.push({ by, lostMinor: minor(lost) });
}

const budgetNames = {
  chain: 'chainBudget',
  store: 'storeBudget',
  till: 'tillBudget',
  member: 'memberLimit',
  basket: 'basketLimit',
} as const;

export type MoneyRoom = { readonly leftMinor: number; readonly by: Cut['by'] };

/** What each limit in money leaves for more of this offer, in the order of the limits. */
export function moneyRooms(sale: ReferenceSale, tally: Tally): readonly MoneyRoom[] {
  const rooms: MoneyRoom[] = [];
  for (const limit of tally.offer.limits ?? []) {
    if (limit.costMinor === undefined) continue;
    rooms.push({ leftMinor: Math.max(0, roomOf(sale, tally, limit)), by: budgetNames[limit.scope] });
  }
  return rooms;
}

function roomOf(sale: ReferenceSale, tally: Tally, limit: Limit): number {
  return (limit.costMinor ?? 0) - earlierUse(sale, tally.offer, limit).costMinor - tally.costMinor;
}

/** Worth of a grant that is held back; in full when it is not. */
export function pendingWorth(ruleSet: RuleSet, worth: number, releaseAfterDays: number): number {
  if (releaseAfterDays === 0) return worth;
  return shareDown(worth, ruleSet.valuation.pendingBasisPoints ?? 10_000, 10_000);
}
