/** `POST push`: reads, stores, answers. Whatever happens in between, the same push may come again. */

import type { PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { HqDeps } from '../hq-deps.ts';
import { proveAcknowledgement } from './acknowledgement-proof.ts';
import { readPush } from './read-push.ts';
import type { PushSender, ReadPush } from './read-push.ts';
import { storePush } from './store-push.ts';
import type { StoredPush } from './store-push.ts';
import type { SyncFailure } from './sync-failure.ts';

/** Throws where the database is away for longer than a transaction is tried again. */
export async function answerPush(
  deps: HqDeps,
  sender: PushSender,
  bytes: Uint8Array,
): Promise<Result<PushAnswer, SyncFailure>> {
  // Unpacking and hashing is the larger part of the work: it is done before anybody has to wait for a lock.
  const push = readPush(bytes, sender, deps);
  if (!push.ok) return push;
  const stored = await inTransaction(deps, (transaction) => storePush(transaction, push.value, deps), {
    isRepeatable: true,
  });
  if (!stored.ok) return stored;
  count(deps, stored.value);
  return ok(answerOf(push.value, stored.value, deps));
}

function answerOf(push: ReadPush, stored: StoredPush, deps: HqDeps): PushAnswer {
  const { deviceId, epoch, toSeq: seq, headHash: hash } = push;
  const { hqEpoch, branch, durable, state } = stored;
  return {
    hqEpoch,
    branch,
    received: { epoch, seq, hash: bytesToHex(hash) },
    proof: proveAcknowledgement({ deviceId, epoch, seq, hash }, hqEpoch, deps),
    durable: durable === null ? null : { epoch, seq: durable.seq, hash: bytesToHex(durable.hash) },
    state,
    missingAttachments: stored.missingAttachments.map(bytesToHex),
    wantedRuleSets: stored.wantedRuleSets.map(bytesToHex),
  };
}

function count({ metrics }: HqDeps, { added }: StoredPush): void {
  const pushes = metrics.counter({
    name: 'pushes_total',
    help: 'Pushes of tills that were stored, or had been stored before.',
    labels: ['outcome'],
  });
  pushes.add(1, { outcome: added > 0 ? 'stored' : 'repeated' });
  metrics
    .counter({ name: 'entries_received_total', help: 'Entries that HQ did not have before.' })
    .add(added);
}
