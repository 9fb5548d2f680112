/** Why a matched offer was not applied. */

import { minor } from '#shared/domain/money.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Verdict } from '../answer/score-result.ts';
import type { AlonePrice } from '../pricing/price.ts';
import type { Choice } from './choose-best.ts';
import { conflictOf } from './conflict.ts';

/** `price` is of a matched offer that is not among the applied ones. */
export function verdictOf(price: AlonePrice, choice: Choice): Verdict {
  const { applied, wish, offersPerSaleMax } = choice;
  if (wish.without.includes(price.compiled.offer.offerId)) return { kind: 'declined' };
  const conflicting = conflictingApplied(price, choice);
  const [strongest] = conflicting.length > 1 ? conflicting.toSorted(byWorthIn(choice)) : conflicting;
  if (strongest !== undefined) return conflictVerdict(price, { strongest, conflicting }, choice);
  const last = applied.at(-1);
  if (last === undefined || applied.length !== offersPerSaleMax) return { kind: 'addsNothing' };
  return {
    kind: 'excluded',
    rule: 'offersPerSaleMax',
    byOfferId: last.compiled.offer.offerId,
    byMinor: minor(lostBy(price, [last], choice)),
  };
}

/** The applied offers that it may not stand beside, in order of rank. */
export function conflictingApplied(
  price: Parameters<typeof conflictOf>[0],
  { applied }: Choice,
): readonly AlonePrice[] {
  return applied.filter((other) => conflictOf(price, other) !== null);
}

type Conflict = { readonly strongest: AlonePrice; readonly conflicting: readonly AlonePrice[] };

function conflictVerdict(price: AlonePrice, { strongest, conflicting }: Conflict, choice: Choice): Verdict {
  const rule = conflictOf(price, strongest);
  const byOfferId = strongest.compiled.offer.offerId;
  const byMinor = minor(lostBy(price, conflicting, choice));
  return rule === null || rule === 'stacking'
    ? { kind: 'beaten', byOfferId, byMinor }
    : { kind: 'excluded', byOfferId, rule, byMinor };
}

/** What the customer would lose by taking the offer in place of those given up; never below 0. */
function lostBy(price: AlonePrice, givenUp: readonly AlonePrice[], choice: Choice): number {
  if (choice.isAdditive) {
    const givenUpMinor = givenUp.reduce((sum, { worthMinor }) => sum + worthMinor, 0);
    return Math.max(0, givenUpMinor - price.worthMinor);
  }
  const kept = choice.applied.filter((other) => !givenUp.includes(other));
  const swapped = [...kept, price].map(({ compiled }) => compiled);
  return Math.max(0, choice.combination.worthMinor - choice.pricing.worthOf(swapped));
}

/** By what each is worth in the combination. */
function byWorthIn({ applied, combination }: Choice) {
  const worths = new Map(
    applied.map((price, place) => [price, combination.benefits[place]?.worthMinor ?? 0]),
  );
  return inOrder<AlonePrice>(
    (left, right) => (worths.get(right) ?? 0) - (worths.get(left) ?? 0),
    (left, right) => compareTexts(left.compiled.offer.offerId, right.compiled.offer.offerId),
  );
}
