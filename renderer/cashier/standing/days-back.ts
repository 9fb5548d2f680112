/** A local day so many days before another, both as ISO dates. */

const dayMs = 86_400_000;

export function daysBack(date: string, days: number): string {
  return new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);
}
