/** What the ledger checks of itself when it is opened: the entries since the last seal, not the whole chain. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { chainStart, checkNext } from '#shared/ledger/verify-chain.ts';
import type { ChainPlace, Finding, FoundEntry } from '#shared/ledger/verify-chain.ts';
import type { ReadDb } from './db/database.ts';
import { createAuditStore } from './db/stores/audit-store.ts';
import { deviceOf } from './db/stores/device-store.ts';
import type { TillPorts } from './ports.ts';

/**
 * Findings of the tail; empty when the ledger can be continued. The newest seal vouches for what stands before it,
 * so the cost is that of the entries after it. `vafa ledger verify` checks everything.
 */
export function checkTail(
  db: ReadDb,
  deviceId: DeviceId,
  ports: Pick<TillPorts, 'sha256' | 'verifySignature' | 'publicKey'>,
): readonly Finding[] {
  const device = deviceOf(db);
  const audit = createAuditStore(db);
  const chain = audit.chains().at(-1);
  if (device !== undefined && device !== deviceId)
    return [{ code: 'other_device', epoch: 0, seq: 0, what: device }];
  if (chain === undefined) return [];
  const { epoch } = chain;
  const sealedSeq = audit.lastSealedSeq(epoch);
  const findings: Finding[] = [];
  let place: ChainPlace | undefined;
  for (const found of audit.entriesAfter(deviceId, epoch, Math.max(0, sealedSeq - 1))) {
    place ??= placeBefore(found, ports);
    const step = checkNext(place, found, ports);
    findings.push(...step.findings);
    place = step.place;
    if (findings.length > 0) break;
  }
  return findings;
}

/** The first entry looked at is taken by its own word for what stands before it, unless it is the very first. */
function placeBefore(found: FoundEntry, { sha256 }: Pick<TillPorts, 'sha256'>): ChainPlace {
  const { deviceId, epoch, seq } = found.columns;
  invariant(seq >= 1, 'entries are counted from 1');
  if (seq === 1) return chainStart(sha256, deviceId, epoch);
  return { deviceId, epoch, seq: seq - 1, hash: found.previousHash, hlc: undefined };
}
