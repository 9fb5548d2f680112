/** Why an offer is not applied, given which are. */

import { minor } from '#shared/domain/money.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { Verdict } from '../answer/score-result.ts';
import type { AlonePrice } from '../pricing/price.ts';
import type { Choice } from './choose-best.ts';
import { conflictRule } from './stacking-conflict.ts';
import type { ConflictRule, StackedOffer } from './stacking-conflict.ts';

/** Of an offer that matched, has something left to give, and is not applied. */
export function verdictOf(price: AlonePrice, choice: Choice): Verdict {
  if (choice.declined.has(price.compiled.offer.offerId)) return { kind: 'declined' };
  const rivals = rivalsOf(price, choice);
  if (rivals.strongest === null) return withoutRivals(price, choice);
  const { by, rule } = rivals.strongest;
  const byOfferId = by.compiled.offer.offerId;
  const byMinor = choice.isAdditive
    ? rivals.worthMinor - price.worthMinor
    : lossBy(price, choice, (one) => conflictRule(one, price) !== null);
  return rule === 'default'
    ? { kind: 'beaten', byOfferId, byMinor: minor(byMinor) }
    : { kind: 'excluded', byOfferId, rule, byMinor: minor(byMinor) };
}

/** Applied offers beside which the offer may not stand, matched or not; by rank. */
export function conflictingApplied(offer: StackedOffer, { applied }: Choice): readonly AlonePrice[] {
  return applied.filter((one) => conflictRule(one, offer) !== null);
}

type Rival = { readonly by: AlonePrice; readonly rule: ConflictRule; readonly worthMinor: number };

/** The strongest is worth most in the combination, the lower id first; null when nothing conflicts. */
function rivalsOf(
  price: AlonePrice,
  { applied, combination }: Choice,
): { readonly strongest: Rival | null; readonly worthMinor: number } {
  let strongest: Rival | null = null;
  let together = 0;
  for (const [place, by] of applied.entries()) {
    const rule = conflictRule(by, price);
    if (rule === null) continue;
    const worthMinor = combination.benefits[place]?.worthMinor ?? 0;
    together += worthMinor;
    if (strongest === null || isStronger({ by, rule, worthMinor }, strongest))
      strongest = { by, rule, worthMinor };
  }
  return { strongest, worthMinor: together };
}

function isStronger(one: Rival, other: Rival): boolean {
  if (one.worthMinor !== other.worthMinor) return one.worthMinor > other.worthMinor;
  return compareTexts(one.by.compiled.offer.offerId, other.by.compiled.offer.offerId) < 0;
}

/** Kept out by the number of offers, or left out for adding nothing. */
function withoutRivals(price: AlonePrice, choice: Choice): Verdict {
  const { applied, offersPerSaleMax } = choice;
  const last = applied.at(-1);
  if (last === undefined || offersPerSaleMax === null || applied.length < offersPerSaleMax)
    return { kind: 'addsNothing' };
  const byMinor = choice.isAdditive
    ? last.worthMinor - price.worthMinor
    : lossBy(price, choice, (one) => one === last);
  return {
    kind: 'excluded',
    byOfferId: last.compiled.offer.offerId,
    rule: 'offersPerSaleMax',
    byMinor: minor(byMinor),
  };
}

/** What the sale loses in worth when the offer takes the place of those; below 0 only beside a wish, or unproven. */
function lossBy(
  price: AlonePrice,
  { applied, pricing, worthMinor }: Choice,
  isReplaced: (one: AlonePrice) => boolean,
): number {
  const instead = applied.filter((one) => !isReplaced(one)).map(({ compiled }) => compiled);
  return worthMinor - pricing.worthOf([...instead, price.compiled]);
}
