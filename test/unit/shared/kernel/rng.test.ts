import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeededRng } from '#shared/kernel/rng.ts';

const take = (seed: number, count: number) => {
  const rng = createSeededRng(seed);
  return Array.from({ length: count }, () => rng.uint32());
};

describe('the seeded generator', () => {
  test('gives the same numbers for the same seed on every machine', () => {
    expect(take(1, 4)).toEqual(take(1, 4));
    expect(take(1, 4)).toMatchInlineSnapshot(`
      [
        1086833025,
        133939579,
        3401972810,
        3921870775,
      ]
    `);
  });

  test('gives other numbers for another seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (left, right) => {
        fc.pre(left !== right);
        expect(take(left, 4)).not.toEqual(take(right, 4));
      }),
    );
  });

  test('keeps every number in its range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const value = createSeededRng(seed).below(bound);
        expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
      }),
    );
  });

  test('reaches every number of a small range about equally often', () => {
    const rng = createSeededRng(7);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 60_000; draw += 1) {
      const face = rng.below(6);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  test('gives as many bytes as asked for', () => {
    expect(createSeededRng(3).bytes(0).length).toBe(0);
    expect(new Set(createSeededRng(3).bytes(4_096)).size).toBe(256);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('a bound of %s throws', (bound) => {
    expect(() => createSeededRng(1).below(bound)).toThrow('a random bound is 1 to 2^32');
  });
});
