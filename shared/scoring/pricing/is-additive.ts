/**
 * Whether the worth of every allowed combination is the sum of the worths alone. Cheap and careful: it may say no where
 * the sums would be right, and never yes where they could be wrong.
 */

import { basisPointsOf } from '#shared/kernel/int-math.ts';
import { pointsPerSaleMax, walletCreditPerSaleMinorMax } from '../language/rule-set.ts';
import type { AlonePrice } from './price.ts';
import type { SaleBasis } from './sale-basis.ts';
import { isProportional } from './wanted-discount.ts';

/** Discounts are looked at line by line up to so many offers times lines. */
const lineSharesLookedAtMax = 5_000;

export function isAdditive(basis: SaleBasis, matched: readonly AlonePrice[]): boolean {
  const beside = besideEachOther(matched);
  if (beside.free.length === 0) return true;
  return (
    mostTogether(beside, pointsOf) <= pointsPerSaleMax &&
    mostTogether(beside, creditOf) <= walletCreditPerSaleMinorMax &&
    !isFed(basis, beside) &&
    areDiscountsApart(basis, beside)
  );
}

/** Of the single ones a combination holds one; of the free ones (stackable, or per line) it may hold all. */
type Beside = { readonly free: readonly AlonePrice[]; readonly single: readonly AlonePrice[] };

/** Offers that stand alone are beside none. */
function besideEachOther(matched: readonly AlonePrice[]): Beside {
  const free: AlonePrice[] = [];
  const single: AlonePrice[] = [];
  for (const price of matched) {
    const { mode } = price.compiled.stacking;
    if (mode === 'single') single.push(price);
    else if (mode !== 'alone') free.push(price);
  }
  return { free, single };
}

/** The most that one combination can give of something. */
function mostTogether({ free, single }: Beside, of: (price: AlonePrice) => number): number {
  return sumOf(free, of) + largestOf(single, of);
}

function sumOf(prices: readonly AlonePrice[], of: (price: AlonePrice) => number): number {
  let sum = 0;
  for (const price of prices) sum += of(price);
  return sum;
}

function largestOf(prices: readonly AlonePrice[], of: (price: AlonePrice) => number): number {
  let largest = 0;
  for (const price of prices) {
    const found = of(price);
    if (found > largest) largest = found;
  }
  return largest;
}

const pointsOf = (price: AlonePrice): number => price.pointsEarned;
const creditOf = (price: AlonePrice): number => price.walletCreditMinor;
const discountMaxOf = (price: AlonePrice): number => price.discountMaxMinor;
const discountsOf = (price: AlonePrice): number => price.compiled.effects.discounts.length;

/** Multipliers, stamp cards that several fill, points and credit on the price that discounts leave. */
function isFed({ rules }: SaleBasis, beside: Beside): boolean {
  if (canMeet(beside, multiplies, earnsPerAmount)) return true;
  if (rules.settings.earnOn === 'paid' && canMeet(beside, isDiscounting, reckonsOnPrice)) return true;
  const given = beside.free.flatMap(stampCardIds);
  if (given.length === 0) return false;
  const cards = new Set(given);
  return (
    cards.size < given.length ||
    beside.single.some((price) => stampCardIds(price).some((id) => cards.has(id)))
  );
}

type Trait = (price: AlonePrice) => boolean;

/** Whether a combination can hold an offer of the one and an offer of the other trait. */
function canMeet({ free, single }: Beside, one: Trait, other: Trait): boolean {
  if (free.some(one)) return free.some(other) || single.some(other);
  return free.some(other) && single.some(one);
}

const multiplies: Trait = ({ compiled }) => compiled.effects.multipliers.length > 0;
const earnsPerAmount: Trait = ({ compiled }) =>
  compiled.effects.earnings.some(({ kind }) => kind === 'perAmount');
const reckonsOnPrice: Trait = ({ compiled }) =>
  compiled.effects.earnings.some(({ kind }) => kind === 'perAmount' || kind === 'percent');
const isDiscounting: Trait = ({ compiled }) => compiled.effects.discounts.length > 0;

function stampCardIds({ compiled }: AlonePrice): readonly (string | null)[] {
  return compiled.effects.items.filter(({ kind }) => kind === 'stamp').map(({ refId }) => refId);
}

/** Nothing that the discounts of a combination share can run out, and none reckons on what another left. */
function areDiscountsApart(basis: SaleBasis, beside: Beside): boolean {
  const free = beside.free.filter(isDiscounting);
  const [first] = free;
  if (first === undefined) return true;
  const single = beside.single.filter(isDiscounting);
  if (free.length === 1 && single.length === 0) return true;
  const { stage } = first.compiled.effects;
  const isElsewhere: Trait = ({ compiled }) => compiled.effects.stage !== stage;
  if (free.some(isElsewhere) || single.some(isElsewhere)) return false;
  if (mostTogether({ free, single }, discountMaxOf) > basis.discountCapMinor) return false;
  if (doSharesFit(basis, { free, single })) return true;
  const looks = (free.length + single.length) * basis.facts.lines.length;
  return looks <= lineSharesLookedAtMax && doLinesFit(basis, { free, single });
}

/** Each takes at most its share of a line, and a unit of rounding for each of its discounts. */
function doSharesFit(basis: SaleBasis, beside: Beside): boolean {
  const shareOf = (price: AlonePrice): number => shareOfLines(basis, price);
  let basisPoints = sumOf(beside.free, shareOf);
  if (basisPoints > 10_000) return false;
  basisPoints += largestOf(beside.single, shareOf);
  if (basisPoints > 10_000) return false;
  const units = mostTogether(beside, discountsOf);
  return basis.facts.lines.every(({ index, grossMinor }) => {
    const takenMinor = basisPointsOf(grossMinor, basisPoints, 'ceil') + units;
    return grossMinor === 0 || takenMinor <= (basis.capacityMinor[index] ?? 0);
  });
}

/** The share that no line of the offer gives more of, but for units of rounding. */
function shareOfLines({ facts }: SaleBasis, { compiled, discountMaxMinor }: AlonePrice): number {
  let basisPoints = 0;
  for (const part of compiled.effects.discounts) {
    const { grossMinor } = facts.selected(part.on);
    if (grossMinor === 0) continue;
    if (!isProportional(part)) return 10_000;
    // The one more covers what the division loses.
    basisPoints += Math.ceil((discountMaxMinor / grossMinor) * 10_000) + 1;
  }
  return basisPoints;
}

function doLinesFit({ facts, capacityMinor }: SaleBasis, { free, single }: Beside): boolean {
  const together = facts.lines.map(() => 0);
  const largest = facts.lines.map(() => 0);
  for (const price of free) {
    for (const [place, share] of (price.lineSharesMax() ?? []).entries()) {
      together[place] = (together[place] ?? 0) + share;
    }
  }
  for (const price of single) {
    for (const [place, share] of (price.lineSharesMax() ?? []).entries()) {
      largest[place] = Math.max(largest[place] ?? 0, share);
    }
  }
  return capacityMinor.every((capacity, place) => (together[place] ?? 0) + (largest[place] ?? 0) <= capacity);
}
