/**
 * What a rule set may give at most, whoever signed it: the last line against a mistake or a stolen key. The owner states
 * the limits beside the list of publishers; the till and HQ check them alike.
 */

import type { Effect } from '#shared/scoring/language/effect.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';

export type RuleSetLimits = {
  /**
   * All discounts of a sale together, as a share of the basket: the rule set must cap them at this or less. Credit in
   * percent, which no cap of a rule set holds, must keep it effect by effect.
   */
  readonly discountBasisPointsMax: number;
  /** Points for each million minor units, the largest multiplier included. */
  readonly pointsPerMillionMinorMax: number;
  /** Points that one effect gives whatever the amount. */
  readonly pointsAtOnceMax: number;
};

export type LimitBreach = {
  readonly limit: keyof RuleSetLimits;
  /** Place in the rule set, such as `offers[2].effects[0]`. */
  readonly path: string;
};

const wholeBasisPoints = 10_000;

/** The first breach; `undefined` where the rule set keeps all limits. */
export function limitBreach(ruleSet: RuleSet, limits: RuleSetLimits): LimitBreach | undefined {
  const cap = ruleSet.settings?.discountCapBasisPoints ?? wholeBasisPoints;
  if (cap > limits.discountBasisPointsMax && givesDiscounts(ruleSet)) {
    return { limit: 'discountBasisPointsMax', path: 'settings.discountCapBasisPoints' };
  }
  const factor = largestFactor(ruleSet);
  for (const [index, offer] of ruleSet.offers.entries()) {
    for (const [place, effect] of offer.effects.entries()) {
      const limit = breachedBy(effect, factor, limits);
      if (limit !== undefined) return { limit, path: `offers[${index}].effects[${place}]` };
    }
  }
  return undefined;
}

const discountKinds: readonly Effect['kind'][] = [
  'discountPercent',
  'discountFixed',
  'cheapestFree',
  'fixedPrice',
];

function givesDiscounts({ offers }: RuleSet): boolean {
  return offers.some(({ effects }) =>
    effects.some(
      (effect) =>
        discountKinds.includes(effect.kind) ||
        (effect.kind === 'steps' &&
          (effect.gives === 'discountMinor' || effect.gives === 'discountBasisPoints')),
    ),
  );
}

/** Multipliers add up, so the worst sale has all of them. */
function largestFactor({ offers }: RuleSet): bigint {
  let factor = BigInt(wholeBasisPoints);
  for (const effect of offers.flatMap(({ effects }) => effects)) {
    if (effect.kind === 'pointsMultiplier') {
      factor += BigInt(Math.max(effect.factorBasisPoints - wholeBasisPoints, 0));
    }
  }
  return factor;
}

function breachedBy(effect: Effect, factor: bigint, limits: RuleSetLimits): keyof RuleSetLimits | undefined {
  if (effect.kind === 'pointsPerAmount') {
    const given = BigInt(effect.points) * 1_000_000n * factor;
    const allowed =
      BigInt(limits.pointsPerMillionMinorMax) * BigInt(effect.perMinor) * BigInt(wholeBasisPoints);
    return given > allowed ? 'pointsPerMillionMinorMax' : undefined;
  }
  if (effect.kind === 'walletCreditPercent') {
    return effect.basisPoints > limits.discountBasisPointsMax ? 'discountBasisPointsMax' : undefined;
  }
  if (effect.kind === 'bonusPoints' && effect.points > limits.pointsAtOnceMax) return 'pointsAtOnceMax';
  if (effect.kind !== 'steps' || effect.gives !== 'points') return undefined;
  return effect.steps.some(({ value }) => value > limits.pointsAtOnceMax) ? 'pointsAtOnceMax' : undefined;
}
