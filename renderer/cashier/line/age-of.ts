/** How long ago something was, in the unit that says enough. */

export type Age = { readonly unit: 'now' | 'minutes' | 'hours' | 'days'; readonly count: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Whole units that have passed; an instant in the future is now. */
export function ageOf(atMs: number, nowMs: number): Age {
  const passedMs = nowMs - atMs;
  if (passedMs < minuteMs) return { unit: 'now', count: 0 };
  if (passedMs < 2 * hourMs) return { unit: 'minutes', count: Math.floor(passedMs / minuteMs) };
  if (passedMs < 2 * dayMs) return { unit: 'hours', count: Math.floor(passedMs / hourMs) };
  return { unit: 'days', count: Math.floor(passedMs / dayMs) };
}
