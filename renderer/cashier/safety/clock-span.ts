/** How far a clock is off, in the unit that says enough: minutes up to two hours, hours up to two days, then days. */

export type ClockSpan = { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Rounded to the nearest; the sign does not count. */
export function clockSpan(aheadMs: number): ClockSpan {
  const offMs = Math.abs(aheadMs);
  if (offMs < 2 * hourMs) return { unit: 'minutes', count: Math.round(offMs / minuteMs) };
  if (offMs < 2 * dayMs) return { unit: 'hours', count: Math.round(offMs / hourMs) };
  return { unit: 'days', count: Math.round(offMs / dayMs) };
}
