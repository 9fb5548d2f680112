/** Candidates that no conflict joins, not even through others, can be chosen apart. */

import { partWith } from './part.ts';
import type { Part } from './part.ts';

/** Together they hold every candidate once. Those without any group make up the first, which may be empty. */
export function componentsOf(part: Part): readonly [free: Part, ...joined: readonly Part[]] {
  const parent = Int32Array.from(part.places, (_, local) => local);
  const rootOf = (local: number): number => {
    let at = local;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (const { members } of part.groups) {
    const first = rootOf(members[0] ?? 0);
    for (const local of members) parent[rootOf(local)] = first;
  }
  const isFree = (local: number): boolean => part.groupsOf[local]?.length === 0;
  const roots = new Set(
    part.places
      .map((_, local) => local)
      .filter((local) => !isFree(local))
      .map(rootOf),
  );
  const free = partWith(part, isFree);
  if (roots.size === 1 && free.places.length === 0) return [free, part];
  return [
    free,
    ...Array.from(roots, (root) => partWith(part, (local) => !isFree(local) && rootOf(local) === root)),
  ];
}
