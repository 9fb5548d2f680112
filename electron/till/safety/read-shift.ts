/** Reads the entries of the open shift from the file, a few at a time, and checks each against the one before. */

import type { Sha256, VerifySignature } from '#shared/kernel/hash-port.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { addToShift, emptyShift } from '#shared/ledger/value/decide-shift-close.ts';
import type { ShiftTally } from '#shared/ledger/value/decide-shift-close.ts';
import { chainStart, checkNext } from '#shared/ledger/verify-chain.ts';
import type { ChainPlace, Finding, FoundEntry } from '#shared/ledger/verify-chain.ts';
import type { AuditStore } from '../db/stores/audit-store.ts';

export type ShiftReading = {
  readonly shift: ShiftTally;
  /** The last entry that was read. */
  readonly place: ChainPlace;
  /** Null while all is as it was booked. */
  readonly finding: Finding | null;
};

export type ShiftRange = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  /** The close before; 0 for the first shift of an epoch. */
  readonly closedSeq: number;
};

export type ShiftReader = {
  readonly begin: (range: ShiftRange) => ShiftReading;
  /** At most `limit` entries further; the same reading at the end of the chain. */
  readonly readOn: (reading: ShiftReading, limit: number) => ShiftReading;
};

export type ShiftReaderDeps = {
  readonly audit: Pick<AuditStore, 'entriesAfter'>;
  readonly ports: {
    readonly sha256: Sha256;
    readonly verifySignature: VerifySignature;
    readonly publicKey: Uint8Array;
  };
};

export function createShiftReader({ audit, ports }: ShiftReaderDeps): ShiftReader {
  return {
    begin: ({ deviceId, epoch, closedSeq }) => {
      const shift = emptyShift(closedSeq + 1);
      const start = chainStart(ports.sha256, deviceId, epoch);
      if (closedSeq === 0) return { shift, place: start, finding: null };
      const [close] = taken(audit.entriesAfter(deviceId, epoch, closedSeq - 1), 1);
      if (close === undefined) return { shift, place: start, finding: missingClose(epoch, closedSeq) };
      // The close before vouches for what stands before it by its own word and its own signature.
      const before = { ...start, seq: closedSeq - 1, hash: close.previousHash };
      const { place, findings } = checkNext(before, close, ports);
      return { shift, place, finding: findings[0] ?? null };
    },
    readOn: (reading, limit) => {
      let { shift, place, finding } = reading;
      const { deviceId, epoch, seq } = place;
      for (const found of taken(audit.entriesAfter(deviceId, epoch, seq), limit)) {
        const step = checkNext(place, found, ports);
        finding = step.findings[0] ?? null;
        if (finding !== null || step.entry === undefined) break;
        shift = addToShift(shift, step.entry);
        place = step.place;
      }
      return { shift, place, finding };
    },
  };
}

function missingClose(epoch: number, seq: number): Finding {
  return { code: 'seq_not_gapless', epoch, seq, what: 'shiftClose' };
}

function taken(entries: Iterable<FoundEntry>, limit: number): readonly FoundEntry[] {
  const found: FoundEntry[] = [];
  for (const entry of entries) {
    found.push(entry);
    if (found.length >= limit) break;
  }
  return found;
}
