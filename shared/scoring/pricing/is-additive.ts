/** Whether the worth of every allowed combination is the sum of the worths alone. May say no where it is; never the reverse. */

import { basisPointsOf, mulDiv } from '#shared/kernel/int-math.ts';
import { pointsPerSaleMax, walletCreditPerSaleMinorMax } from '../language/rule-set.ts';
import type { AlonePrice } from './price.ts';
import type { SaleBasis } from './sale-basis.ts';
import { isProportional } from './wanted-discount.ts';

/** Shares of single lines are looked at one by one up to so many. */
const lineSharesLookedAtMax = 5_000;

export function isAdditive(basis: SaleBasis, matched: readonly AlonePrice[]): boolean {
  const beside = byStacking(matched);
  if (beside.stackable.length === 0 && beside.perLine.length === 0) return true;
  if (isOne(beside)) return true;
  return (
    mostTogether(beside, ({ pointsEarned }) => pointsEarned) <= pointsPerSaleMax &&
    mostTogether(beside, ({ walletCreditMinor }) => walletCreditMinor) <= walletCreditPerSaleMinorMax &&
    !hasFedOffers(basis, beside) &&
    areDiscountsApart(basis, beside)
  );
}

/** Offers that can stand beside others: any stackable ones, and either one single or several per line. */
type Beside = Readonly<Record<'stackable' | 'perLine' | 'single', readonly AlonePrice[]>>;

function byStacking(matched: readonly AlonePrice[]): Beside {
  const of = (mode: keyof Beside): readonly AlonePrice[] =>
    matched.filter(({ compiled }) => compiled.stacking.mode === mode);
  return { stackable: of('stackable'), perLine: of('perLine'), single: of('single') };
}

function isOne({ stackable, perLine, single }: Beside): boolean {
  return stackable.length + perLine.length + Math.min(1, single.length) <= 1;
}

/** The most that one combination can give of something. */
function mostTogether({ stackable, perLine, single }: Beside, of: (price: AlonePrice) => number): number {
  return sumOf(stackable, of) + Math.max(sumOf(perLine, of), largestOf(single, of));
}

function sumOf(prices: readonly AlonePrice[], of: (price: AlonePrice) => number): number {
  let sum = 0;
  for (const price of prices) sum += of(price);
  return sum;
}

function largestOf(prices: readonly AlonePrice[], of: (price: AlonePrice) => number): number {
  let largest = 0;
  for (const price of prices) largest = Math.max(largest, of(price));
  return largest;
}

/** Multipliers, stamp cards that several fill, points and credit on the price that discounts leave. */
function hasFedOffers({ rules }: SaleBasis, beside: Beside): boolean {
  if (canMeet(beside, multiplies, earnsPerAmount)) return true;
  if (rules.settings.earnOn === 'paid' && canMeet(beside, isDiscounting, reckonsOnPrice)) return true;
  const free = [...beside.stackable, ...beside.perLine].flatMap(stampCardIds);
  const cards = new Set(free);
  return (
    cards.size < free.length || beside.single.some((price) => stampCardIds(price).some((id) => cards.has(id)))
  );
}

type Trait = (price: AlonePrice) => boolean;

/** Whether a combination can hold an offer of the one and an offer of the other trait; single ones never meet. */
function canMeet({ stackable, perLine, single }: Beside, one: Trait, other: Trait): boolean {
  const free = [...stackable, ...perLine];
  if (free.some(one)) return free.some(other) || single.some(other);
  return free.some(other) && single.some(one);
}

function multiplies({ compiled }: AlonePrice): boolean {
  return compiled.effects.multipliers.length > 0;
}

function earnsPerAmount({ compiled }: AlonePrice): boolean {
  return compiled.effects.earnings.some(({ kind }) => kind === 'perAmount');
}

function reckonsOnPrice({ compiled }: AlonePrice): boolean {
  return compiled.effects.earnings.some(({ kind }) => kind === 'perAmount' || kind === 'percent');
}

function isDiscounting({ compiled }: AlonePrice): boolean {
  return compiled.effects.discounts.length > 0;
}

function stampCardIds({ compiled }: AlonePrice): readonly (string | null)[] {
  return compiled.effects.items.filter(({ kind }) => kind === 'stamp').map(({ refId }) => refId);
}

/** Nothing that all discounts of a combination share can run out, and none reckons on what another left. */
function areDiscountsApart(basis: SaleBasis, beside: Beside): boolean {
  const discounting: Beside = {
    stackable: beside.stackable.filter(isDiscounting),
    perLine: beside.perLine.filter(isDiscounting),
    single: beside.single.filter(isDiscounting),
  };
  const { stackable, perLine, single } = discounting;
  if (isOne(discounting) || stackable.length + perLine.length === 0) return true;
  const all = [...stackable, ...perLine, ...single];
  if (new Set(all.map(({ compiled }) => compiled.effects.stage)).size > 1) return false;
  const mostMinor = mostTogether(discounting, ({ discountMaxMinor }) => discountMaxMinor);
  if (mostMinor > basis.discountCapMinor) return false;
  if (doSharesFit(basis, discounting)) return true;
  return all.length * basis.facts.lines.length <= lineSharesLookedAtMax && doLinesFit(basis, discounting);
}

/** Beside the stackable ones one other takes from a line; each discount takes its share and a unit of rounding at most. */
function doSharesFit(basis: SaleBasis, { stackable, perLine, single }: Beside): boolean {
  const shareOf = (price: AlonePrice): number => shareOfLines(basis, price);
  const other = Math.max(largestOf(perLine, shareOf), largestOf(single, shareOf));
  const basisPoints = sumOf(stackable, shareOf) + other;
  if (basisPoints > 10_000) return false;
  const units = sumOf(stackable, unitsOf) + Math.max(largestOf(perLine, unitsOf), largestOf(single, unitsOf));
  return basis.facts.lines.every(({ index, grossMinor }) => {
    const capacityMinor = basis.capacityMinor[index] ?? 0;
    return grossMinor === 0 || basisPointsOf(grossMinor, basisPoints, 'ceil') + units <= capacityMinor;
  });
}

/** The share that no line of the offer gives more of, but for a unit of rounding. */
function shareOfLines({ facts }: SaleBasis, { compiled, discountMaxMinor }: AlonePrice): number {
  let basisPoints = 0;
  for (const part of compiled.effects.discounts) {
    const { grossMinor } = facts.selected(part.on);
    if (grossMinor === 0) continue;
    if (!isProportional(part)) return 10_000;
    basisPoints += mulDiv(10_000, [Math.min(discountMaxMinor, grossMinor), grossMinor], 'ceil');
  }
  return basisPoints;
}

function unitsOf({ compiled }: AlonePrice): number {
  return compiled.effects.discounts.length;
}

function doLinesFit(basis: SaleBasis, { stackable, perLine, single }: Beside): boolean {
  const together = basis.facts.lines.map(() => 0);
  const other = basis.facts.lines.map(() => 0);
  for (const price of stackable) {
    for (const [place, share] of (price.lineSharesMax() ?? []).entries()) {
      together[place] = (together[place] ?? 0) + share;
    }
  }
  for (const price of [...perLine, ...single]) {
    for (const [place, share] of (price.lineSharesMax() ?? []).entries()) {
      other[place] = Math.max(other[place] ?? 0, share);
    }
  }
  return basis.capacityMinor.every(
    (capacity, place) => (together[place] ?? 0) + (other[place] ?? 0) <= capacity,
  );
}
