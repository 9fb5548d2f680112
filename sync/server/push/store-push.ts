/** Stores a push that was read: one transaction under the lock of its till. */

import { attachmentsPerPushMax } from '#shared/contracts/sync/protocol.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { genesisHash } from '#shared/ledger/chain.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { keepAttachments, missingAttachments } from '../db/stores/chains/attachments.ts';
import { chainExtent, lockChainHeads, moveChainHead } from '../db/stores/chains/chain-heads.ts';
import type { ChainHead } from '../db/stores/chains/chain-heads.ts';
import { insertChainNotice } from '../db/stores/chains/chain-notice.ts';
import { readHqEpoch } from '../db/stores/chains/hq-epoch.ts';
import { rememberRuleSets, wantedRuleSets } from '../db/stores/chains/named-rule-sets.ts';
import { lockTill } from '../db/stores/chains/pushing-till.ts';
import { insertSegment } from '../db/stores/chains/segments.ts';
import type { StoredSegment } from '../db/stores/chains/segments.ts';
import { changeTills } from '../db/stores/people/tills.ts';
import type { HqPorts } from '../hq-deps.ts';
import { createHashWithin } from './hash-of-entry.ts';
import { pushedHash } from './read-push.ts';
import type { ReadPush } from './read-push.ts';
import { placePush } from './place-push.ts';
import type { Branch, Placing } from './place-push.ts';
import { distinctHashes } from './skim-entry.ts';
import { syncFailure } from './sync-failure.ts';
import type { SyncFailure } from './sync-failure.ts';

export type StoredPush = {
  readonly hqEpoch: Uuid;
  readonly branch: number;
  readonly durable: ChainHead['durable'];
  readonly state: 'active' | 'frozen' | 'revoked' | 'replaced';
  /** How many entries HQ did not have before. */
  readonly added: number;
  readonly missingAttachments: readonly Uint8Array[];
  readonly wantedRuleSets: readonly Uint8Array[];
};

export type StorePorts = Pick<HqPorts, 'clock' | 'randomBytes' | 'sha256' | 'compress' | 'decompress'>;

/** Epochs and branches of one till. A till has one; hundreds mean that somebody makes them up. */
const chainsMax = 1_000;
const wantedRuleSetsMax = 100;

/** Repeating it changes nothing. Refuses without having changed anything. */
export async function storePush(
  transaction: HqTransaction,
  push: ReadPush,
  ports: StorePorts,
): Promise<Result<StoredPush, SyncFailure>> {
  const { deviceId, epoch } = push;
  const till = await lockTill(transaction, deviceId);
  if (till === undefined || till.state === 'waiting') return err(syncFailure('not_authentic'));
  const heads = await lockChainHeads(transaction, deviceId, epoch);
  const branches = heads.length > 0 ? heads : [beforeTheFirst(push, ports)];
  const hashWithin = createHashWithin(transaction, push, ports);
  const placing = await placePush(push, branches, hashWithin);
  if (placing.kind === 'gap') return err(gapBefore(push, branches));
  const addition: Addition = { transaction, push, ports, heads, branches, placing, till };
  const added = await addEntries(addition);
  if (!added.ok) return added;
  const { branch, isFrozen, names } = added.value;
  const records = {
    deviceId,
    named: names.records,
    offered: push.attachments,
    receivedMs: ports.clock.nowMs(),
  };
  await keepAttachments(transaction, records);
  const first = distinctHashes(push.skimmed.map((entry) => entry?.recordHash ?? null));
  const stored: StoredPush = {
    hqEpoch: await readHqEpoch(transaction),
    branch,
    durable: heads.find((head) => head.branch === branch)?.durable ?? null,
    state: isFrozen && till.state === 'active' ? 'frozen' : till.state,
    added: added.value.count,
    missingAttachments: await missingAttachments(transaction, {
      deviceId,
      first,
      countMax: attachmentsPerPushMax,
    }),
    wantedRuleSets: await wantedRuleSets(transaction, deviceId, wantedRuleSetsMax),
  };
  if (isFrozen) await stopRedemption(addition, branch);
  return ok(stored);
}

function beforeTheFirst({ deviceId, epoch }: ReadPush, { sha256 }: StorePorts): Branch {
  return { branch: 0, forkedAfterSeq: 0, forkedFrom: 0, seq: 0, hash: genesisHash(sha256, deviceId, epoch) };
}

/** Names the newest head before the push: of a till with one chain it is the only one. */
function gapBefore({ epoch, fromSeq }: ReadPush, branches: readonly Branch[]): SyncFailure {
  const before = branches.filter(({ seq }) => seq < fromSeq).toSorted((left, right) => right.seq - left.seq);
  const head = before[0] ?? branches[0];
  invariant(head !== undefined, 'an epoch has a branch');
  return syncFailure('expected_seq', { epoch, seq: head.seq, hash: bytesToHex(head.hash) });
}

type NewPlacing = Extract<Placing, { readonly kind: 'next' | 'fork' }>;
type HeldOrNew = NewPlacing | Extract<Placing, { readonly kind: 'held' }>;

type Addition = {
  readonly transaction: HqTransaction;
  readonly push: ReadPush;
  readonly ports: StorePorts;
  /** What HQ has of the epoch; `branches` is the same, or where its first entry goes. */
  readonly heads: readonly ChainHead[];
  readonly branches: readonly Branch[];
  readonly placing: HeldOrNew;
  readonly till: { readonly state: string; readonly revoked_ms: number | null };
};

