/** What HQ publishes, into this till's cache: the agent's view of a staged pull. */

import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { noRoom } from '#sync/client/sync-ports.ts';
import type { AppliedPull, PullTarget } from '#sync/client/sync-ports.ts';
import type { PullRefusal } from '../cache/pull-refusal.ts';
import type { StagedPull } from '../cache/staged-pull.ts';

export type PullIntoCacheDeps = {
  readonly staged: StagedPull;
  /** Of the cache in use; null for one that did not come from this HQ. */
  readonly cursor: string | null;
  readonly erasures: {
    readonly done: () => readonly string[];
    readonly told: (orderId: string) => void;
  };
};

export function createPullIntoCache({ staged, cursor: first, erasures }: PullIntoCacheDeps): PullTarget {
  let cursor = first;
  let coming: string | null = null;
  return {
    cursor: () => cursor,
    begin: (manifest, since) => {
      const begun = worded(staged.begin(manifest, since));
      if (!begun.ok) return begun;
      coming = manifest.cursor;
      return ok(manifest.pages.map(({ page }) => page).filter((page) => !staged.have(page)));
    },
    take: (page, bytes) => worded(staged.put(page, bytes)),
    apply: () => {
      const applied = staged.apply();
      // A cache that has moved on, or is gone, is made anew as a whole.
      const isOutdated =
        !applied.ok && (applied.error.code === 'pull_outdated' || applied.error.code === 'cache_missing');
      if (isOutdated) cursor = null;
      if (!applied.ok) return worded(applied);
      cursor = coming;
      const { value } = applied;
      return ok(appliedFrom(value));
    },
    erasuresDone: erasures.done,
    erasureTold: erasures.told,
  };
}

function appliedFrom(applied: Extract<ReturnType<StagedPull['apply']>, { ok: true }>['value']): AppliedPull {
  if (applied.kind === 'snapshot') return { isSnapshot: true, hasChain: true, membersGone: [] };
  const { hasChain, membersGone } = applied;
  return { isSnapshot: false, hasChain, membersGone };
}

/** Code, line and reason, or that there is no room; the reason holds no value of a record. */
function worded<Value>(done: Result<Value, PullRefusal>): Result<Value, string> {
  if (done.ok) return done;
  const { code, line, reason } = done.error;
  if (code === 'storage' && reason === 'disk_full') return err(noRoom);
  return err(`${code}${line === null ? '' : ` line ${line}`}: ${reason}`.slice(0, 300));
}
