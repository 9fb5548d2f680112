import { describe, expect, it } from 'vitest';
import { combinationNodesMax } from '#shared/scoring/choosing/problem.ts';
import type { Candidate, Problem } from '#shared/scoring/choosing/problem.ts';
import { solve } from '#shared/scoring/choosing/solve.ts';
import { bruteForce, isAllowed, worthByDefinition } from './brute-force.ts';
import { randomProblem, shapes } from './random-problems.ts';

/** Worths so small that many combinations tie, and worths that hardly ever do. */
const worthMaxima = [3, 1_000];
const sizes = [
  { candidatesMax: 9, seeds: 500 },
  { candidatesMax: 14, seeds: 12 },
];

/** Worths that add up, no conflicts: each case names its own. */
function problemOf(worths: readonly number[], rules: Partial<Problem> = {}): Problem {
  const candidates = worths.map((worthMinor): Candidate => ({
    worthMinor,
    discountMaxMinor: 0,
    restWorthMaxMinor: worthMinor,
    lineSharesMax: () => null,
  }));
  return {
    candidates,
    groups: [],
    pairs: [],
    sides: [],
    required: [],
    lineCapacityMinor: [],
    discountCapMinor: 0,
    isAdditive: true,
    worthOf: (chosen) => chosen.reduce((sum, place) => sum + (worths[place] ?? 0), 0),
    nodesMax: combinationNodesMax,
    interplays: null,
    ...rules,
  };
}

describe.each(shapes)('a problem of the shape %s', (shape) => {
  it.each(sizes)(
    'has the best that trying all finds, of up to $candidatesMax candidates',
    ({ candidatesMax, seeds }) => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        for (const worthMax of worthMaxima) {
          const problem = randomProblem(seed, shape, { candidatesMax, worthMax });
          const { chosen, worthMinor, isProven, gapMinor } = solve(problem);
          const found = { chosen, worthMinor, isProven, gapMinor };
          expect(found, `seed ${seed}`).toEqual({ ...bruteForce(problem), isProven: true, gapMinor: 0 });
        }
      }
    },
  );

  it.each([1, 4, 40, 200])(
    'never claims more than it knows when the search ends after %d nodes',
    (nodesMax) => {
      for (let seed = 1; seed <= 250; seed += 1) {
        const problem = { ...randomProblem(seed, shape, { candidatesMax: 9, worthMax: 40 }), nodesMax };
        const { chosen, worthMinor, isProven, gapMinor } = solve(problem);
        const best = bruteForce(problem);
        expect(isAllowed(problem, chosen), `seed ${seed}`).toBe(true);
        expect(worthByDefinition(problem, chosen), `seed ${seed}`).toBe(worthMinor);
        expect(worthMinor + gapMinor, `seed ${seed}`).toBeGreaterThanOrEqual(best.worthMinor);
        expect(isProven, `seed ${seed}`).toBe(gapMinor === 0);
      }
    },
  );
});

describe('the search', () => {
  it('does end at its limit where a problem is hard, and says how much it may have missed', () => {
    const worths = Array.from({ length: 60 }, (_, place) => 1_000 - place);
    const pairs = worths.flatMap((_, one) =>
      worths.flatMap((__, other) =>
        one < other && (one * 7 + other * 13) % 5 < 2 ? [[one, other] as const] : [],
      ),
    );
    const cut = solve(problemOf(worths, { pairs, nodesMax: 50 }));
    const whole = solve(problemOf(worths, { pairs, nodesMax: 10_000_000 }));
    expect(cut.isProven).toBe(false);
    expect(cut.gapMinor).toBeGreaterThan(0);
    expect(whole.isProven).toBe(true);
    expect(whole.worthMinor).toBeGreaterThanOrEqual(cut.worthMinor);
    expect(whole.worthMinor).toBeLessThanOrEqual(cut.worthMinor + cut.gapMinor);
    expect(whole.nodes).toBeGreaterThan(cut.nodes);
  });

  it('has nothing to choose among no candidates', () => {
    expect(solve(problemOf([]))).toEqual({
      chosen: [],
      worthMinor: 0,
      isProven: true,
      gapMinor: 0,
      nodes: 0,
    });
  });

  it('takes candidates worth nothing that stand in nobody’s way', () => {
    expect(solve(problemOf([5, 0, 0])).chosen).toEqual([0, 1, 2]);
  });

  it('prefers two small ones to the large one that excludes both', () => {
    const problem = problemOf([10, 6, 6], {
      pairs: [
        [0, 1],
        [0, 2],
      ],
    });
    expect(solve(problem)).toMatchObject({ chosen: [1, 2], worthMinor: 12 });
  });

  it('prefers, among combinations of equal worth, the one with the candidate that ranks first', () => {
    const problem = problemOf([10, 5, 5], {
      pairs: [
        [0, 1],
        [0, 2],
      ],
    });
    expect(solve(problem)).toMatchObject({ chosen: [0], worthMinor: 10 });
  });

  it('prefers the one that ranks first also to an equal one that it started from', () => {
    const pairs = [
      [0, 1],
      [0, 5],
      [1, 6],
      [1, 7],
      [2, 3],
      [2, 4],
      [2, 7],
      [3, 5],
      [3, 6],
      [4, 7],
      [6, 7],
    ] as const;
    const problem = problemOf([11, 11, 8, 6, 5, 3, 0, 0], { pairs });
    expect(solve(problem)).toMatchObject({ chosen: bruteForce(problem).chosen, worthMinor: 22 });
    expect(bruteForce(problem).chosen).toEqual([0, 3, 4]);
  });

  it('finds the best of each of several parts that no conflict joins', () => {
    const problem = problemOf([10, 9, 6, 6, 5, 5, 4, 4], {
      pairs: [
        [0, 2],
        [0, 3],
        [1, 4],
        [1, 5],
        [6, 7],
      ],
    });
    expect(solve(problem)).toMatchObject({ chosen: [2, 3, 4, 5, 6], worthMinor: 26 });
  });

  it('chooses what is required, whatever it costs', () => {
    const problem = problemOf([10, 9, 1], { groups: [{ members: [0, 1, 2], atMost: 1 }], required: [2] });
    expect(solve(problem)).toMatchObject({ chosen: [2], worthMinor: 1 });
  });

  it('finds the best of thousands that exclude each other without looking at each', () => {
    const worths = Array.from({ length: 5_000 }, (_, place) => 10_000 - place);
    const { chosen, nodes } = solve(
      problemOf(worths, { groups: [{ members: [...worths.keys()], atMost: 1 }] }),
    );
    expect(chosen).toEqual([0]);
    expect(nodes).toBeLessThan(10);
  });

  it('refuses required candidates that conflict', () => {
    const problem = problemOf([2, 1], { groups: [{ members: [0, 1], atMost: 1 }], required: [0, 1] });
    expect(() => solve(problem)).toThrow('do not conflict');
  });
});
