/** Who has the last word on balances at this moment. */

import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';

export type AuthorityDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'snapshotAtMs'>;
  readonly clock: Clock;
};

/** A till that was never joined to an HQ answers for itself. One that was has no line to it yet. */
export function createAuthority({ chain, clock }: AuthorityDeps): () => Authority {
  return () => {
    const { hq, snapshotAtMs } = chain;
    if (hq === null) return { kind: 'till' };
    return { kind: 'hq', snapshotAgeMs: clock.nowMs() - snapshotAtMs, isReachable: false, tills: hq.tills };
  };
}

/** Entries that HQ does not have yet; null where there is none. An epoch that HQ knows nothing of counts whole. */
export function notAtHq({ hq }: Pick<ChainAtTill, 'hq'>, head: EntryPlace): number | null {
  if (hq === null) return null;
  const isSameEpoch = hq.included?.epoch === head.epoch;
  return head.seq - (isSameEpoch ? (hq.included?.seq ?? 0) : 0);
}
