/** Closes the shift: checks every entry of it and books the close. Nothing is ever thrown away. */

import type { ShiftProofView } from '#shared/contracts/till/safety-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { decideShiftClose } from '#shared/ledger/value/decide-shift-close.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { ShiftStore } from '../db/stores/shift-store.ts';
import { createFrameValue } from '../frame-value.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode, ValueToBook } from '../ledger-port.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import type { ShiftReader, ShiftReading } from './read-shift.ts';

export type CloseShiftCode = 'not_signed_in' | 'shift_broken' | StorageCode;
export type CloseShift = (
  command: { readonly commandId: Uuid },
  operator: Operator,
) => Promise<Result<{ readonly proof: ShiftProofView }, AppError<CloseShiftCode>>>;

export type CloseShiftDeps = {
  readonly chain: Pick<ChainAtTill, 'deviceId' | 'ownStore'>;
  readonly ledger: Pick<Ledger, 'bookValue' | 'entryByKey' | 'head'>;
  readonly health: LedgerHealth;
  readonly session: Pick<Session, 'current'>;
  readonly shifts: ShiftStore;
  readonly reader: ShiftReader;
  readonly proofOf: (seq: number) => ShiftProofView;
  readonly ports: Pick<TillPorts, 'clock' | 'sha256' | 'nextTurn' | 'log'>;
};

/** Between two pieces of this size taps and sales have their turn. */
const entriesPerTurn = 500;

export function createCloseShift(deps: CloseShiftDeps): CloseShift {
  const { ledger, health, session, ports } = deps;
  return async ({ commandId }, operator) => {
    const earlier = ledger.entryByKey(valueKey(ports.sha256, 'shiftClose', commandId));
    if (earlier !== undefined) return ok({ proof: deps.proofOf(earlier.seq) });
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const reading = await readToEnd(deps);
    if (reading.finding !== null) {
      const { code: reason, seq } = reading.finding;
      ports.log('shiftBroken', { reason, seq });
      return err(appError('shift_broken', { reason, seq }));
    }
    // Reading took its time: whoever asked may have gone.
    if (session.current()?.operatorId !== operator.operatorId) return err(appError('not_signed_in'));
    const booked = health.afterLedgerWrite(ledger.bookValue(closeOf(deps, reading, { commandId, operator })));
    return booked.ok ? ok({ proof: deps.proofOf(booked.value.seq) }) : booked;
  };
}

/** Returns in the same turn in which it read the newest entry, so that nothing can come between it and the close. */
async function readToEnd({ chain, ledger, shifts, reader, ports }: CloseShiftDeps): Promise<ShiftReading> {
  const begin = (): ShiftReading => {
    const { epoch } = ledger.head();
    const closedSeq = shifts.newestOf(epoch)?.seq ?? 0;
    return reader.begin({ deviceId: chain.deviceId, epoch, closedSeq });
  };
  let reading = begin();
  for (;;) {
    reading = reader.readOn(reading, entriesPerTurn);
    if (reading.finding !== null || reading.place.seq === ledger.head().seq) return reading;
    await ports.nextTurn();
    const closedSeq = shifts.newestOf(reading.place.epoch)?.seq ?? 0;
    // Somebody else closed it meanwhile: a new shift begins behind that.
    if (closedSeq >= reading.shift.firstSeq) reading = begin();
  }
}

function closeOf(
  { chain, ports }: CloseShiftDeps,
  { shift, place }: ShiftReading,
  { commandId, operator }: { readonly commandId: Uuid; readonly operator: Operator },
): ValueToBook {
  const { clock, sha256 } = ports;
  const { ownStore } = chain;
  invariant(place.seq === shift.firstSeq + shift.entries - 1, 'a shift is closed behind its last entry');
  const frame = createFrameValue({ store: ownStore, clock, sha256 });
  return frame({
    kind: 'shiftClose',
    keyId: commandId,
    memberRef: null,
    operatorId: operator.operatorId,
    decided: decideShiftClose({
      shift,
      headHash: place.hash,
      currency: ownStore.currency,
      moment: momentAt(clock.nowMs(), ownStore.timeZone),
    }),
  });
}
