/** How what one offer gives hangs on the prices that others leave and on the points that others earn: rates of bounds. */

import { mulDiv } from '#shared/kernel/int-math.ts';
import type { Selection } from '../facts/selection.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import type { DiscountPart, EarningPart, OwnTerms } from './compiled-effects.ts';
import type { Crowd } from './crowd.ts';
import { giveEarning } from './give-earnings.ts';
import { createGrants } from './grants.ts';
import type { Grants } from './grants.ts';
import { freshWorth, itemWorthMax, multipliedWorthMax } from './offer-maxima.ts';
import { resetRun } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';
import { stepValue, wantedDiscount, weighLines } from './wanted-discount.ts';

/** Rates are shares of a price, and no integers. */
export type Interplay = {
  /** Of its discounts. */
  readonly stage: number;
  /**
   * By place of the line: of what earlier stages left of it, its discounts take at most this share, the amounts, and
   * `slackMinor` in all for the units that rounding moves.
   */
  readonly discountRates: readonly number[];
  readonly slackMinor: number;
  /** Discounts that do not hang on prices, or only where a cap that is far lower does not take over. */
  readonly amounts: readonly DiscountAmount[];
  /** The most of everything but discounts, earnings and multiplied points. */
  readonly fixedMinor: number;
  readonly earnings: readonly EarnedRate[];
  /** Worth of what its multipliers add for each point per amount of the combination; the most that this can be. */
  readonly perPointMinor: number;
  readonly multipliedMaxMinor: number;
};

export type DiscountAmount = {
  readonly amountMinor: number;
  /** Places of the lines that it is spread over, as earlier stages decide. */
  readonly lines: readonly number[];
};

/** At most the maxima; and at most the full amounts, less the rates of every unit that is taken off the lines. */
export type EarnedRate = {
  /** Places of the lines that it reckons on; none where prices after discounts do not matter. */
  readonly lines: readonly number[];
  readonly worthRate: number;
  readonly worthFullMinor: number;
  readonly worthMaxMinor: number;
  /** The same in points that multipliers reckon on. */
  readonly pointsRate: number;
  readonly pointsFull: number;
  readonly pointsMax: number;
};

export type OfferBounds = {
  readonly crowd: Crowd;
  readonly discountMaxMinor: number;
  readonly lineSharesMax: () => readonly number[] | null;
};

/** A cap that takes more than this share of what is wanted counts as an amount. */
const cappedShareMax = 0.15;

/** The run is used for reckoning. */
export function interplayOf(run: PricingRun, offer: CompiledOffer, bounds: OfferBounds): Interplay {
  const { effects } = offer;
  const { crowd } = bounds;
  let fixedMinor = 0;
  for (const part of effects.items) fixedMinor += itemWorthMax(run, offer, { part, crowd });
  let perPointMinor = 0;
  let multipliedMaxMinor = 0;
  for (const part of effects.multipliers) {
    const mostMinor = multipliedWorthMax(run, offer, { part, crowd });
    // What a limit may cut is bounded by itself.
    if (effects.moneyLimits.length > 0) fixedMinor += mostMinor;
    else {
      multipliedMaxMinor += mostMinor;
      perPointMinor += (part.extraBasisPoints / 10_000) * pointRate(run, part);
    }
  }
  return {
    stage: effects.stage,
    ...discountRates(run, offer, bounds),
    fixedMinor,
    earnings: effects.earnings.map((part) => earnedRate(run, offer, part)),
    perPointMinor,
    multipliedMaxMinor,
  };
}

function pointRate({ basis }: PricingRun, { releaseAfterDays }: OwnTerms): number {
  const { pointMinor, pendingBasisPoints } = basis.rules.valuation;
  return releaseAfterDays === 0 ? pointMinor : (pointMinor * pendingBasisPoints) / 10_000;
}

type DiscountRates = Pick<Interplay, 'discountRates' | 'slackMinor' | 'amounts'>;

function discountRates(run: PricingRun, offer: CompiledOffer, bounds: OfferBounds): DiscountRates {
  const { basis, spread } = run;
  const { discounts } = offer.effects;
  const rates: DiscountRatesSoFar = {
    discountRates: basis.facts.lines.map(() => 0),
    slackMinor: 0,
    amounts: [],
  };
  let wantedMinor = 0;
  resetRun(run);
  for (const part of discounts) {
    const selection = basis.facts.selected(part.on);
    const totalMinor = weighLines(run, part, selection);
    const share = shareOfEach(part, selection);
    const amountMinor = wantedDiscount(part, { totalMinor, selection }, createGrants(offer));
    wantedMinor += amountMinor;
    if (share === null || (share !== undefined && isFarBelow(amountMinor, totalMinor * share))) {
      const shares = sharesOf(selection, amountMinor, run);
      addAmount(run, rates, { amountMinor, shares, isFullPrice: isFullPrice(offer, bounds) });
      continue;
    }
    for (const [place, { index, grossMinor }] of selection.lines.entries()) {
      if (grossMinor === 0) continue;
      addRate(rates, index, share ?? (spread.weights[place] ?? 0) / grossMinor);
      if (share !== undefined) rates.slackMinor += 1;
    }
  }
  if (!isFarBelow(bounds.discountMaxMinor, wantedMinor)) return rates;
  const capped: DiscountRatesSoFar = {
    discountRates: rates.discountRates.map(() => 0),
    slackMinor: 0,
    amounts: [],
  };
  const shares = bounds.lineSharesMax() ?? [];
  const amountMinor = bounds.discountMaxMinor;
  addAmount(run, capped, { amountMinor, shares, isFullPrice: isFullPrice(offer, bounds) });
  return capped;
}

