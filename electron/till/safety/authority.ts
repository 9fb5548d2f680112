/** Who has the last word on balances at this moment. */

import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { SyncLine } from '../sync/sync-line.ts';

export type AuthorityDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'snapshotAtMs'>;
  readonly clock: Clock;
  /** Left out, HQ counts as out of reach. */
  readonly line?: Pick<SyncLine, 'isReachable' | 'memory' | 'hqNowMs'>;
};

/** A till that was never joined to an HQ answers for itself. */
export function createAuthority({ chain, clock, line }: AuthorityDeps): () => Authority {
  return () => {
    const { hq, snapshotAtMs } = chain;
    if (hq === null) return { kind: 'till' };
    if (line === undefined) {
      return {
        kind: 'hq',
        snapshotAgeMs: clock.nowMs() - snapshotAtMs,
        isReachable: false,
        tills: hq.tills,
      };
    }
    // A pull that brought nothing new leaves the snapshot as it was, and says that it is of now.
    const { completeAtMs, hqAheadMs } = line.memory();
    const completeMs = completeAtMs === null ? snapshotAtMs : completeAtMs + (hqAheadMs ?? 0);
    const snapshotAgeMs = line.hqNowMs() - Math.max(snapshotAtMs, completeMs);
    return { kind: 'hq', snapshotAgeMs, isReachable: line.isReachable(), tills: hq.tills };
  };
}

/** Entries that HQ does not have yet; null where there is none. Without a line, what the snapshot knew counts. */
export function notAtHq(
  { hq }: Pick<ChainAtTill, 'hq'>,
  head: EntryPlace,
  line: Pick<SyncLine, 'isJoined' | 'backlog'>,
): number | null {
  if (hq === null) return null;
  if (line.isJoined()) return line.backlog().entries;
  const isSameEpoch = hq.included?.epoch === head.epoch;
  return head.seq - (isSameEpoch ? (hq.included?.seq ?? 0) : 0);
}
