/** Who has the last word on balances at this moment. */

import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';

export type AuthorityDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'snapshotAtMs'>;
  readonly clock: Clock;
};

/** A till that was never joined to an HQ answers for itself. One that was has no line to it yet. */
export function createAuthority({ chain, clock }: AuthorityDeps): () => Authority {
  const { hq, snapshotAtMs } = chain;
  if (hq === null) return () => ({ kind: 'till' });
  return () => ({
    kind: 'hq',
    snapshotAgeMs: clock.nowMs() - snapshotAtMs,
    isReachable: false,
    tills: hq.tills,
  });
}
