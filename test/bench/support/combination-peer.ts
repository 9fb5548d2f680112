/** The same problems as mixed-integer programmes, for a general solver. */

import loadHighs from 'highs';
import type { Problem } from '#shared/scoring/choosing/problem.ts';

export type PeerAnswer = {
  readonly chosen: readonly number[];
  readonly objectiveMinor: number;
  readonly tookMs: number;
};

/** Exact as far as doubles go: both gaps of the solver are 0. Throws when it does not reach an optimum. */
export async function createPeer(now: () => number): Promise<(problem: Problem) => PeerAnswer> {
  const highs = await loadHighs();
  return (problem) => {
    const programme = programmeOf(problem);
    const startedMs = now();
    const solved = highs.solve(programme, { mip_rel_gap: 0, mip_abs_gap: 0 });
    const tookMs = now() - startedMs;
    if (solved.Status !== 'Optimal') throw new Error(`the solver ended as ${solved.Status}`);
    const chosen = [...problem.candidates.keys()].filter((place) => {
      const column = solved.Columns[`x${place}`];
      return column !== undefined && 'Primal' in column && column.Primal > 0.5;
    });
    return { chosen, objectiveMinor: solved.ObjectiveValue, tookMs };
  };
}

/**
 * `x` chooses a candidate, `d` is the discount of a line, `s` the side that is given up. Linear: a line gives what the
 * shares of the chosen ask for, as far as it reaches, and the cap holds for the sum.
 */
function programmeOf(problem: Problem): string {
  const { candidates, groups, pairs, sides, isAdditive, lineCapacityMinor, discountCapMinor } = problem;
  const sumOf = (places: readonly number[]): string => places.map((place) => `x${place}`).join(' + ');
  const lines = isAdditive ? [] : [...lineCapacityMinor.keys()];
  const worths = candidates.map((candidate, place) => {
    const worth = isAdditive ? candidate.worthMinor : candidate.restWorthMaxMinor;
    return `${worth} x${place}`;
  });
  const rows = [
    ...groups.map(({ members, atMost }) => `${sumOf(members)} <= ${atMost}`),
    ...pairs.map(([one, other]) => `${sumOf([one, other])} <= 1`),
    ...sides.flatMap(({ left, right }, side) => [
      ...left.map((place) => `x${place} - s${side} <= 0`),
      ...right.map((place) => `x${place} + s${side} <= 1`),
    ]),
    ...lines.map((line) => `d${line} ${sharesOf(problem, line)} <= 0`),
    ...(lines.length > 0 ? [`${lines.map((line) => `d${line}`).join(' + ')} <= ${discountCapMinor}`] : []),
  ];
  const binaries = [...candidates.keys()].map((place) => `x${place}`);
  return [
    'Maximize',
    ` worth: ${[...worths, ...lines.map((line) => `1 d${line}`)].join(' + ')}`,
    'Subject To',
    ...rows.map((row, at) => ` r${at}: ${row}`),
    'Bounds',
    ...lines.map((line) => ` 0 <= d${line} <= ${lineCapacityMinor[line] ?? 0}`),
    'Binary',
    ` ${[...binaries, ...sides.map((_, side) => `s${side}`)].join(' ')}`,
    'End',
  ].join('\n');
}

function sharesOf({ candidates }: Problem, line: number): string {
  return candidates
    .map((candidate, place) => ({ place, share: candidate.lineSharesMax()?.[line] ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ place, share }) => `- ${share} x${place}`)
    .join(' ');
}
