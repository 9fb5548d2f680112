import { expect, test } from 'vitest';
import { InvariantError, invariant, unreachable } from '#shared/kernel/invariant.ts';
import { epochMs } from '#shared/kernel/clock.ts';

test('a condition that holds passes silently', () => {
  expect(() => invariant(true, 'it holds')).not.toThrow();
});

test('a condition that does not hold throws the sentence that should be true', () => {
  expect(() => invariant(false, 'sums are whole')).toThrow(
    new InvariantError('invariant broken: sums are whole'),
  );
});

test('a case that no type allows throws with the case', () => {
  const strange: unknown = { kind: 'strange' };
  expect(() => unreachable(strange as never)).toThrow('no such case: {"kind":"strange"}'); // the cast is the fault under test
});

test('an instant is a safe integer', () => {
  expect(epochMs(0)).toBe(0);
  expect(() => epochMs(1.5)).toThrow('an instant is a safe integer');
});
