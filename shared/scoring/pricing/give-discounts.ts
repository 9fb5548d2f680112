/** Discounts: each effect takes its share off the lines it means, as far as offer, limits, sale and lines allow. */

import { basisPointsOf } from '#shared/kernel/int-math.ts';
import type { Selection } from '../facts/sale-facts.ts';
import type { DiscountPart } from './compiled-effects.ts';
import { limitLeftMinor, noteCut } from './grants.ts';
import type { Grants } from './grants.ts';
import { spreadAmount } from './largest-remainder.ts';
import type { Spread } from './largest-remainder.ts';
import { beginStage } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';
import { isProportional, wantedDiscount, weighLines } from './wanted-discount.ts';

/** `combination` by offer id. */
export function giveDiscounts(run: PricingRun, combination: readonly Grants[]): void {
  let stage = nextStage(combination, 0);
  while (stage < Infinity) {
    beginStage(run);
    for (const grants of combination) {
      if (grants.compiled.effects.stage !== stage) continue;
      for (const part of grants.compiled.effects.discounts) giveDiscount(run, grants, part);
    }
    stage = nextStage(combination, stage);
  }
}

function nextStage(combination: readonly Grants[], after: number): number {
  let next = Infinity;
  for (const { compiled } of combination) {
    const { stage, discounts } = compiled.effects;
    if (discounts.length > 0 && stage > after && stage < next) next = stage;
  }
  return next;
}

/**
 * The discount of an offer that stands alone, without a look at single lines. False, and nothing given, where the
 * lines themselves decide: floors, or an effect that says what each line gets.
 */
export function giveLoneDiscount(run: PricingRun, grants: Grants): boolean {
  const { discounts, earnings } = grants.compiled.effects;
  const { facts, rules, openBasisPoints } = run.basis;
  const [part] = discounts;
  if (part === undefined) return true;
  const isReckonedOn = rules.settings.earnOn === 'paid' && earnings.length > 0;
  if (discounts.length > 1 || isReckonedOn || !isProportional(part)) return false;
  const selection = facts.selected(part.on);
  // A share that every line can give is cut at none.
  if (!isWithinShare(part, selection.grossMinor, openBasisPoints(selection))) return false;
  const amountMinor = grantedDiscount(run, grants, { part, selection, totalMinor: selection.grossMinor });
  addDiscount(run, grants, amountMinor);
  return true;
}

function isWithinShare(part: DiscountPart, priceMinor: number, basisPoints: number): boolean {
  if (basisPoints === 10_000) return true;
  if (part.kind === 'percent') return part.basisPoints <= basisPoints;
  return part.kind === 'fixed' && part.amountMinor <= basisPointsOf(priceMinor, basisPoints, 'floor');
}

function giveDiscount(run: PricingRun, grants: Grants, part: DiscountPart): void {
  const selection = run.basis.facts.selected(part.on);
  const totalMinor = weighLines(run, part, selection);
  const amountMinor = grantedDiscount(run, grants, { part, selection, totalMinor });
  if (amountMinor === 0) return;
  spreadAmount(run.spread, amountMinor, totalMinor);
  keepWithinLines(run, grants, selection);
  takeFromLines(run, grants, selection);
}

type Weighed = {
  readonly part: DiscountPart;
  readonly selection: Selection;
  readonly totalMinor: number;
};

/** What caps and limits leave of it, in whole steps. */
function grantedDiscount({ basis, discountMinor }: PricingRun, grants: Grants, weighed: Weighed): number {
  const { discountCapMinor, moneyLimits } = grants.compiled.effects;
  let amountMinor = wantedDiscount(weighed.part, weighed, grants);
  if (discountCapMinor !== null && amountMinor > discountCapMinor - grants.discountMinor) {
    const leftMinor = discountCapMinor - grants.discountMinor;
    noteCut(grants, 'offerCap', amountMinor - leftMinor);
    amountMinor = leftMinor;
  }
  for (const limit of moneyLimits) {
    const leftMinor = limitLeftMinor(limit, grants, basis.facts);
    if (amountMinor <= leftMinor) continue;
    noteCut(grants, limit.cutBy, amountMinor - leftMinor);
    amountMinor = leftMinor;
  }
  const saleLeftMinor = basis.discountCapMinor - discountMinor;
  if (amountMinor > saleLeftMinor) {
    noteCut(grants, 'discountCap', amountMinor - saleLeftMinor);
    amountMinor = saleLeftMinor;
  }
  return amountMinor - (amountMinor % basis.rules.settings.grantStepMinor);
}

/** What is cut off the share of one line does not move to another. */
function keepWithinLines(
  { basis, takenMinor, spread }: PricingRun,
  grants: Grants,
  selection: Selection,
): void {
  let lostToPriceMinor = 0;
  let lostToFloorMinor = 0;
  let totalMinor = 0;
  let place = 0;
  for (const { index, floorMinor } of selection.lines) {
    const share = spread.shares[place] ?? 0;
    const kept = Math.min(share, (basis.capacityMinor[index] ?? 0) - (takenMinor[index] ?? 0));
    if (floorMinor === 0) lostToPriceMinor += share - kept;
    else lostToFloorMinor += share - kept;
    spread.shares[place] = kept;
    totalMinor += kept;
    place += 1;
  }
  if (lostToPriceMinor > 0) noteCut(grants, 'linePrice', lostToPriceMinor);
  if (lostToFloorMinor > 0) noteCut(grants, 'lineFloor', lostToFloorMinor);
  takeBack(spread, totalMinor % basis.rules.settings.grantStepMinor);
}

/** Takes what goes beyond whole steps back, from the largest share first, ties from the lower line id. */
function takeBack({ count, shares, ranks }: Spread, excessMinor: number): void {
  for (let left = excessMinor; left > 0;) {
    let largest = 0;
    for (let place = 1; place < count; place += 1) {
      const difference = (shares[place] ?? 0) - (shares[largest] ?? 0);
      if (difference > 0 || (difference === 0 && (ranks[place] ?? 0) < (ranks[largest] ?? 0)))
        largest = place;
    }
    const back = Math.min(left, shares[largest] ?? 0);
    shares[largest] = (shares[largest] ?? 0) - back;
    left -= back;
  }
}

function takeFromLines(run: PricingRun, grants: Grants, selection: Selection): void {
  let totalMinor = 0;
  let place = 0;
  for (const { index } of selection.lines) {
    const share = run.spread.shares[place] ?? 0;
    run.takenMinor[index] = (run.takenMinor[index] ?? 0) + share;
    totalMinor += share;
    place += 1;
  }
  run.isTaken = true;
  addDiscount(run, grants, totalMinor);
}

function addDiscount(run: PricingRun, grants: Grants, amountMinor: number): void {
  run.discountMinor += amountMinor;
  grants.discountMinor += amountMinor;
  grants.costMinor += amountMinor;
  grants.worthMinor += amountMinor;
}
