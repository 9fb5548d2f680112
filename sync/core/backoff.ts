/** How long to wait before the next try: longer after each failure, and never for all tills alike. */

/** What a delay is a random part of: doubled by each failure in a row, up to this. */
export const backoffMsMax = 120_000;
const backoffMsFirst = 1_000;
/** HQ may ask for patience, but not for silence. */
export const retryAfterMsMax = 10 * 60_000;
/** Between two rounds of a till that has nothing to say. */
const idleMs = 60_000;
const idleSpread = 0.25;
/** Tills of a chain are switched on at the same minute. */
export const startDelayMsMax = 10_000;

export type Delay = {
  /** In a row, since the last success; at least 1. */
  readonly failures: number;
  /** What the other side asked for; null where it asked for nothing. */
  readonly retryAfterMs: number | null;
  /** Random, from 0 to just below 1. */
  readonly fraction: number;
};

/** Full jitter; what HQ asked for comes first and gets a spread of its own. In whole milliseconds. */
export function backoffMs({ failures, retryAfterMs, fraction }: Delay): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 16);
  const capMs = Math.min(backoffMsMax, backoffMsFirst * 2 ** doublings);
  const askedMs = Math.min(Math.max(retryAfterMs ?? 0, 0), retryAfterMsMax);
  return Math.ceil(askedMs + fraction * capMs);
}

/** 45 to 75 seconds. */
export function idleDelayMs(fraction: number): number {
  return Math.ceil(idleMs * (1 - idleSpread + 2 * idleSpread * fraction));
}

/** Figures change with every sale of every till: from the first hint of them to the pull that brings all of them. */
const figuresMs = 10_000;
const figuresSpread = 0.5;

/** 5 to 15 seconds. */
export function figuresDelayMs(fraction: number): number {
  return Math.ceil(figuresMs * (1 - figuresSpread + 2 * figuresSpread * fraction));
}
