/** After how long an idle till may lock itself, as a list of choices. */

const choicesMs = [10, 20, 30, 60, 90, 120, 300, 600, 1_200, 1_800, 3_600].map((seconds) => seconds * 1_000);

export type LockWords = { readonly unit: 'seconds' | 'minutes'; readonly count: number };

/** With the one that is set, which a tool may have chosen freely. */
export function lockTimes(setMs: number): readonly number[] {
  return [...new Set([...choicesMs, setMs])].toSorted((left, right) => left - right);
}

export function lockWords(lockMs: number): LockWords {
  const isMinutes = lockMs % 60_000 === 0;
  return isMinutes
    ? { unit: 'minutes', count: lockMs / 60_000 }
    : { unit: 'seconds', count: Math.round(lockMs / 1_000) };
}
