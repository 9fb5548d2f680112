/** The plainest answers to a problem: every combination tried, and the most valuable taken first. */

import type { Problem } from '#shared/scoring/choosing/problem.ts';

/** Worth of the best. Only for few candidates: the time doubles with each. */
export function bestOfAll(problem: Problem): number {
  const conflicts = conflictMasks(problem);
  const count = problem.candidates.length;
  const bigGroups = problem.groups.filter(({ atMost }) => atMost > 1);
  let best = 0;
  for (let mask = 0; mask < 2 ** count; mask += 1) {
    const chosen: number[] = [];
    let isAllowed = true;
    for (let place = 0; place < count && isAllowed; place += 1) {
      if (((mask >> place) & 1) === 0) continue;
      chosen.push(place);
      isAllowed = (mask & (conflicts[place] ?? 0)) === 0;
    }
    if (!isAllowed) continue;
    if (
      bigGroups.some(
        ({ members, atMost }) => members.filter((place) => chosen.includes(place)).length > atMost,
      )
    )
      continue;
    best = Math.max(best, problem.worthOf(chosen));
  }
  return best;
}

/** Worth of what is had by taking each in order of its worth alone that still fits. */
export function greedyWorth(problem: Problem): number {
  const { candidates, groups, pairs, sides, worthOf } = problem;
  const chosen = new Set<number>();
  const isIn = (place: number): boolean => chosen.has(place);
  for (const place of candidates.keys()) {
    const isFull = groups.some(
      ({ members, atMost }) => members.includes(place) && members.filter(isIn).length >= atMost,
    );
    const isApart =
      pairs.some(([one, other]) => (one === place && isIn(other)) || (other === place && isIn(one))) ||
      sides.some(
        ({ left, right }) =>
          (left.includes(place) && right.some(isIn)) || (right.includes(place) && left.some(isIn)),
      );
    if (!isFull && !isApart) chosen.add(place);
  }
  return worthOf([...chosen]);
}

/** By candidate, a bit for each other one that it excludes. */
function conflictMasks({ candidates, groups, pairs, sides }: Problem): readonly number[] {
  const masks = candidates.map(() => 0);
  const exclude = (one: number, other: number): void => {
    if (one !== other) masks[one] = (masks[one] ?? 0) | (1 << other);
  };
  const both = (ones: readonly number[], others: readonly number[]): void => {
    for (const one of ones)
      for (const other of others) {
        exclude(one, other);
        exclude(other, one);
      }
  };
  for (const { members, atMost } of groups) if (atMost === 1) both(members, members);
  for (const [one, other] of pairs) both([one], [other]);
  for (const { left, right } of sides) both(left, right);
  return masks;
}
