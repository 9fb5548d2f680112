/** One till of the model: its ledger, and rounds with HQ over a line that a test spoils. */

import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { createAgentState } from '#sync/client/agent-state.ts';
import type { AgentDeps, AgentState } from '#sync/client/agent-state.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { readOwnBack } from '#sync/client/read-own-back.ts';
import { syncRound } from '#sync/client/sync-round.ts';
import type { RoundEnd } from '#sync/client/sync-round.ts';
import type { PullTarget } from '#sync/client/sync-ports.ts';
import type { SetBack } from '#sync/core/set-back.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createMemoryLedger, memoryDevice, memoryPublicKey, sealOf } from './memory-ledger.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { plainSegments } from './model-hq.ts';

export type SyncTill = {
  readonly ledger: MemoryLedger;
  readonly state: () => AgentState;
  /** As after a restart of the till: what was in memory is gone. */
  readonly restart: () => void;
  readonly round: () => Promise<RoundEnd>;
  readonly news: readonly SyncNews[];
  readonly acknowledged: () => SyncHead | null;
};

const nothingToPull: PullTarget = {
  cursor: () => 'c',
  begin: () => ({ ok: true, value: [] }),
  take: () => ({ ok: true, value: null }),
  apply: () => ({ ok: false, error: 'nothing' }),
  erasuresDone: () => [],
  erasureTold: () => undefined,
};

export function createSyncTill(client: () => HqClient): SyncTill {
  const ledger = createMemoryLedger();
  const { clock, timers } = createManualTime();
  const news: SyncNews[] = [];
  const deps = (): AgentDeps => ({
    client: client(),
    ledger,
    segments: plainSegments,
    pull: nothingToPull,
    identity: { deviceId: memoryDevice, app: 'test', sealToHq: (key) => key },
    ports: { clock, timers, fraction: () => 0.5, nextTurn: () => Promise.resolve(), sha256, utf8 },
    tell: (one) => void news.push(one),
  });
  let state = createAgentState({ acknowledged: null, proof: null, hqEpoch: null });
  const onSetBack = async (setBack: SetBack) => {
    const found: Parameters<MemoryLedger['put']>[0][] = [];
    const read = await readOwnBack(
      {
        client: client(),
        ledger,
        segments: plainSegments,
        deviceId: memoryDevice,
        publicKey: memoryPublicKey,
        ports: { sha256, verifySignature },
        keep: (entries) => {
          for (const entry of entries) {
            const signature = sealOf(entry.epoch, entry.seq, entry.hash);
            found.push({ ...entry, signature, attachments: [] });
          }
        },
      },
      setBack.read,
    );
    if (read.kind !== 'read') return read;
    for (const entry of found) ledger.put(entry);
    const newest = Math.max(setBack.known.epoch, ledger.own().heads.at(-1)?.epoch ?? 0);
    ledger.beginEpoch(newest + 1);
    ledger.book(1, newest);
    return null;
  };
  return {
    ledger,
    state: () => state,
    restart: () => {
      const { acknowledged, proof, hqEpoch } = state;
      state = createAgentState({ acknowledged, proof, hqEpoch });
    },
    round: () =>
      syncRound({ ...deps(), onSetBack }, state, {
        isContactDue: true,
        isHinted: false,
        isWoken: () => false,
      }),
    news,
    acknowledged: () => state.acknowledged,
  };
}
