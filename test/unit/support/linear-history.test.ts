/** The check of histories finds what no single order explains. */

import { describe, expect, it } from 'vitest';
import { isLinear } from '#test/support/linear-history.ts';
import type { Call, Model } from '#test/support/linear-history.ts';

/** A register: `undefined` reads it, a number is written. */
const register: Model<number, number | undefined, number> = {
  first: 0,
  step: (state, input, output) => {
    if (input !== undefined) return input;
    return output === undefined || output === state ? state : undefined;
  },
  name: String,
};

type Made = readonly [input: number | undefined, beganAt: number, endedAt: number, output?: number];

function calls(...made: readonly Made[]): readonly Call<number | undefined, number>[] {
  return made.map(([input, beganAt, endedAt, output]) => ({ input, beganAt, endedAt, output }));
}

describe('a history of calls', () => {
  it('is linear when calls that overlap can be put in an order that explains the answers', () => {
    expect(isLinear(calls([1, 0, 10, 1], [undefined, 1, 4, 1], [undefined, 2, 3, 0]), register)).toBe(true);
    expect(isLinear([], register)).toBe(true);
  });

  it('is not linear when an answer forgets what had ended before it began', () => {
    expect(isLinear(calls([1, 0, 1, 1], [undefined, 2, 3, 0]), register)).toBe(false);
    expect(isLinear(calls([1, 0, 9, 1], [undefined, 1, 2, 1], [undefined, 3, 4, 0]), register)).toBe(false);
  });

  it('may have had a call that was never answered at any time since, or not at all', () => {
    const lost: Made = [7, 0, Infinity];
    expect(isLinear(calls(lost, [undefined, 5, 6, 7]), register)).toBe(true);
    expect(isLinear(calls(lost, [undefined, 5, 6, 0]), register)).toBe(true);
    expect(isLinear(calls(lost, [undefined, 1, 2, 7], [undefined, 3, 4, 0]), register)).toBe(false);
  });
});
