import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import { sortedFalling } from '#shared/kernel/sorted-falling.ts';

type Thing = { readonly worth: number; readonly id: string };

const byId = (one: Thing, other: Thing): number => compareTexts(one.id, other.id);
const falling = inOrder<Thing>((one, other) => other.worth - one.worth, byId);

test('things are sorted as by comparing them one by one, however many are equal', () => {
  const anyThing = fc.record({ worth: fc.integer({ min: -2, max: 3 }), id: fc.string({ maxLength: 2 }) });
  fc.assert(
    fc.property(fc.array(anyThing, { maxLength: 70 }), (things) => {
      expect(sortedFalling(things, ({ worth }) => worth, byId)).toEqual(things.toSorted(falling));
    }),
  );
});

test('the largest numbers there are stay apart', () => {
  const largest = Number.MAX_SAFE_INTEGER;
  const things = [largest - 1, 0, largest, -largest].map((worth) => ({ worth, id: 'same' }));
  const sorted = sortedFalling(things, ({ worth }) => worth, byId);
  expect(sorted.map(({ worth }) => worth)).toEqual([largest, largest - 1, 0, -largest]);
});

test('what is equal in everything keeps its order', () => {
  const things = [1, 2, 3].map((place) => ({ worth: 0, id: 'same', place }));
  expect(sortedFalling(things, ({ worth }) => worth, byId)).toEqual(things);
});