type Added = {
  readonly branch: number;
  readonly count: number;
  /** Two copies of the till write. */
  readonly isFrozen: boolean;
  readonly names: Names;
};

type Names = { readonly records: readonly Uint8Array[]; readonly ruleSets: readonly Uint8Array[] };

async function addEntries(addition: Addition): Promise<Result<Added, SyncFailure>> {
  const { transaction, push, placing, ports } = addition;
  if (placing.kind === 'held') {
    return ok({ branch: placing.branch, count: 0, isFrozen: false, names: { records: [], ruleSets: [] } });
  }
  const { deviceId, epoch } = push;
  const extent = await chainExtent(transaction, deviceId);
  const isNewChain = placing.kind === 'fork' || extent.chains === 0 || placing.afterSeq === 0;
  if (isNewChain && extent.chains >= chainsMax) return err(syncFailure('too_large', { limit: 'chains' }));
  const target = targetOf(addition.branches, placing);
  const skimmed = push.skimmed.slice(placing.afterSeq + 1 - push.fromSeq);
  const receivedMs = ports.clock.nowMs();
  await insertSegment(
    transaction,
    segmentAfter({ ...addition, placing }, { ...target, skimmed }),
    receivedMs,
  );
  const head = { seq: push.toSeq, hash: push.headHash };
  await moveChainHead(transaction, { deviceId, epoch, ...target, ...head, receivedMs });
  const names = namesIn(skimmed);
  await rememberRuleSets(transaction, deviceId, names.ruleSets);
  // A till sends its older epochs first: one that goes on behind a newer one is written by another copy of it. So is a
  // branch that goes on after another one of its epoch did, since a person said that a single till is left.
  const othersGoOn = addition.heads.some(
    ({ branch, seq, unfrozenSeq }) => branch !== target.branch && seq > unfrozenSeq,
  );
  const isFrozen = placing.kind === 'fork' || extent.newestEpoch > epoch || othersGoOn;
  return ok({ branch: target.branch, count: skimmed.length, isFrozen, names });
}

type Target = Pick<Branch, 'branch' | 'forkedAfterSeq' | 'forkedFrom'>;

function targetOf(branches: readonly Branch[], placing: NewPlacing): Target {
  if (placing.kind === 'fork') {
    const { afterSeq: forkedAfterSeq, forkedFrom } = placing;
    return { branch: Math.max(...branches.map(({ branch }) => branch)) + 1, forkedAfterSeq, forkedFrom };
  }
  const target = branches.find(({ branch }) => branch === placing.branch);
  invariant(target !== undefined, 'entries go on where a branch ends');
  const { branch, forkedAfterSeq, forkedFrom } = target;
  return { branch, forkedAfterSeq, forkedFrom };
}

/** The segment as it came, or what is new of it packed again when HQ has its beginning. */
function segmentAfter(
  { push, placing, till, ports }: Addition & { readonly placing: NewPlacing },
  { branch, skimmed }: Pick<Target, 'branch'> & { readonly skimmed: ReadPush['skimmed'] },
): StoredSegment {
  const { deviceId, epoch, fromSeq, toSeq, headHash, headSignature } = push;
  const { afterSeq } = placing;
  const previousHash = pushedHash(push, afterSeq);
  invariant(previousHash !== undefined, 'a segment follows an entry of its push or the one before');
  const isWhole = afterSeq === fromSeq - 1;
  return {
    deviceId,
    epoch,
    branch,
    fromSeq: afterSeq + 1,
    toSeq,
    previousHash,
    headHash,
    headSignature,
    isAfterRevocation: till.revoked_ms !== null && newestMs(skimmed) > till.revoked_ms,
    bytes: isWhole ? push.segment : encodeSegment(push.bodies.slice(afterSeq + 1 - fromSeq), ports),
  };
}

/** What cannot be read may be of any time. */
function newestMs(skimmed: ReadPush['skimmed']): number {
  return skimmed.reduce((newest, entry) => Math.max(newest, entry?.hlcMs ?? Number.MAX_SAFE_INTEGER), 0);
}

function namesIn(skimmed: ReadPush['skimmed']): Names {
  return {
    records: distinctHashes(skimmed.map((entry) => entry?.recordHash ?? null)),
    ruleSets: distinctHashes(skimmed.map((entry) => entry?.ruleSetHash ?? null)),
  };
}

/** Last in its transaction: whoever publishes a change holds up all others that do. */
async function stopRedemption(
  { transaction, push, placing, ports, till }: Addition,
  branch: number,
): Promise<void> {
  const { deviceId, epoch, toSeq } = push;
  const isStopped = till.state !== 'active';
  const afterSeq = placing.kind === 'held' ? toSeq : placing.afterSeq;
  const facts = { epoch, branch, afterSeq, seq: toSeq };
  // Once for each branch, and once when the till is stopped; not with every push of it from then on.
  if (placing.kind === 'fork' || !isStopped) {
    await insertChainNotice(transaction, { kind: 'fork', deviceId, facts }, ports);
  }
  if (!isStopped) await changeTills(transaction, [{ deviceId, set: { state: 'frozen', reason: 'fork' } }]);
}
