/** Choices that are quick and often good: where the search starts from. */

import type { Part } from './part.ts';

/** Takes each candidate in turn that still fits; by rank when no order is given. The result rises. */
export function greedyChoice(part: Part, order?: readonly number[]): readonly number[] {
  const left = part.groups.map(({ slots }) => slots);
  const chosen: number[] = [];
  const take = (local: number): void => {
    const own = part.groupsOf[local] ?? [];
    for (const group of own) if (left[group] === 0) return;
    for (const group of own) left[group] = (left[group] ?? 0) - 1;
    chosen.push(local);
  };
  if (order === undefined) for (let local = 0; local < part.places.length; local += 1) take(local);
  else for (const local of order) take(local);
  return order === undefined ? chosen : chosen.sort((one, other) => one - other);
}
