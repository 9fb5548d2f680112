/** All combinations of a small problem, one by one. */

import type { Problem } from '#shared/scoring/choosing/problem.ts';

export type Best = { readonly chosen: readonly number[]; readonly worthMinor: number };

type Conflicts = Pick<Problem, 'groups' | 'pairs' | 'sides' | 'required'>;

/** Up to 20 candidates. The first met of those worth most; a candidate is tried before its absence, by rank. */
export function bruteForce(problem: Problem): Best {
  let best: Best | null = null;
  for (const chosen of allowedChoices(problem)) {
    const worthMinor = worthByDefinition(problem, chosen);
    if (best === null || worthMinor > best.worthMinor) best = { chosen, worthMinor };
  }
  if (best === null) throw new Error('the required candidates are an allowed combination');
  return best;
}

export function* allowedChoices(problem: Problem): Generator<readonly number[]> {
  const count = problem.candidates.length;
  for (let mask = 2 ** count - 1; mask >= 0; mask -= 1) {
    const chosen: number[] = [];
    for (let place = 0; place < count; place += 1)
      if (Math.floor(mask / 2 ** (count - 1 - place)) % 2 === 1) chosen.push(place);
    if (isAllowed(problem, chosen)) yield chosen;
  }
}

export function worthByDefinition(problem: Problem, chosen: readonly number[]): number {
  if (!problem.isAdditive) return problem.worthOf(chosen);
  return chosen.reduce((sum, place) => sum + (problem.candidates[place]?.worthMinor ?? 0), 0);
}

export function isAllowed({ groups, pairs, sides, required }: Conflicts, chosen: readonly number[]): boolean {
  const isIn = (place: number): boolean => chosen.includes(place);
  return (
    required.every(isIn) &&
    groups.every(({ members, atMost }) => members.filter(isIn).length <= atMost) &&
    !pairs.some(([one, other]) => isIn(one) && isIn(other)) &&
    !sides.some(({ left, right }) => left.some(isIn) && right.some(isIn))
  );
}
