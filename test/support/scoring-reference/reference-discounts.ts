/** Discounts of a combination: stage after stage, offer after offer, effect after effect. */

import { compareTexts } from '#shared/kernel/order.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { shareDown, shareUp, spread, sumOf } from './reference-math.ts';
import type { Discount } from './reference-sale.ts';
import { grossOf, isDiscount, selectedGross, selectedLines, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';
import { cutTo, moneyRooms } from './reference-tally.ts';
import type { Tally } from './reference-tally.ts';

/** Minor units by line id. */
export type ByLine = Map<string, number>;

/** No discount may take a line below this. */
export function floorOf(sale: ReferenceSale, line: BasketLine): number {
  const byPiece = (line.floorUnitPriceMinor ?? 0) * line.quantity;
  const byShare = shareUp(grossOf(line), sale.ruleSet.settings?.lineFloorBasisPoints ?? 0, 10_000);
  return Math.max(byPiece, byShare);
}

function capacityOf(sale: ReferenceSale, line: BasketLine): number {
  return Math.max(0, grossOf(line) - floorOf(sale, line));
}

function saleCap(sale: ReferenceSale): number {
  const { discountCapMinor, discountCapBasisPoints } = sale.ruleSet.settings ?? {};
  const gross = sumOf(sale.lines.map(grossOf));
  return Math.min(
    discountCapMinor ?? Number.POSITIVE_INFINITY,
    discountCapBasisPoints === undefined
      ? Number.POSITIVE_INFINITY
      : shareDown(gross, discountCapBasisPoints, 10_000),
    gross,
  );
}

/** Gives the tallies their discounts; returns the discount of each line. */
export function giveDiscounts(sale: ReferenceSale, tallies: readonly Tally[]): ByLine {
  const taken: ByLine = new Map(sale.lines.map(({ lineId }) => [lineId, 0]));
  for (let stage = 1; stage <= 9; stage += 1) {
    const remaining: ByLine = new Map(
      sale.lines.map((line) => [line.lineId, grossOf(line) - (taken.get(line.lineId) ?? 0)]),
    );
    for (const tally of ofStage(tallies, stage)) {
      for (const effect of tally.offer.effects.filter(isDiscount)) {
        giveDiscount(sale, { tally, effect, remaining, taken });
      }
    }
  }
  return taken;
}

function ofStage(tallies: readonly Tally[], stage: number): readonly Tally[] {
  const stageOf = (offer: Offer): number => offer.stacking?.stage ?? 1;
  return tallies
    .filter(({ offer }) => stageOf(offer) === stage)
    .toSorted((one, other) => compareTexts(one.offer.offerId, other.offer.offerId));
}

type Turn = {
  readonly tally: Tally;
  readonly effect: Discount;
  /** What the earlier stages left of each line. */
  readonly remaining: ByLine;
  /** All discounts so far. */
  readonly taken: ByLine;
};

function giveDiscount(sale: ReferenceSale, turn: Turn): void {
  const { tally, taken } = turn;
  const { wanted, weights } = wantedOf(sale, turn);
  const amount = cutBySums(sale, turn, wanted);
  const shares = spread(amount, weights);
  for (const line of sale.lines) {
    const share = shares.get(line.lineId) ?? 0;
    const left = capacityOf(sale, line) - (taken.get(line.lineId) ?? 0);
    const by = floorOf(sale, line) === 0 ? 'linePrice' : 'lineFloor';
    if (shares.has(line.lineId)) shares.set(line.lineId, cutTo(tally, share, { most: left, by }));
  }
  takeBackDust(sale, shares);
  for (const [lineId, share] of shares) {
    taken.set(lineId, (taken.get(lineId) ?? 0) + share);
    tally.discountMinor += share;
    tally.costMinor += share;
    tally.worthMinor += share;
  }
}

function stepOf(sale: ReferenceSale): number {
  return sale.ruleSet.settings?.grantStepMinor ?? 1;
}

function cutBySums(sale: ReferenceSale, { tally, taken }: Turn, wanted: number): number {
  let amount = wanted;
  const offerCap = tally.offer.discountCapMinor;
  if (offerCap !== undefined) {
    amount = cutTo(tally, amount, { most: offerCap - tally.discountMinor, by: 'offerCap' });
  }
  for (const { leftMinor, by } of moneyRooms(sale, tally))
    amount = cutTo(tally, amount, { most: leftMinor, by });
  amount = cutTo(tally, amount, { most: saleCap(sale) - sumOf(taken.values()), by: 'discountCap' });
  return amount - (amount % stepOf(sale));
}

/** What goes beyond a multiple of the step is taken back from the largest shares first. */
function takeBackDust(sale: ReferenceSale, shares: ByLine): void {
  let excess = sumOf(shares.values()) % stepOf(sale);
  const largestFirst = [...shares].toSorted(([oneId, one], [otherId, other]) =>
    one === other ? compareTexts(oneId, otherId) : other - one,
  );
  for (const [lineId, share] of largestFirst) {
    const back = Math.min(share, excess);
    shares.set(lineId, share - back);
    excess -= back;
  }
}

type Wanted = { readonly wanted: number; readonly weights: ByLine };

function wantedOf(sale: ReferenceSale, turn: Turn): Wanted {
  const { effect, remaining, tally } = turn;
  const weights: ByLine = new Map();
  if (!('on' in effect) || effect.on === undefined) {
    for (const [lineId, left] of remaining) weights.set(lineId, left);
  } else {
    for (const { lineId } of selectedLines(sale, effect.on)) weights.set(lineId, remaining.get(lineId) ?? 0);
  }
  const base = sumOf(weights.values());
  if (effect.kind === 'discountPercent') {
    const percent = shareDown(base, effect.basisPoints, 10_000);
    const most = effect.capMinor ?? percent;
    return { wanted: cutTo(tally, percent, { most, by: 'effectCap' }), weights };
  }
  if (effect.kind === 'discountFixed') {
    return { wanted: cutTo(tally, effect.amountMinor, { most: base, by: 'linePrice' }), weights };
  }
  if (effect.kind === 'steps') {
    const value = stepValue(sale, effect);
    const amount = effect.gives === 'discountMinor' ? value : shareDown(base, value, 10_000);
    return { wanted: cutTo(tally, amount, { most: base, by: 'linePrice' }), weights };
  }
  const shares =
    effect.kind === 'cheapestFree'
      ? freeShares(sale, effect, remaining)
      : dearerShares(sale, effect, remaining);
  return { wanted: sumOf(shares.values()), weights: shares };
}

/** The value of the highest step reached, 0 below the first. */
export function stepValue(sale: ReferenceSale, effect: Extract<Effect, { readonly kind: 'steps' }>): number {
  const have = effect.by === 'quantity' ? selectedQuantity(sale, effect.on) : selectedGross(sale, effect.on);
  return effect.steps.filter(({ from }) => from <= have).at(-1)?.value ?? 0;
}

function freeShares(
  sale: ReferenceSale,
  effect: Extract<Effect, { readonly kind: 'cheapestFree' }>,
  remaining: ByLine,
): ByLine {
  const lines = selectedLines(sale, effect.on);
  const pieces = lines.flatMap((line) => Array.from({ length: line.quantity }, () => line));
  pieces.sort((one, other) =>
    one.unitPriceMinor === other.unitPriceMinor
      ? compareTexts(one.lineId, other.lineId)
      : one.unitPriceMinor - other.unitPriceMinor,
  );
  const full = Math.floor(pieces.length / effect.everyPieces);
  const times = Math.min(full, effect.timesMax ?? full);
  const free = pieces.slice(0, times * effect.freePieces);
  return new Map(
    lines.map(({ lineId, quantity }) => {
      const freed = free.filter((piece) => piece.lineId === lineId).length;
      return [lineId, shareDown(remaining.get(lineId) ?? 0, freed, quantity)];
    }),
  );
}

/** What each piece costs more than the fixed price. */
function dearerShares(
  sale: ReferenceSale,
  effect: Extract<Effect, { readonly kind: 'fixedPrice' }>,
  remaining: ByLine,
): ByLine {
  return new Map(
    selectedLines(sale, effect.on).map(({ lineId, quantity }) => [
      lineId,
      Math.max(0, (remaining.get(lineId) ?? 0) - effect.unitPriceMinor * quantity),
    ]),
  );
}
