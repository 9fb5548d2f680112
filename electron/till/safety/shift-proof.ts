/** What a closed shift proves, read from its entry whenever it is asked for. */

import { entryKinds } from '#shared/contracts/till/safety-views.ts';
import type { EntryKind, ShiftProofView } from '#shared/contracts/till/safety-views.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { missingOf } from '#shared/ledger/value/decide-shift-close.ts';
import type { MissingRange } from '#shared/ledger/value/decide-shift-close.ts';
import type { FoundEntry } from '#shared/ledger/verify-chain.ts';
import type { AuditStore } from '../db/stores/audit-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { ShiftStore } from '../db/stores/shift-store.ts';
import type { Ledger } from '../ledger-port.ts';
import type { TillPorts } from '../ports.ts';
import type { SyncLine } from '../sync/sync-line.ts';
import { notAtHq } from './authority.ts';

export type ShiftProofs = {
  readonly newest: () => ShiftProofView | null;
  /** Of the entry with this number in the epoch that is going on. Throws for an entry that closed no shift. */
  readonly of: (seq: number) => ShiftProofView;
};

export type ShiftProofsDeps = {
  readonly chain: Pick<ChainAtTill, 'deviceId' | 'tillName' | 'ownStore' | 'operators' | 'hq'>;
  readonly ledger: Pick<Ledger, 'head'>;
  readonly audit: Pick<AuditStore, 'entriesAfter'>;
  readonly shifts: ShiftStore;
  readonly ports: Pick<TillPorts, 'publicKey'>;
  readonly line: Pick<SyncLine, 'isJoined' | 'backlog'>;
};

export function createShiftProofs(deps: ShiftProofsDeps): ShiftProofs {
  const { ledger, shifts } = deps;
  return {
    newest: () => {
      const closed = shifts.newest();
      return closed === undefined ? null : proofAt(deps, closed);
    },
    of: (seq) => proofAt(deps, { epoch: ledger.head().epoch, seq }),
  };
}

function proofAt(deps: ShiftProofsDeps, place: EntryPlace): ShiftProofView {
  const { chain, ledger, ports } = deps;
  const found = entryAt(deps, place);
  const entry = parseEntry(found.body);
  invariant(entry?.kind === 'shiftClose', 'a proof is that of a closed shift');
  const { detail, currency } = entry.content;
  const operator = chain.operators.find(({ operatorId }) => operatorId === entry.actorId);
  const { signature } = found;
  invariant(signature !== null, 'a till signs every entry that closes a shift');
  return {
    entryId: entry.entryId,
    epoch: entry.epoch,
    seq: entry.seq,
    hash: bytesToHex(found.hash),
    signature: bytesToHex(signature),
    publicKey: bytesToHex(ports.publicKey),
    closedAtMs: entry.wallMs,
    tillName: chain.tillName,
    storeName: chain.ownStore.name,
    operator: operator === undefined ? null : { name: operator.name, latinName: operator.latinName },
    firstSeq: detail.firstSeq,
    lastSeq: detail.firstSeq + detail.entries - 1,
    entries: detail.entries,
    headHash: bytesToHex(detail.headHash),
    byKind: detail.byKind.map(({ kind, entries }) => ({ kind: entryKindOf(kind), entries })),
    outsideMinor: detail.outsideMinor,
    currency,
    missing: [...missingSince(deps, entry.epoch, detail.firstSeq)],
    notAtHq: notAtHq(chain, ledger.head(), deps.line),
  };
}

function entryKindOf(name: string): EntryKind {
  const kind = entryKinds.find((candidate) => candidate === name);
  invariant(kind !== undefined, 'a close counts kinds of entries');
  return kind;
}

/** What was lost is said by the first entry of the epoch that began then: so by its first shift. */
function missingSince(deps: ShiftProofsDeps, epoch: number, firstSeq: number): readonly MissingRange[] {
  if (firstSeq !== 1) return [];
  const first = parseEntry(entryAt(deps, { epoch, seq: 1 }).body);
  return first === undefined ? [] : missingOf(first);
}

function entryAt({ audit, chain }: ShiftProofsDeps, { epoch, seq }: EntryPlace): FoundEntry {
  for (const found of audit.entriesAfter(chain.deviceId, epoch, seq - 1)) return found;
  throw new Error('a closed shift can be read back');
}