type DiscountRatesSoFar = {
  readonly discountRates: number[];
  slackMinor: number;
  readonly amounts: DiscountAmount[];
};

function isFarBelow(leftMinor: number, wantedMinor: number): boolean {
  return leftMinor < wantedMinor * (1 - cappedShareMax);
}

/** No earlier stage can lower the prices that it reckons on. */
function isFullPrice({ effects, stacking }: CompiledOffer, { crowd }: OfferBounds): boolean {
  return effects.stage <= crowd.firstStage || stacking.mode === 'alone';
}

function addRate({ discountRates }: DiscountRatesSoFar, line: number, rate: number): void {
  discountRates[line] = (discountRates[line] ?? 0) + rate;
}

/** By place of the line, in proportion to full prices. */
function sharesOf(
  { lines, grossMinor }: Selection,
  amountMinor: number,
  { basis }: PricingRun,
): readonly number[] {
  const shares = basis.facts.lines.map(() => 0);
  for (const line of lines)
    if (line.grossMinor > 0) shares[line.index] = mulDiv(amountMinor, [line.grossMinor, grossMinor], 'ceil');
  return shares;
}

type SpreadAmount = {
  readonly amountMinor: number;
  /** By place of the line, the most at full prices. */
  readonly shares: readonly number[];
  readonly isFullPrice: boolean;
};

/** Where it is known how it is spread, what it takes off a full price is a share of it as well. */
function addAmount({ basis }: PricingRun, rates: DiscountRatesSoFar, amount: SpreadAmount): void {
  const { amountMinor, shares } = amount;
  const lines = [...shares.keys()].filter((line) => (shares[line] ?? 0) > 0);
  const spreadMinor = shares.reduce((sum, share) => sum + share, 0);
  if (!amount.isFullPrice || spreadMinor > amountMinor + lines.length) {
    if (lines.length > 0) rates.amounts.push({ amountMinor, lines });
    return;
  }
  for (const { index, grossMinor } of basis.facts.lines)
    if (grossMinor > 0) addRate(rates, index, (shares[index] ?? 0) / grossMinor);
}

/** Undefined where the effect says it for each line by itself, null where an amount does not hang on prices. */
function shareOfEach(part: DiscountPart, selection: Selection): number | undefined | null {
  if (part.kind === 'percent') return part.basisPoints / 10_000;
  if (part.kind === 'fixed') return null;
  if (part.kind !== 'steps') return undefined;
  return part.isShare ? stepValue(part, selection) / 10_000 : null;
}

function earnedRate(run: PricingRun, offer: CompiledOffer, part: EarningPart): EarnedRate {
  const { facts, rules } = run.basis;
  const worthMaxMinor = freshWorth(run, offer, (grants: Grants) => giveEarning(run, grants, part));
  const pointsMax = run.pointsPerAmount;
  const isOnPrice = part.kind === 'percent' || part.kind === 'perAmount';
  if (rules.settings.earnOn === 'full' || !isOnPrice) {
    const fixed = { lines: [], worthRate: 0, worthFullMinor: worthMaxMinor, worthMaxMinor };
    return { ...fixed, pointsRate: 0, pointsFull: pointsMax, pointsMax };
  }
  const selection = facts.selected(part.on);
  const lines = selection.lines.map(({ index }) => index);
  if (part.kind === 'percent') {
    const { walletCreditBasisPoints, pendingBasisPoints } = rules.valuation;
    const pending = part.releaseAfterDays === 0 ? 1 : pendingBasisPoints / 10_000;
    const worthRate = (part.basisPoints / 10_000) * (walletCreditBasisPoints / 10_000) * pending;
    const full = { lines, worthRate, worthFullMinor: worthRate * selection.grossMinor, worthMaxMinor };
    return { ...full, pointsRate: 0, pointsFull: 0, pointsMax: 0 };
  }
  const pointsRate = part.points / part.perMinor;
  const started = { floor: 0, halfUp: 0.5, ceil: 1 }[part.rounding] * part.points;
  const pointsFull = pointsRate * selection.grossMinor + started;
  const worthRate = pointsRate * pointRate(run, part);
  const worthFullMinor = pointsFull * pointRate(run, part);
  return { lines, worthRate, worthFullMinor, worthMaxMinor, pointsRate, pointsFull, pointsMax };
}
