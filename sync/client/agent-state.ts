/** What the agent knows between its rounds. One thread, one owner: the agent itself. */

import type { ContactAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { BatchSize } from '#sync/core/batch-size.ts';
import { largestBatch } from '#sync/core/batch-size.ts';
import { acknowledgedOf, backlogOf } from '#sync/core/standing.ts';
import type { EpochStanding } from '#sync/core/standing.ts';
import type { HqClient } from './hq-client.ts';
import type { AgentPorts, AgentStart, Identity, PullTarget, SegmentCodec, SyncLedger } from './sync-ports.ts';

export type AgentDeps = {
  readonly client: HqClient;
  readonly ledger: SyncLedger;
  readonly segments: SegmentCodec;
  readonly pull: PullTarget;
  readonly identity: Identity;
  readonly ports: AgentPorts;
  readonly tell: (news: SyncNews) => void;
};

export type AgentState = {
  /** `undefined` before HQ was asked. */
  epochs: readonly EpochStanding[] | undefined;
  size: BatchSize;
  acknowledged: SyncHead | null;
  proof: string | null;
  hqEpoch: Uuid | null;
  /** As HQ said with its newest answer. */
  tillState: ContactAnswer['state'] | null;
  /** As HQ said with its reason, when it was asked for it. */
  contactState: ContactAnswer['state'] | null;
  newestCursor: string | null;
  /** Of a clock that never goes back: since then something waits and nothing went over. */
  waitingSinceMs: number | null;
  isReachable: boolean;
  isStopped: boolean;
  /** Hashes that HQ has asked for, until it has them or does not want them. */
  readonly ruleSetsWanted: Set<string>;
  readonly ruleSetsSent: Set<string>;
  readonly attachmentsSent: Set<string>;
};

export function createAgentState({ acknowledged, proof, hqEpoch }: AgentStart): AgentState {
  return {
    epochs: undefined,
    size: largestBatch,
    acknowledged,
    proof,
    hqEpoch,
    tillState: null,
    contactState: null,
    newestCursor: null,
    waitingSinceMs: null,
    isReachable: false,
    isStopped: false,
    ruleSetsWanted: new Set(),
    ruleSetsSent: new Set(),
    attachmentsSent: new Set(),
  };
}

/** Takes over where HQ stands, and tells it when it is news. `proof` goes with the new place. */
export function moveTo(
  { ports, tell }: Pick<AgentDeps, 'ports' | 'tell'>,
  state: AgentState,
  { epochs, proof }: { readonly epochs: readonly EpochStanding[]; readonly proof?: string | undefined },
): void {
  state.epochs = epochs;
  const head = acknowledgedOf(epochs);
  const isNews = head?.hash !== state.acknowledged?.hash || (proof !== undefined && proof !== state.proof);
  const hasMoved = head?.hash !== state.acknowledged?.hash;
  const isLevel = backlogOf(epochs) === 0;
  if (isLevel) state.waitingSinceMs = null;
  else if (hasMoved || state.waitingSinceMs === null) state.waitingSinceMs = ports.clock.monotonicMs();
  if (!isNews) return;
  state.acknowledged = head;
  state.proof = hasMoved ? (proof ?? null) : (proof ?? state.proof);
  const durable = epochs.findLast((standing) => standing.durable !== null)?.durable ?? null;
  tell({ kind: 'acknowledged', head, proof: state.proof, durable });
}
