import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';

test('texts are ordered by code unit, not by any language', () => {
  expect(['ب', 'a', 'Z', 'é', 'پ', 'B'].toSorted(compareTexts)).toEqual(['B', 'Z', 'a', 'é', 'ب', 'پ']);
});

test('the order of texts is total', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      expect(Math.sign(compareTexts(left, right)) + Math.sign(compareTexts(right, left))).toBe(0);
      expect(compareTexts(left, right) === 0).toBe(left === right);
    }),
  );
});

test('a later order decides only where the earlier ones do not', () => {
  const byLength = inOrder<string>((left, right) => left.length - right.length, compareTexts);
  expect(['bb', 'c', 'aa', 'b'].toSorted(byLength)).toEqual(['b', 'c', 'aa', 'bb']);
  expect(inOrder<string>()('a', 'b')).toBe(0);
});
