/** What a set of candidates is worth on the lines, what one more adds to it, and what each adds to any set at least. */

import type { InterplayBounds } from './interplay-bounds.ts';

export type LineRates = {
  /** Begins an empty set, at so much worth for each point per amount. */
  readonly multiplyBy: (perPoint: number) => void;
  /** By candidate of the part, what it adds at full prices and on the lines to whatever can be chosen, at least; points that are multiplied aside. */
  readonly keeps: Float64Array;
  readonly add: (local: number) => void;
  /** Of all that was added; to be asked before `addedBy`. */
  readonly worthOfAdded: () => number;
  /** On the lines; it may be less than 0. */
  readonly addedBy: (local: number) => number;
};

export function createLineRates(bounds: InterplayBounds, isUnderCap: boolean): LineRates {
  const { count, gain, stage, start, line, takes, losses, pointLosses } = bounds;
  const { stageCount, gross, capacity, addsUp, takenMost } = bounds;
  const lineCount = gross.length;
  const taken = new Float64Array(lineCount * stageCount);
  const lost = new Float64Array(lineCount);
  const lostMost = new Float64Array(lineCount);
  const off = new Float64Array(lineCount);
  const offUncut = new Float64Array(lineCount);
  const lossHere = new Float64Array(line.length);
  const keeps = new Float64Array(count);
  let perPointHere = Number.NaN;
  /** How much of a discount counts; the cap counts for the remainder. */
  let counted = 1;

  /** The part of a line that all stages but one leave. */
  const leftByOthers = (rates: Float64Array, at: number, own: number): number => {
    if (addsUp[at] === 1) return 1;
    let left = 1;
    for (let other = 0; other < stageCount; other += 1)
      if (other !== own) left *= 1 - (rates[at * stageCount + other] ?? 0);
    return left;
  };
  const offAll = (rates: Float64Array, at: number): number => {
    let left = 1;
    let sum = 0;
    for (let own = 0; own < stageCount; own += 1) {
      const rate = rates[at * stageCount + own] ?? 0;
      left *= 1 - rate;
      sum += rate;
    }
    return (gross[at] ?? 0) * (addsUp[at] === 1 ? sum : 1 - left);
  };
  const leastAdded = (local: number): number => {
    let adds = gain[local] ?? 0;
    for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
      const where = line[at] ?? 0;
      const room = capacity[where] ?? 0;
      const all = offAll(takenMost, where);
      const own = (gross[where] ?? 0) * (takes[at] ?? 0) * leftByOthers(takenMost, where, stage[local] ?? 0);
      const kept = counted - (lostMost[where] ?? 0);
      adds +=
        kept * Math.min(room, all) - (kept + (lossHere[at] ?? 0)) * Math.min(room, Math.max(0, all - own));
    }
    return adds;
  };
  /** Losing less than is lost leaves a bound a bound, and so do rates within 1 what is said of derivatives. */
  const rateLosses = (perPoint: number): void => {
    let most = 0;
    for (let at = 0; at < lineCount; at += 1) {
      lostMost[at] = (bounds.lostMost[at] ?? 0) + perPoint * (bounds.pointsLostMost[at] ?? 0);
      most = Math.max(most, lostMost[at] ?? 0);
    }
    counted = isUnderCap ? Math.min(1, most) : 1;
    for (let at = 0; at < line.length; at += 1) {
      const together = lostMost[line[at] ?? 0] ?? 0;
      const scale = together > counted ? counted / together : 1;
      lossHere[at] = scale * ((losses[at] ?? 0) + perPoint * (pointLosses[at] ?? 0));
    }
    for (let at = 0; at < lineCount; at += 1) lostMost[at] = Math.min(counted, lostMost[at] ?? 0);
    for (let local = 0; local < count; local += 1) keeps[local] = leastAdded(local);
    perPointHere = perPoint;
  };
  const multiplyBy = (perPoint: number): void => {
    if (perPoint !== perPointHere) rateLosses(perPoint);
    taken.fill(0);
    lost.fill(0);
  };
  const add = (local: number): void => {
    const own = stage[local] ?? 0;
    for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
      const where = line[at] ?? 0;
      const cell = where * stageCount + own;
      taken[cell] = (taken[cell] ?? 0) + (takes[at] ?? 0);
      lost[where] = (lost[where] ?? 0) + (lossHere[at] ?? 0);
    }
  };
  const worthOfAdded = (): number => {
    let worth = (1 - counted) * bounds.capMinor;
    for (let at = 0; at < lineCount; at += 1) {
      offUncut[at] = offAll(taken, at);
      off[at] = Math.min(capacity[at] ?? 0, offUncut[at] ?? 0);
      worth += (counted - (lost[at] ?? 0)) * (off[at] ?? 0);
    }
    return worth;
  };
  const addedBy = (local: number): number => {
    let adds = 0;
    const own = stage[local] ?? 0;
    for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
      const where = line[at] ?? 0;
      const before = off[where] ?? 0;
      const rate = takes[at] ?? 0;
      let after = before;
      if (rate > 0) {
        const more = (gross[where] ?? 0) * rate * leftByOthers(taken, where, own);
        after = Math.min(capacity[where] ?? 0, (offUncut[where] ?? 0) + more);
      }
      const kept = counted - (lost[where] ?? 0);
      adds += (kept - (lossHere[at] ?? 0)) * after - kept * before;
    }
    return adds;
  };
  return { multiplyBy, keeps, add, worthOfAdded, addedBy };
}
