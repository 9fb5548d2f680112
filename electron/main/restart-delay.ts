/** How long to wait before starting again what has just ended. */

/** Milliseconds before the first, second, … start in a row; the last one repeats. */
const delaysMs = [0, 250, 500, 1_000, 2_000, 5_000] as const;
const delayAfterRunningMsMax = 1_000;

/**
 * `failuresInRow` counts from 1. What had been running before it ended waits at most a second, however often it ends,
 * because selling must go on within two; what never got that far may wait longer.
 */
export function restartDelayMs(failuresInRow: number, hadBeenRunning: boolean): number {
  const index = Math.min(Math.max(failuresInRow, 1), delaysMs.length) - 1;
  const delayMs = delaysMs[index] ?? 0;
  return hadBeenRunning ? Math.min(delayMs, delayAfterRunningMsMax) : delayMs;
}

/** Having run this long, the next end counts as the first again. */
export const healthyAfterMs = 30_000;
