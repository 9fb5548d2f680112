/** `POST contact`: where both sides stand, and whether one of them was set back. */

import type { ContactAnswer, ContactRequest } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { Head } from '#shared/ledger/seal.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { chainHeads } from '../db/stores/chains/chain-heads.ts';
import type { ChainHead } from '../db/stores/chains/chain-heads.ts';
import { insertChainNotice } from '../db/stores/chains/chain-notice.ts';
import { changeHqEpoch, readHqCursor } from '../db/stores/chains/hq-epoch.ts';
import { wantedRuleSets } from '../db/stores/chains/named-rule-sets.ts';
import { noteContact } from '../db/stores/chains/pushing-till.ts';
import type { HqDeps } from '../hq-deps.ts';
import { renewLease } from '../join/renew-lease.ts';
import { acknowledgedIn } from './acknowledgement-proof.ts';
import { isEntryHeld } from './hash-of-entry.ts';
import { syncFailure } from './sync-failure.ts';
import type { SyncFailure } from './sync-failure.ts';

const wantedRuleSetsMax = 100;
/** A thousand years: the clock of a till may say anything. */
const clockAheadMsMax = 1_000 * 366 * 86_400_000;

/** Repeating it changes nothing but the time of the last contact. */
export function answerContact(
  deps: HqDeps,
  deviceId: DeviceId,
  contact: ContactRequest,
): Promise<Result<ContactAnswer, SyncFailure>> {
  return inTransaction(deps, (transaction) => contactIn(transaction, { deps, deviceId, contact }), {
    isRepeatable: true,
  });
}

type Contact = { readonly deps: HqDeps; readonly deviceId: DeviceId; readonly contact: ContactRequest };

async function contactIn(
  transaction: HqTransaction,
  { deps, deviceId, contact }: Contact,
): Promise<Result<ContactAnswer, SyncFailure>> {
  const nowMs = deps.clock.nowMs();
  // Few statements: each takes a turn of the event loop, and hundreds of tills may ask at once.
  const till = await noteContact(transaction, {
    deviceId,
    atMs: nowMs,
    app: contact.app,
    backlog: contact.backlog,
    oldestUnsentMs: contact.oldestUnsentAtMs,
    clockAheadMs: Math.max(-clockAheadMsMax, Math.min(clockAheadMsMax, contact.nowMs - nowMs)),
    cursor: contact.cursor,
  });
  if (till === undefined || till.state === 'waiting') return err(syncFailure('not_authentic'));
  await noticeSetBack(transaction, { deps, deviceId, contact });
  const { hqEpoch, newest } = await readHqCursor(transaction);
  const wanted = await wantedRuleSets(transaction, deviceId, wantedRuleSetsMax);
  return ok({
    hqEpoch,
    nowMs,
    state: till.state,
    reason: till.state === 'active' ? null : till.reason,
    chains: (await chainHeads(transaction, deviceId)).map(chainOf),
    lease: await renewLease(transaction, deviceId, nowMs),
    newestCursor: `${hqEpoch}.${newest}`,
    wantedRuleSets: wanted.map(bytesToHex),
  });
}

/**
 * A till shows an acknowledgement that HQ gave in this life of its own, for an entry that HQ does not have: HQ was set
 * back without being told, as by an older disk image. Its epoch changes once, and every till begins anew with its pulls.
 */
async function noticeSetBack(
  transaction: HqTransaction,
  { deps, deviceId, contact }: Contact,
): Promise<void> {
  const head = acknowledgedHead(deviceId, contact);
  if (head === undefined || contact.proof === undefined) return;
  const provenEpoch = acknowledgedIn(contact.proof, head, deps);
  if (provenEpoch === undefined || (await isEntryHeld(transaction, head, deps))) return;
  const isChanged = await changeHqEpoch(transaction, { from: provenEpoch, to: newEpoch(deps) });
  if (!isChanged) return;
  deps.log.warn('hqSetBack', { deviceId, epoch: head.epoch, seq: head.seq });
  const facts = { epoch: head.epoch, seq: head.seq };
  await insertChainNotice(transaction, { kind: 'hqSetBack', deviceId, facts }, deps);
}

function acknowledgedHead(deviceId: DeviceId, { acknowledged }: ContactRequest): Head | undefined {
  if (acknowledged === null) return undefined;
  const hash = hexToBytes(acknowledged.hash);
  invariant(hash !== undefined, 'the schema lets nothing but hexadecimal hashes through');
  return { deviceId, epoch: acknowledged.epoch, seq: acknowledged.seq, hash };
}

function newEpoch({ clock, randomBytes }: HqDeps): Uuid {
  return uuidV7(clock.nowMs(), randomBytes(10));
}

function chainOf({ epoch, branch, seq, hash, durable }: ChainHead): ContactAnswer['chains'][number] {
  return {
    epoch,
    branch,
    received: { seq, hash: bytesToHex(hash) },
    durable: durable === null ? null : { seq: durable.seq, hash: bytesToHex(durable.hash) },
  };
}
