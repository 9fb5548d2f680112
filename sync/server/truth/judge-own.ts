/** HQ's own entries need no judging: HQ made them. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { entryChanges } from './entry-changes.ts';
import type { CountingEntry, StoredEntry } from './judge-entry.ts';

export function judgeOwn(
  entries: readonly StoredEntry[],
  { sha256 }: { readonly sha256: Sha256 },
): readonly CountingEntry[] {
  return entries.map(({ place, entry }) => {
    const changes = entry && entryChanges(entry, sha256);
    invariant(entry !== undefined && changes !== undefined, 'what HQ books adds up');
    return { kind: 'counts', place, entry, changes, believedMs: entry.hlc.wallMs, flags: [] };
  });
}
