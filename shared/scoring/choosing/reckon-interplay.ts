/**
 * The bound of interplay-bounds.ts at a point of the search. Whatever set is looked at, any other is worth no more than
 * it, what each candidate of the other adds to the set, and less for each of the set that it lacks what that one adds
 * to the most that can be chosen beside it. The set is what is chosen with what nothing keeps from being chosen.
 */

import type { InterplayBounds } from './interplay-bounds.ts';
import { addedToSet, addToSet, beginSet, createLineRates, worthOfSet } from './line-rates.ts';
import type { Reckoning } from './node-bound.ts';
import { sizeOf } from './part.ts';
import type { Part } from './part.ts';
import { chosen, undecided } from './search-state.ts';
import type { SearchState } from './search-state.ts';

export type InterplayStart = {
  /** By group. */
  readonly prices: Float64Array;
  /** Of a combination that is known. */
  readonly known: readonly number[];
  /** The cap on all discounts takes part: they count less, and the cap for what they count less. */
  readonly isUnderCap: boolean;
};

export function reckonInterplay(part: Part, bounds: InterplayBounds, start: InterplayStart): Reckoning {
  const { count, gain, points, perPoint, multipliedMax, margin } = bounds;
  const total = gain.length;
  const isIn = new Uint8Array(total).fill(1, count);
  const isKnown = new Uint8Array(count);
  for (const local of start.known) isKnown[local] = 1;
  const charged = Float64Array.from(part.groupsOf, (own) =>
    own.reduce((sum, group) => sum + (start.prices[group] ?? 0), 0),
  );
  const isInLimit = part.groupsOf.map((own) => own.some((group) => part.groups[group]?.slots !== 1));
  const touchesNone = part.places.map((_, local) => bounds.start[local] === bounds.start[local + 1]);
  const lines = createLineRates(bounds, start.isUnderCap);

  const isOpenAlone = ({ openCount }: SearchState, local: number): boolean =>
    (part.groupsOf[local] ?? []).every(
      (group) => part.groups[group]?.slots !== 1 || (openCount[group] ?? 0) === 1,
    );
  const perPointChosen = ({ status }: SearchState): number => {
    let sum = 0;
    for (let local = 0; local < total; local += 1)
      if (local >= count || status[local] === chosen) sum += perPoint[local] ?? 0;
    return sum;
  };
  const isMeant = (state: SearchState, local: number): boolean =>
    (perPoint[local] ?? 0) === 0 &&
    (isKnown[local] === 1 || (isInLimit[local] === false && (lines.keeps[local] ?? 0) > 0)) &&
    isOpenAlone(state, local);
  const reckon = (state: SearchState, surplus: Float64Array): number => {
    const { status } = state;
    const perPointHere = perPointChosen(state);
    beginSet(lines, perPointHere);
    let worth = margin;
    for (let local = 0; local < total; local += 1) {
      if (local < count)
        isIn[local] =
          status[local] === chosen || (status[local] === undecided && isMeant(state, local)) ? 1 : 0;
      if (isIn[local] === 0) continue;
      worth += (gain[local] ?? 0) + perPointHere * (points[local] ?? 0);
      addToSet(lines, local);
    }
    let bound = Math.floor(worth + worthOfSet(lines));
    for (let local = 0; local < count; local += 1) {
      if (status[local] !== undecided) continue;
      const byPoints = perPointHere * (points[local] ?? 0);
      // What touches no line is an integer.
      const unsure = touchesNone[local] === true && byPoints === 0 ? 0 : margin;
      let adds = (gain[local] ?? 0) + byPoints;
      if (isIn[local] === 1) {
        adds = Math.floor(adds + (lines.keeps[local] ?? 0) - (gain[local] ?? 0) - unsure);
        bound -= adds;
      } else adds = Math.ceil(adds + (multipliedMax[local] ?? 0) + addedToSet(lines, local) + unsure);
      surplus[local] = adds - (charged[local] ?? 0);
    }
    return bound;
  };
  return {
    prices: start.prices,
    size: sizeOf(part) + 2 * bounds.line.length,
    tally: () => undefined,
    reckon,
  };
}
