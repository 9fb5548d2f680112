/** Which of the matched offers apply: the combination worth most to the customer, or the best that honours a wish. */

import type { Benefit } from '../answer/benefit.ts';
import type { Wish } from '../facts/score-input.ts';
import type { OfferId } from '../language/offer.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import type { AlonePrice, CombinationPrice, SalePricing } from '../pricing/price.ts';
import { poseProblem } from './pose-problem.ts';
import { rankedContenders } from './rank-offers.ts';
import type { Solution } from './problem.ts';
import { solve } from './solve.ts';
import { conflictRule } from './stacking-conflict.ts';

export type ChoiceRules = {
  /** Null for any number. */
  readonly offersPerSaleMax: number | null;
  readonly wish: Wish;
};

export type Choice = {
  /** By rank. Each gives something. */
  readonly applied: readonly AlonePrice[];
  /** Of the applied, in their order. */
  readonly combination: CombinationPrice;
  readonly worthMinor: number;
  /** Of the best combination, the wish left aside. */
  readonly bestWorthMinor: number;
  readonly isProven: boolean;
  /** No combination is worth more than the best and this, and none that honours the wish more than the chosen and this. */
  readonly gapMinor: number;
  readonly nodes: number;
  readonly offersPerSaleMax: number | null;
  readonly declined: ReadonlySet<OfferId>;
  readonly pricing: SalePricing;
  /** The worth of every allowed combination is the sum of the worths alone. */
  readonly isAdditive: boolean;
};

/** `prices` are those of all matched offers that have something left to give, in any order. */
export function chooseBest(
  prices: readonly AlonePrice[],
  pricing: SalePricing,
  { offersPerSaleMax, wish }: ChoiceRules,
): Choice {
  const declined = new Set(wish.without);
  const isAdditive = pricing.isAdditive(prices);
  const sale = { pricing, isAdditive, offersPerSaleMax };
  const accepted =
    declined.size === 0 ? prices : prices.filter(({ compiled }) => !declined.has(compiled.offer.offerId));
  const granted = grantedOf(accepted, wish.with, offersPerSaleMax);
  const ranked = rankedContenders(accepted, isAdditive, (price) => granted.has(price));
  const required = [...ranked.keys()].filter((place) => isIn(granted, ranked[place]));
  const solution = solve(poseProblem({ ...sale, ranked }, required));
  const isBest = granted.size === 0 && accepted.length === prices.length;
  const best = isBest
    ? solution
    : solve(poseProblem({ ...sale, ranked: rankedContenders(prices, isAdditive, () => false) }, []));
  const given = giving(
    solution.chosen.flatMap((place) => ranked[place] ?? []),
    pricing,
  );
  return {
    ...given,
    ...provenOf(solution, best, given.worthMinor),
    offersPerSaleMax,
    declined,
    pricing,
    isAdditive,
  };
}

/** Offers wished for that match and can stand together; those named first have precedence. */
function grantedOf(
  accepted: readonly AlonePrice[],
  wished: readonly OfferId[],
  offersPerSaleMax: number | null,
): ReadonlySet<AlonePrice> {
  const granted = new Set<AlonePrice>();
  if (wished.length === 0) return granted;
  const priceById = new Map(accepted.map((price) => [price.compiled.offer.offerId, price]));
  for (const offerId of wished) {
    const price = priceById.get(offerId);
    if (price === undefined || granted.has(price) || granted.size === offersPerSaleMax) continue;
    if ([...granted].every((before) => conflictRule(before, price) === null)) granted.add(price);
  }
  return granted;
}

function isIn(granted: ReadonlySet<AlonePrice>, price: AlonePrice | undefined): boolean {
  return price !== undefined && granted.has(price);
}

type Given = Pick<Choice, 'applied' | 'combination' | 'worthMinor'>;

/** What gives nothing at all beside the others is not applied: the rest is priced the same without it. */
function giving(chosen: readonly AlonePrice[], pricing: SalePricing): Given {
  const whole = pricing.combined(compiledOf(chosen));
  const applied = chosen.filter((_, place) => givesSomething(whole.benefits[place]));
  const combination = applied.length === chosen.length ? whole : pricing.combined(compiledOf(applied));
  return { applied, combination, worthMinor: combination.worthMinor };
}

function compiledOf(prices: readonly AlonePrice[]): readonly CompiledOffer[] {
  return prices.map(({ compiled }) => compiled);
}

function givesSomething(benefit: Benefit | undefined): boolean {
  if (benefit === undefined) return false;
  const { discountMinor, walletCreditMinor, pointsEarned, items } = benefit;
  return discountMinor > 0 || walletCreditMinor > 0 || pointsEarned > 0 || items.length > 0;
}

type Proven = Pick<Choice, 'bestWorthMinor' | 'isProven' | 'gapMinor' | 'nodes'>;

/** An unproven best may turn out to be less than what the wish brought. */
function provenOf(solution: Solution, best: Solution, worthMinor: number): Proven {
  const bestWorthMinor = Math.max(best.worthMinor, worthMinor);
  const isWished = solution !== best;
  return {
    bestWorthMinor,
    isProven: solution.isProven && best.isProven,
    gapMinor: Math.max(best.worthMinor + best.gapMinor - bestWorthMinor, isWished ? solution.gapMinor : 0),
    nodes: best.nodes + (isWished ? solution.nodes : 0),
  };
}
