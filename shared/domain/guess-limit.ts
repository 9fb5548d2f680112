/** Slows down whoever tries codes out: after so many unknown ones within a minute the till pauses. */

export const guessesMax = 5;
export const guessWindowMs = 60_000;
export const guessPauseMs = 60_000;

/** Instants of wrong guesses, the newest last, on a clock that never goes back; at most `guessesMax`. */
export type Guesses = readonly number[];

export const noGuesses: Guesses = [];

/** Milliseconds until the next code is looked up; 0 for at once. */
export function guessWaitMs(guesses: Guesses, atMs: number): number {
  const first = guesses[0];
  const last = guesses.at(-1);
  if (guesses.length < guessesMax || first === undefined || last === undefined) return 0;
  if (last - first >= guessWindowMs) return 0;
  return Math.max(0, last + guessPauseMs - atMs);
}

export function afterWrongGuess(guesses: Guesses, atMs: number): Guesses {
  return [...guesses, atMs].slice(-guessesMax);
}
