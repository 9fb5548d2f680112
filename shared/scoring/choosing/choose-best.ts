/** The best combination of matched offers for the customer, or the best that honours the customer's wish. */

import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Benefit } from '../answer/benefit.ts';
import type { Wish } from '../facts/score-input.ts';
import type { AlonePrice, CombinationPrice, SalePricing } from '../pricing/price.ts';
import { conflictOf } from './conflict.ts';
import { poseProblem } from './pose-problem.ts';
import { solve } from './solve.ts';

export type ChoiceRules = { readonly offersPerSaleMax: number | null; readonly wish: Wish };

export type Choice = ChoiceRules & {
  /** In order of rank, without those that would grant nothing at all. */
  readonly applied: readonly AlonePrice[];
  /** By the order of `applied`. */
  readonly combination: CombinationPrice;
  readonly pricing: SalePricing;
  /** The worth of any allowed combination of the matched offers is the sum of their worths. */
  readonly isAdditive: boolean;
  /** Worth of the best combination without a wish. */
  readonly bestWorthMinor: number;
  /** False when a search gave up; the best may then be worth up to `gapMinor` more. */
  readonly isProven: boolean;
  readonly gapMinor: number;
};

/** The most valuable first; ties by priority, then by id. */
const byRank = inOrder<AlonePrice>(
  (left, right) => right.worthMinor - left.worthMinor,
  (left, right) => right.compiled.priority - left.compiled.priority,
  (left, right) => compareTexts(left.compiled.offer.offerId, right.compiled.offer.offerId),
);

/** `prices` are those of all matched offers, in any order. */
export function chooseBest(prices: readonly AlonePrice[], pricing: SalePricing, rules: ChoiceRules): Choice {
  const ranked = prices.toSorted(byRank);
  const isAdditive = pricing.isAdditive(ranked);
  const { wish, offersPerSaleMax } = rules;
  const best = solve(poseProblem({ ranked, pricing, offersPerSaleMax, required: new Set(), isAdditive }));
  const isWished = wish.with.length > 0 || wish.without.length > 0;
  const allowed = isWished ? wanted(ranked, wish) : ranked;
  const required = new Set(isWished ? requiredOf(allowed, rules) : []);
  const chosen = isWished
    ? solve(poseProblem({ ranked: allowed, pricing, offersPerSaleMax, required, isAdditive }))
    : best;
  const applied = chosen.chosen.flatMap((place) => allowed[place] ?? []);
  return {
    ...rules,
    ...granting(applied, pricing),
    pricing,
    isAdditive,
    bestWorthMinor: Math.max(best.worthMinor, chosen.worthMinor),
    isProven: best.isProven && chosen.isProven,
    gapMinor: Math.max(best.gapMinor, chosen.gapMinor),
  };
}

function wanted(ranked: readonly AlonePrice[], { without }: Wish): readonly AlonePrice[] {
  const declined = new Set(without);
  return ranked.filter(({ compiled }) => !declined.has(compiled.offer.offerId));
}

/** In the order of the wish, each that may stand beside those before it. */
function requiredOf(
  allowed: readonly AlonePrice[],
  { wish, offersPerSaleMax }: ChoiceRules,
): readonly AlonePrice[] {
  const required: AlonePrice[] = [];
  for (const offerId of new Set(wish.with)) {
    const price = allowed.find(({ compiled }) => compiled.offer.offerId === offerId);
    if (price === undefined || required.length === offersPerSaleMax) continue;
    if (required.every((other) => conflictOf(price, other) === null)) required.push(price);
  }
  return required;
}

/** An offer that grants nothing beside the others is not applied; leaving it out changes no price. */
function granting(
  chosen: readonly AlonePrice[],
  pricing: SalePricing,
): Pick<Choice, 'applied' | 'combination'> {
  const whole = pricing.combined(chosen.map(({ compiled }) => compiled));
  const applied = chosen.filter((_price, place) => !isEmpty(whole.benefits[place]));
  const benefits = whole.benefits.filter((benefit) => !isEmpty(benefit));
  return { applied, combination: { ...whole, benefits } };
}

function isEmpty(benefit: Benefit | undefined): boolean {
  if (benefit === undefined) return true;
  const { discountMinor, walletCreditMinor, pointsEarned, items } = benefit;
  return discountMinor === 0 && walletCreditMinor === 0 && pointsEarned === 0 && items.length === 0;
}
