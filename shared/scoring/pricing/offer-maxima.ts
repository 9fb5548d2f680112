/** Bounds of what an offer gives in any combination of the matched offers. */

import { basisPointsOf, mulDiv } from '#shared/kernel/int-math.ts';
import type { Selection } from '../facts/sale-facts.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import type { DiscountPart, ItemPart, MultiplierPart } from './compiled-effects.ts';
import type { Crowd } from './crowd.ts';
import { giveEarning, giveMultiplied } from './give-earnings.ts';
import { giveItem, itemCount, stampCardOf, stampsBefore } from './give-items.ts';
import { createGrants, limitLeftMinor } from './grants.ts';
import type { Grants } from './grants.ts';
import { resetRun } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';
import { isProportional, stepValue, wantedDiscount, weighLines } from './wanted-discount.ts';

/**
 * The discounts as if no line could run out. Whatever others take lowers what each effect wants and what the caps
 * leave, so that this is the most; only where a line cut the offer alone can it be more than alone.
 */
export function discountMaxOf(run: PricingRun, alone: Grants): number {
  if (!alone.cuts.some(({ by }) => by === 'linePrice' || by === 'lineFloor')) return alone.discountMinor;
  const { basis } = run;
  const offer = alone.compiled;
  const step = basis.rules.settings.grantStepMinor;
  resetRun(run);
  let mostMinor = 0;
  for (const part of offer.effects.discounts) {
    const wantedMinor = wantedAtFullPrices(run, offer, part);
    mostMinor += wantedMinor - (wantedMinor % step);
  }
  mostMinor = Math.min(mostMinor, basis.discountCapMinor, offer.effects.discountCapMinor ?? mostMinor);
  const fresh = createGrants(offer);
  for (const limit of offer.effects.moneyLimits) {
    mostMinor = Math.min(mostMinor, limitLeftMinor(limit, fresh, basis.facts));
  }
  return mostMinor - (mostMinor % step);
}

/** Also leaves the weights of the lines at full prices in the spread. The run must be reset. */
function wantedAtFullPrices(run: PricingRun, offer: CompiledOffer, part: DiscountPart): number {
  const selection = run.basis.facts.selected(part.on);
  const totalMinor = weighLines(run, part, selection);
  return wantedDiscount(part, { totalMinor, selection }, createGrants(offer));
}

/** By place of the line; null when the offer has no discount. */
export function lineSharesMaxOf(
  run: PricingRun,
  offer: CompiledOffer,
  { mostMinor, crowd }: { readonly mostMinor: number; readonly crowd: Crowd },
): readonly number[] | null {
  const { discounts, stage } = offer.effects;
  const { basis, spread } = run;
  if (discounts.length === 0) return null;
  const isFullPrice = stage <= crowd.firstStage || offer.stacking.mode === 'alone';
  resetRun(run);
  const shares = basis.facts.lines.map(() => 0);
  for (const part of discounts) {
    const selection = basis.facts.selected(part.on);
    const wantedMinor = Math.min(mostMinor, wantedAtFullPrices(run, offer, part));
    const share = lineShareMax(part, { wantedMinor, selection, isFullPrice });
    for (const [place, { index }] of selection.lines.entries()) {
      const together = (shares[index] ?? 0) + share(spread.weights[place] ?? 0);
      shares[index] = Math.min(together, basis.capacityMinor[index] ?? 0, mostMinor);
    }
  }
  return shares;
}

type SharedAmount = {
  readonly wantedMinor: number;
  readonly selection: Selection;
  /** No earlier stage can lower the prices that it reckons on. */
  readonly isFullPrice: boolean;
};

/** The most that one line gives, by its weight at full prices. */
function lineShareMax(part: DiscountPart, amount: SharedAmount): (weight: number) => number {
  const { wantedMinor, selection, isFullPrice } = amount;
  if (isProportional(part) && isFullPrice) {
    // A cap that takes from the amount may move a unit to the line, but none beyond the next whole one.
    return (weight) => (weight === 0 ? 0 : mulDiv(wantedMinor, [weight, selection.grossMinor], 'ceil'));
  }
  const basisPoints = shareOfPrice(part, selection);
  return (weight) => Math.min(wantedMinor, basisPointsOf(weight, basisPoints, 'ceil'));
}

/** Where others lower the price of the other lines, a fixed amount may come to lie on one line alone. */
function shareOfPrice(part: DiscountPart, selection: Selection): number {
  if (part.kind === 'percent') return part.basisPoints;
  return part.kind === 'steps' && part.isShare ? stepValue(part, selection) : 10_000;
}

/** Points, credit and items, each as if the limits of the offer were its alone and prices were full. */
export function restWorthMaxOf(run: PricingRun, alone: Grants, crowd: Crowd): number {
  const offer = alone.compiled;
  const { effects, stacking } = offer;
  const aloneMinor = alone.worthMinor - alone.discountMinor;
  const isReckonedOnPaid =
    run.basis.rules.settings.earnOn === 'paid' && effects.discounts.length > 0 && effects.earnings.length > 0;
  if ((effects.isPlain && !isReckonedOnPaid) || stacking.mode === 'alone') return aloneMinor;
  let mostMinor = 0;
  for (const part of effects.earnings) {
    mostMinor += freshWorth(run, offer, (grants) => giveEarning(run, grants, part));
  }
  for (const part of effects.multipliers) mostMinor += multipliedWorthMax(run, offer, { part, crowd });
  for (const part of effects.items) mostMinor += itemWorthMax(run, offer, { part, crowd });
  return mostMinor;
}

/** What the offer gives by this alone, at full prices. */
export function freshWorth(run: PricingRun, offer: CompiledOffer, give: (grants: Grants) => void): number {
  resetRun(run);
  const grants = createGrants(offer);
  give(grants);
  return grants.worthMinor;
}

type InCrowd<Part> = { readonly part: Part; readonly crowd: Crowd };

/** The most points that others let it multiply. */
export function multipliedWorthMax(
  run: PricingRun,
  offer: CompiledOffer,
  { part, crowd }: InCrowd<MultiplierPart>,
): number {
  const pointsPerAmount = crowd.pointsPerAmountMax(offer);
  return freshWorth(run, offer, (grants) => {
    run.pointsPerAmount = pointsPerAmount;
    giveMultiplied(run, grants, part);
  });
}

/** The most that an item, or the stamp cards that it fills, can be worth. */
export function itemWorthMax(
  run: PricingRun,
  offer: CompiledOffer,
  { part, crowd }: InCrowd<ItemPart>,
): number {
  return part.kind === 'stamp'
    ? rewardsMax(run, part, crowd)
    : freshWorth(run, offer, (grants) => giveItem(run, grants, part));
}

/** With other givers the card may lack one stamp only when this one comes. */
function rewardsMax({ basis }: PricingRun, part: ItemPart, crowd: Crowd): number {
  const card = stampCardOf(basis, part);
  const stamps = itemCount(basis, part);
  const isOnlyGiver = crowd.stampGivers(card.stampCardId) === 1;
  const before = isOnlyGiver ? stampsBefore(basis, card) : card.stampsNeeded - 1;
  if (stamps === 0) return 0;
  return Math.floor((before + stamps) / card.stampsNeeded) * card.reward.worthMinor;
}
