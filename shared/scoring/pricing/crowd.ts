/** What the matched offers of a sale can do for each other, at most. */

import type { CompiledOffer } from '../matching/compiled-offer.ts';
import { pointsPerSaleMax } from '../language/rule-set.ts';
import { giveEarning } from './give-earnings.ts';
import { createGrants } from './grants.ts';
import { resetRun } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';

export type Crowd = {
  /** The lowest stage at which anybody discounts: its prices are the full ones. Infinity without discounts. */
  readonly firstStage: number;
  /** How many effects give stamps on a stamp card. */
  readonly stampGivers: (stampCardId: string) => number;
  /** The most points per amount that can stand in a combination with the offer. */
  readonly pointsPerAmountMax: (offer: CompiledOffer) => number;
};

export function createCrowd(run: PricingRun, matched: readonly CompiledOffer[]): Crowd {
  let firstStage = Infinity;
  const givers = new Map<string, number>();
  for (const { effects } of matched) {
    if (effects.discounts.length > 0 && effects.stage < firstStage) firstStage = effects.stage;
    // Only an offer that is not plain can give stamps.
    if (effects.isPlain) continue;
    for (const { kind, refId } of effects.items) {
      if (kind === 'stamp' && refId !== null) givers.set(refId, (givers.get(refId) ?? 0) + 1);
    }
  }
  let sums: PointSums | null = null;
  return {
    firstStage,
    stampGivers: (stampCardId) => givers.get(stampCardId) ?? 0,
    pointsPerAmountMax: (offer) => mostBeside(run, offer, (sums ??= pointSums(run, matched))),
  };
}

/** Points per amount by the way offers stack: of all stackable ones, of all per line, of the best single one. */
type PointSums = { stackable: number; perLine: number; singleMax: number };

function pointSums(run: PricingRun, matched: readonly CompiledOffer[]): PointSums {
  const sums: PointSums = { stackable: 0, perLine: 0, singleMax: 0 };
  for (const offer of matched) {
    const points = ownPointsMax(run, offer);
    const { mode } = offer.stacking;
    if (mode === 'single') sums.singleMax = Math.max(sums.singleMax, points);
    else if (mode !== 'alone') sums[mode] += points;
  }
  return sums;
}

function mostBeside(run: PricingRun, offer: CompiledOffer, sums: PointSums): number {
  const { mode } = offer.stacking;
  const { stackable, perLine, singleMax } = sums;
  const most = {
    alone: () => ownPointsMax(run, offer),
    single: () => ownPointsMax(run, offer) + stackable,
    perLine: () => perLine + stackable,
    stackable: () => stackable + Math.max(perLine, singleMax),
  }[mode]();
  return Math.min(pointsPerSaleMax, most);
}

/** At full prices, each effect as if the limits of the offer were its alone. */
function ownPointsMax(run: PricingRun, offer: CompiledOffer): number {
  let points = 0;
  for (const part of offer.effects.earnings) {
    if (part.kind !== 'perAmount') continue;
    resetRun(run);
    giveEarning(run, createGrants(offer), part);
    points += run.pointsPerAmount;
  }
  return points;
}
