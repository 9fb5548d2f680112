/** What a set of candidates is worth on the lines, what one more adds to it, and what each adds to any set at least. */

import type { InterplayBounds } from './interplay-bounds.ts';

/** Working space for one set after the other. */
export type LineRates = {
  readonly bounds: InterplayBounds;
  readonly isUnderCap: boolean;
  /**
   * By candidate of the part: what it adds at full prices and on the lines to whatever can be chosen, at least; what
   * multipliers make of its points aside.
   */
  readonly keeps: Float64Array;
  /** By touched line, at the worth of a point that the set has. */
  readonly losses: Float64Array;
  /** By line: the most that any choice loses, and what the set loses and takes, before and after its capacity. */
  readonly lostMost: Float64Array;
  readonly lost: Float64Array;
  readonly wanted: Float64Array;
  readonly off: Float64Array;
  /** By line and stage. */
  readonly taken: Float64Array;
  perPoint: number;
  /** How much of a discount counts; the cap on all of them counts for the remainder. */
  counted: number;
};

export function createLineRates(bounds: InterplayBounds, isUnderCap: boolean): LineRates {
  const lineCount = bounds.gross.length;
  return {
    bounds,
    isUnderCap,
    keeps: new Float64Array(bounds.count),
    losses: new Float64Array(bounds.line.length),
    lostMost: new Float64Array(lineCount),
    lost: new Float64Array(lineCount),
    wanted: new Float64Array(lineCount),
    off: new Float64Array(lineCount),
    taken: new Float64Array(lineCount * bounds.stageCount),
    perPoint: Number.NaN,
    counted: 1,
  };
}

/** Begins an empty set, at so much worth for each point per amount. */
export function beginSet(rates: LineRates, perPoint: number): void {
  if (perPoint !== rates.perPoint) rateLosses(rates, perPoint);
  rates.taken.fill(0);
  rates.lost.fill(0);
}

/** Losing less than is lost leaves a bound a bound, and losses within what counts leave each addition falling. */
function rateLosses(rates: LineRates, perPoint: number): void {
  const { bounds, lostMost, keeps, losses } = rates;
  let most = 0;
  for (let at = 0; at < lostMost.length; at += 1) {
    lostMost[at] = (bounds.lostMost[at] ?? 0) + perPoint * (bounds.pointsLostMost[at] ?? 0);
    most = Math.max(most, lostMost[at] ?? 0);
  }
  const counted = rates.isUnderCap ? Math.min(1, most) : 1;
  for (let at = 0; at < losses.length; at += 1) {
    const together = lostMost[bounds.line[at] ?? 0] ?? 0;
    const scale = together > counted ? counted / together : 1;
    losses[at] = scale * ((bounds.losses[at] ?? 0) + perPoint * (bounds.pointLosses[at] ?? 0));
  }
  for (let at = 0; at < lostMost.length; at += 1) lostMost[at] = Math.min(counted, lostMost[at] ?? 0);
  rates.counted = counted;
  rates.perPoint = perPoint;
  for (let local = 0; local < keeps.length; local += 1) keeps[local] = leastAdded(rates, local);
}

/** Nothing adds less than to the most that can be chosen. */
function leastAdded({ bounds, counted, lostMost, losses }: LineRates, local: number): number {
  const { gain, stage, start, line, takes, gross, capacity, takenMost } = bounds;
  let adds = gain[local] ?? 0;
  for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
    const where = line[at] ?? 0;
    const room = capacity[where] ?? 0;
    const all = wantedOf(bounds, takenMost, where);
    const open = openTo(bounds, takenMost, { line: where, stage: stage[local] ?? 0 });
    const others = Math.max(0, all - (gross[where] ?? 0) * (takes[at] ?? 0) * open);
    const kept = counted - (lostMost[where] ?? 0);
    adds += kept * Math.min(room, all) - (kept + (losses[at] ?? 0)) * Math.min(room, others);
  }
  return adds;
}

/** What rates by line and stage take of a line, its capacity aside. */
function wantedOf({ stageCount, gross, addsUp }: InterplayBounds, taken: Float64Array, line: number): number {
  let left = 1;
  let sum = 0;
  for (let stage = 0; stage < stageCount; stage += 1) {
    const rate = taken[line * stageCount + stage] ?? 0;
    left *= 1 - rate;
    sum += rate;
  }
  return (gross[line] ?? 0) * (addsUp[line] === 1 ? sum : 1 - left);
}

type Where = { readonly line: number; readonly stage: number };

/** The part of the line that all stages but this leave. */
function openTo(
  { stageCount, addsUp }: InterplayBounds,
  taken: Float64Array,
  { line, stage }: Where,
): number {
  if (addsUp[line] === 1) return 1;
  let left = 1;
  for (let other = 0; other < stageCount; other += 1)
    if (other !== stage) left *= 1 - (taken[line * stageCount + other] ?? 0);
  return left;
}

export function addToSet({ bounds, taken, lost, losses }: LineRates, local: number): void {
  const { stage, start, line, takes, stageCount } = bounds;
  for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
    const where = line[at] ?? 0;
    const cell = where * stageCount + (stage[local] ?? 0);
    taken[cell] = (taken[cell] ?? 0) + (takes[at] ?? 0);
    lost[where] = (lost[where] ?? 0) + (losses[at] ?? 0);
  }
}

/** On the lines; asked when the set is complete. */
export function worthOfSet({ bounds, counted, taken, wanted, off, lost }: LineRates): number {
  let worth = (1 - counted) * bounds.capMinor;
  for (let at = 0; at < off.length; at += 1) {
    wanted[at] = wantedOf(bounds, taken, at);
    off[at] = Math.min(bounds.capacity[at] ?? 0, wanted[at] ?? 0);
    worth += (counted - (lost[at] ?? 0)) * (off[at] ?? 0);
  }
  return worth;
}

/** What one more adds on the lines to a set whose worth was asked; it may be less than 0. */
export function addedToSet(rates: LineRates, local: number): number {
  const { bounds, counted, taken, wanted, off, lost, losses } = rates;
  const { stage, start, line, takes, gross, capacity } = bounds;
  let adds = 0;
  for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
    const where = line[at] ?? 0;
    const before = off[where] ?? 0;
    const rate = takes[at] ?? 0;
    let after = before;
    if (rate > 0) {
      const open = openTo(bounds, taken, { line: where, stage: stage[local] ?? 0 });
      after = Math.min(capacity[where] ?? 0, (wanted[where] ?? 0) + (gross[where] ?? 0) * rate * open);
    }
    const kept = counted - (lost[where] ?? 0);
    adds += (kept - (losses[at] ?? 0)) * after - kept * before;
  }
  return adds;
}
