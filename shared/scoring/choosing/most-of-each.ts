/** The most that the rates of any allowed choice come to, cell by cell. */

import type { Part } from './part.ts';

export type Rates = {
  /** Candidates of the part, and the required after them. */
  readonly total: number;
  /** Rates of candidate `c` are those from `start[c]` to before `start[c + 1]`. */
  readonly start: Int32Array;
  readonly rates: Float64Array;
  readonly cells: number;
  readonly cellOf: (local: number, at: number) => number;
};

/** More groups times cells are not looked at one by one. */
const looksMax = 100_000;

/**
 * Of a group of one slot one candidate counts. Either each counts in the largest such group that it is of, or the group
 * that spares most in the cell counts alone: the lower of the two.
 */
export function mostOfEach(part: Part, rates: Rates): Float64Array {
  const together = byHome(part, rates);
  if (part.groups.length * rates.cells <= looksMax) lowerByGroup(part, rates, together);
  return together;
}

function byHome(part: Part, { total, start, rates, cells, cellOf }: Rates): Float64Array {
  const sums = new Float64Array(cells);
  const largest = new Map<number, Float64Array>();
  for (let local = 0; local < total; local += 1) {
    const home = homeOf(part, local);
    const most = home < 0 ? null : (largest.get(home) ?? new Float64Array(cells));
    if (most !== null) largest.set(home, most);
    for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
      const rate = rates[at] ?? 0;
      const cell = cellOf(local, at);
      if (most === null) sums[cell] = (sums[cell] ?? 0) + rate;
      else if (rate > (most[cell] ?? 0)) most[cell] = rate;
    }
  }
  for (const most of largest.values())
    for (let cell = 0; cell < cells; cell += 1) sums[cell] = (sums[cell] ?? 0) + (most[cell] ?? 0);
  return sums;
}

/** -1 for whoever is in no group of one slot. */
function homeOf({ groups, groupsOf }: Part, local: number): number {
  let home = -1;
  let members = 0;
  for (const group of groupsOf[local] ?? []) {
    const known = groups[group];
    if (known === undefined || known.slots !== 1 || known.members.length <= members) continue;
    home = group;
    members = known.members.length;
  }
  return home;
}

function lowerByGroup(
  part: Part,
  { total, start, rates, cells, cellOf }: Rates,
  together: Float64Array,
): void {
  const all = new Float64Array(cells);
  const spared = new Float64Array(part.groups.length * cells);
  const largest = new Float64Array(part.groups.length * cells);
  for (let local = 0; local < total; local += 1)
    for (let at = start[local] ?? 0; at < (start[local + 1] ?? 0); at += 1) {
      const rate = rates[at] ?? 0;
      if (rate === 0) continue;
      const cell = cellOf(local, at);
      all[cell] = (all[cell] ?? 0) + rate;
      for (const group of part.groupsOf[local] ?? []) {
        if (part.groups[group]?.slots !== 1) continue;
        const place = group * cells + cell;
        const most = largest[place] ?? 0;
        spared[place] = (spared[place] ?? 0) + Math.min(rate, most);
        if (rate > most) largest[place] = rate;
      }
    }
  for (let cell = 0; cell < cells; cell += 1) {
    let most = 0;
    for (let group = 0; group < part.groups.length; group += 1)
      most = Math.max(most, spared[group * cells + cell] ?? 0);
    together[cell] = Math.min(together[cell] ?? 0, (all[cell] ?? 0) - most);
  }
}
