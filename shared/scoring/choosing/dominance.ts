/** Candidates that an earlier one makes needless, where worths simply add up. */

import { partWith } from './part.ts';
import type { Part } from './part.ts';

/** Above so many, only candidates of exactly the same groups are compared. */
const comparedMax = 400;
const roundsMax = 3;

/**
 * Drops a candidate when an earlier one, worth as much or more, lies in none but groups of its own, one of which has a
 * single slot: whatever is allowed with the later one is allowed with the earlier one in its place, is worth no less,
 * and comes first.
 */
export function withoutDominated(part: Part, weights: (local: number, within: Part) => number): Part {
  let reduced = part;
  for (let round = 0; round < roundsMax; round += 1) {
    const before = reduced;
    const weightOf = (local: number): number => weights(local, before);
    const twinless = partWith(before, unlikeEarlier(before, weightOf));
    reduced =
      twinless.places.length > comparedMax
        ? twinless
        : partWith(
            twinless,
            undominated(twinless, (local) => weights(local, twinless)),
          );
    if (reduced.places.length === before.places.length) return before;
  }
  return reduced;
}

function unlikeEarlier(part: Part, weightOf: (local: number) => number): (local: number) => boolean {
  const firstBy = new Map<string, number>();
  return (local) => {
    const own = part.groupsOf[local] ?? [];
    if (!own.some((group) => part.groups[group]?.slots === 1)) return true;
    const key = own.join();
    const first = firstBy.get(key);
    if (first !== undefined && weightOf(first) >= weightOf(local)) return false;
    firstBy.set(key, local);
    return true;
  };
}

function undominated(part: Part, weightOf: (local: number) => number): (local: number) => boolean {
  const dominates = (earlier: number, later: number): boolean =>
    weightOf(earlier) >= weightOf(later) &&
    isWithin(part.groupsOf[earlier] ?? [], part.groupsOf[later] ?? []);
  return (local) => {
    for (const group of part.groupsOf[local] ?? []) {
      const shared = part.groups[group];
      if (shared === undefined || shared.slots !== 1) continue;
      for (const earlier of shared.members) {
        if (earlier >= local) break;
        if (dominates(earlier, local)) return false;
      }
    }
    return true;
  };
}

/** Both rise. */
function isWithin(small: readonly number[], large: readonly number[]): boolean {
  if (small.length > large.length) return false;
  let at = 0;
  for (const group of small) {
    while (at < large.length && (large[at] ?? 0) < group) at += 1;
    if (large[at] !== group) return false;
  }
  return true;
}
