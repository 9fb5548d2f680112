/** How many points can pay here, and the amounts that a customer is offered. */

import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import { basisPointsOf, multiplyInt } from '#shared/kernel/int-math.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export type PointsAtPayment = {
  readonly rules: RedemptionRules;
  /** Of one point, today. */
  readonly pointWorthMinor: Minor;
  readonly spendable: number;
  /** What the sale costs: the share is a share of this. */
  readonly dueMinor: Minor;
  /** What wallets and gift cards pay of it. */
  readonly otherMinor: Minor;
};

/** What keeps the amount from being larger. */
export const pointsLimits = ['balance', 'maximum', 'share', 'due', 'worthless'] as const;
export type PointsLimit = (typeof pointsLimits)[number];

export type PointsRange = {
  /** The smallest amount that pays, a multiple of the step. */
  readonly pointsMin: number;
  readonly pointsStep: number;
  /** A multiple of the step; 0 where points cannot pay here. */
  readonly pointsMax: number;
  readonly limitedBy: PointsLimit;
};

export const redemptionChips = ['none', 'expiring', 'round', 'all'] as const;
export type RedemptionChip = {
  readonly kind: (typeof redemptionChips)[number];
  readonly points: number;
  readonly worthMinor: Minor;
  /** Left to pay with money. */
  readonly leftMinor: Minor;
};

export function pointsRange(at: PointsAtPayment): PointsRange {
  const { pointsStep } = at.rules;
  const [pointsFit, limitedBy] = tightest(at);
  const pointsMin = steppedUp(Math.max(at.rules.pointsMin, 1), pointsStep);
  const pointsMax = pointsFit - (pointsFit % pointsStep);
  return { pointsMin, pointsStep, pointsMax: pointsMax < pointsMin ? 0 : pointsMax, limitedBy };
}

/** Null where so many points can pay. */
export function refusalOfPoints(
  { pointsMin, pointsStep, pointsMax, limitedBy }: PointsRange,
  points: number,
): Refusal<'amount_invalid' | 'points_above_limit' | 'points_below_min' | 'points_off_step'> | null {
  if (!Number.isSafeInteger(points) || points <= 0) return refusal('amount_invalid');
  if (points > pointsMax) return refusal('points_above_limit', { pointsMax, limitedBy });
  if (points < pointsMin) return refusal('points_below_min', { pointsMin });
  if (points % pointsStep !== 0) return refusal('points_off_step', { pointsStep });
  return null;
}

/**
 * The amounts offered, each once, rising. `expiring` covers what ends soon, rounded up to a step; `round` is the
 * smallest amount that leaves a round total; without a usable amount only `none` is offered.
 */
export function chipsOf(at: PointsAtPayment, endingPoints: number): readonly RedemptionChip[] {
  const range = pointsRange(at);
  const amounts: readonly (readonly [RedemptionChip['kind'], number | null])[] = [
    ['none', 0],
    ['all', range.pointsMax],
    ['expiring', endingPoints > 0 ? coveringPoints(range, endingPoints) : null],
    ['round', roundingPoints(at, range)],
  ];
  const byPoints = new Map<number, RedemptionChip['kind']>();
  for (const [kind, points] of amounts) {
    if (points !== null && !byPoints.has(points)) byPoints.set(points, kind);
  }
  return [...byPoints]
    .toSorted(([left], [right]) => left - right)
    .map(([points, kind]) => chipOf(at, kind, points));
}

function chipOf(at: PointsAtPayment, kind: RedemptionChip['kind'], points: number): RedemptionChip {
  const worthMinor = minor(multiplyInt(points, at.pointWorthMinor));
  return { kind, points, worthMinor, leftMinor: minor(at.dueMinor - at.otherMinor - worthMinor) };
}

function tightest(at: PointsAtPayment): readonly [number, PointsLimit] {
  const { rules, pointWorthMinor: worth } = at;
  if (worth <= 0) return [0, 'worthless'];
  const shareMinor = basisPointsOf(at.dueMinor, rules.shareBasisPointsMax, 'floor');
  const limits: readonly (readonly [number, PointsLimit])[] = [
    [wholePoints(at.dueMinor - at.otherMinor, worth), 'due'],
    [at.spendable, 'balance'],
    [rules.pointsMax ?? Number.MAX_SAFE_INTEGER, 'maximum'],
    [wholePoints(shareMinor, worth), 'share'],
  ];
  return limits.reduce((least, limit) => (limit[0] < least[0] ? limit : least));
}

/** Points of which none is worth more than what is left. */
function wholePoints(amountMinor: number, worth: number): number {
  return amountMinor <= 0 ? 0 : (amountMinor - (amountMinor % worth)) / worth;
}

function steppedUp(points: number, step: number): number {
  const over = points % step;
  return over === 0 ? points : points + step - over;
}

/** As near to what ends soon as the range lets it be, so that nothing of it is lost where that can be. */
function coveringPoints({ pointsMin, pointsStep, pointsMax }: PointsRange, ending: number): number {
  return Math.min(pointsMax, Math.max(pointsMin, steppedUp(ending, pointsStep)));
}

/**
 * The smallest amount of the range that leaves a multiple of `roundToMinor`: the least k from `pointsMin ÷ step` on
 * with k × step × worth ≡ what is left, modulo the round sum. Null where there is none.
 */
function roundingPoints(
  at: PointsAtPayment,
  { pointsMin, pointsStep, pointsMax }: PointsRange,
): number | null {
  if (at.rules.roundToMinor <= 0 || pointsMax === 0) return null;
  const round = BigInt(at.rules.roundToMinor);
  const paidByStep = BigInt(pointsStep) * BigInt(at.pointWorthMinor);
  const [divisor, inverse] = gcdAndInverse(paidByStep % round, round);
  const left = BigInt(at.dueMinor - at.otherMinor);
  if (left % divisor !== 0n) return null;
  const period = round / divisor;
  const first = ((left / divisor) % period) * inverse;
  const from = BigInt(pointsMin / pointsStep);
  const steps = from + modulo(first - from, period);
  const points = steps * BigInt(pointsStep);
  return points <= BigInt(pointsMax) ? Number(points) : null;
}

/** Greatest common divisor of both, and x with `value × x ≡ divisor (mod modulus)`: Euclid's extended algorithm. */
function gcdAndInverse(value: bigint, modulus: bigint): readonly [bigint, bigint] {
  let [former, current] = [modulus, value];
  let [formerFactor, factor] = [0n, 1n];
  while (current !== 0n) {
    const quotient = former / current;
    [former, current] = [current, former - quotient * current];
    [formerFactor, factor] = [factor, formerFactor - quotient * factor];
  }
  return [former, formerFactor];
}

function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
