import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterWrongGuess,
  guessPauseMs,
  guessWaitMs,
  guessWindowMs,
  guessesMax,
  noGuesses,
} from '#shared/domain/guess-limit.ts';
import type { Guesses } from '#shared/domain/guess-limit.ts';

function guessedAt(...instants: readonly number[]): Guesses {
  return instants.reduce<Guesses>(afterWrongGuess, noGuesses);
}

test('four wrong guesses in a minute pause nothing', () => {
  expect(guessWaitMs(noGuesses, 0)).toBe(0);
  expect(guessWaitMs(guessedAt(0, 1, 2, 3), 4)).toBe(0);
});

test('the fifth wrong guess within a minute pauses for a minute from then on', () => {
  const guesses = guessedAt(0, 10, 20, 30, 40);
  expect(guessWaitMs(guesses, 40)).toBe(guessPauseMs);
  expect(guessWaitMs(guesses, 40 + guessPauseMs - 1)).toBe(1);
  expect(guessWaitMs(guesses, 40 + guessPauseMs)).toBe(0);
});

test('five wrong guesses spread over more than a minute pause nothing', () => {
  expect(guessWaitMs(guessedAt(0, 10, 20, 30, guessWindowMs), guessWindowMs)).toBe(0);
});

test('no more than the newest guesses are remembered', () => {
  expect(guessedAt(1, 2, 3, 4, 5, 6, 7)).toEqual([3, 4, 5, 6, 7]);
});

test('whoever guesses as often as they are let is let five times in any minute', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }), (pauses) => {
      let atMs = 0;
      let guesses = noGuesses;
      const guessed: number[] = [];
      for (const pause of pauses) {
        atMs += pause;
        if (guessWaitMs(guesses, atMs) > 0) continue;
        guesses = afterWrongGuess(guesses, atMs);
        guessed.push(atMs);
      }
      for (const start of guessed) {
        const within = guessed.filter((at) => at >= start && at < start + guessWindowMs);
        expect(within.length).toBeLessThanOrEqual(guessesMax);
      }
    }),
  );
});
