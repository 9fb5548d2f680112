/**
 * What bounds the worth of a combination that is not simply a sum: for each candidate the most of its rest, of its
 * discount, and of its share of each line; for all together the capacity of each line and the cap on all discounts.
 */

import { invariant } from '#shared/kernel/invariant.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';

/** By local number of the part, after which come the required ones, already chosen. */
export type WorthBounds = {
  /** Candidates of the part; the required follow. */
  readonly count: number;
  readonly rest: Float64Array;
  /** Never more than the lines it touches have, or than the cap. */
  readonly discount: Float64Array;
  /** Shares of candidate `c` are those from `shareStart[c]` to before `shareStart[c + 1]`. */
  readonly shareStart: Int32Array;
  readonly shareLine: Int32Array;
  readonly shareMinor: Float64Array;
  readonly capacityMinor: Float64Array;
  readonly capMinor: number;
  /** All discounts together stay below the cap and within every line. */
  readonly isRoomy: boolean;
};

const exactMax = 2 ** 51;

export function worthBounds(problem: Problem, part: Part): WorthBounds {
  const places = [...part.places, ...problem.required];
  const capacityMinor = Float64Array.from(problem.lineCapacityMinor);
  const capMinor = problem.discountCapMinor;
  const rest = new Float64Array(places.length);
  const discount = new Float64Array(places.length);
  const shareStart = new Int32Array(places.length + 1);
  const lines: number[] = [];
  const shares: number[] = [];
  const wanted = new Float64Array(capacityMinor.length);
  let wantedInAll = 0;
  for (const [local, place] of places.entries()) {
    const candidate = problem.candidates[place];
    invariant(candidate !== undefined, 'a place is one of a candidate');
    let spread = 0;
    for (const [line, shareMax] of (candidate.lineSharesMax() ?? []).entries()) {
      const share = Math.min(shareMax, capacityMinor[line] ?? 0);
      if (share <= 0) continue;
      lines.push(line);
      shares.push(share);
      spread += share;
      wanted[line] = (wanted[line] ?? 0) + share;
    }
    shareStart[local + 1] = lines.length;
    rest[local] = candidate.restWorthMaxMinor;
    discount[local] = Math.min(candidate.discountMaxMinor, spread, capMinor);
    wantedInAll += discount[local] ?? 0;
  }
  const unit = exactUnit([rest, discount, shares]);
  if (unit > 1) for (const amounts of [rest, discount, shares]) roundUp(amounts, unit);
  return {
    count: part.places.length,
    rest,
    discount,
    shareStart,
    shareLine: Int32Array.from(lines),
    shareMinor: Float64Array.from(shares),
    capacityMinor,
    capMinor,
    isRoomy: wantedInAll <= capMinor && wanted.every((share, line) => share <= (capacityMinor[line] ?? 0)),
  };
}

/** Sums of multiples of this are exact, however many are added and taken away again: 1 but for the largest amounts. */
function exactUnit(all: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const amounts of all) for (let at = 0; at < amounts.length; at += 1) sum += amounts[at] ?? 0;
  let unit = 1;
  while (sum / unit > exactMax) unit *= 2;
  return unit;
}

/** A bound that is rounded up is a bound. */
function roundUp(amounts: { readonly length: number; [place: number]: number }, unit: number): void {
  for (let at = 0; at < amounts.length; at += 1) amounts[at] = Math.ceil((amounts[at] ?? 0) / unit) * unit;
}

/** Everything in full: no combination is worth more than the weights of its candidates. */
export function fullWeights({ rest, discount }: WorthBounds): Float64Array {
  return rest.map((own, local) => own + (discount[local] ?? 0));
}
