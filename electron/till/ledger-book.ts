/** Books an operation once: one transaction for its entries and all that belongs to them, the same answer for a repeat. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { nextHlc } from '#shared/kernel/hlc.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { judgeClock } from '#shared/ledger/clock-state.ts';
import type { DeviceId, Entry, EntryStamp, NewEntry } from '#shared/ledger/entry.ts';
import { chainStart } from '#shared/ledger/verify-chain.ts';
import type { ChainPlace } from '#shared/ledger/verify-chain.ts';
import type { WriteDb } from './db/database.ts';
import { inTransaction } from './db/in-transaction.ts';
import { deviceOf, writeDevice } from './db/stores/device-store.ts';
import type { StoredEntry } from './db/stores/entry-store.ts';
import { createAppend } from './ledger-append.ts';
import { completeOfferFacts } from './ledger-offer-facts.ts';
import type { LedgerJournal } from './journal/follow-ledger.ts';
import type { BookedEntry, StorageCode } from './ledger-port.ts';
import { checkTail } from './ledger-start.ts';
import type { LedgerStores } from './ledger-stores.ts';
import { entryOf } from './ledger-views.ts';
import type { TillPorts } from './ports.ts';
import { completeProjections } from './projections/ledger-projections.ts';

export type LedgerDeps = {
  /** Opened with durability FULL; the ledger is its only writer. */
  readonly db: WriteDb;
  readonly ports: TillPorts;
  readonly device: { readonly deviceId: DeviceId };
  /** Gets every booking before it is answered; none where the ledger is only looked at. */
  readonly journal?: LedgerJournal;
  readonly start?: LedgerStart;
  /** A write met a damaged page or a failed sync: the next start has to look at the whole file. */
  readonly onDamaged?: () => void;
};

/** What a start found that the ledger's own file does not say. */
export type LedgerStart = {
  /** Nothing is booked, such as when the journal tells of another chain. */
  readonly refusal: AppError<StorageCode> | null;
  /** The next entry begins this epoch, because entries of the one before are not here; null to go on as it was. */
  readonly newEpoch: number | null;
};

export type EntryToMake = {
  readonly decide: (stamp: EntryStamp) => NewEntry;
  /** Rows that the entry refers to. */
  readonly writeBefore: () => void;
  /** Rows that refer to the entry. */
  readonly writeAfter: (entry: Entry) => void;
};

/** Known by its first entry. */
export type Operation = EntryToMake & {
  readonly opKey: Uint8Array;
  /** Whether the entry booked under this key is this operation: anything else under the key is an alarm. */
  readonly isBooked: (entry: Entry) => boolean;
  /** What is booked together with it, or not at all. */
  readonly followedBy: (first: Entry) => readonly EntryToMake[];
};

export type Booking = {
  readonly book: (operation: Operation) => Result<BookedEntry, AppError<StorageCode>>;
  /** Runs any other small write of the ledger's, unless the ledger is stopped. */
  readonly write: (work: () => void) => Result<null, AppError<StorageCode>>;
  /** The newest entry, or the place before the first. */
  readonly place: () => ChainPlace;
  readonly stoppedBy: () => AppError<StorageCode> | null;
};

type Outcome<Value> = Result<Value, AppError<StorageCode>>;

const firstEpoch = 1;

/** Checks the tail of the chain at once; a ledger that does not pass can be read, and refuses every booking. */
export function createBooking(deps: LedgerDeps, stores: LedgerStores): Booking {
  const { db, ports, device, journal, start } = deps;
  const { deviceId } = device;
  const append = createAppend(stores, ports);
  let stopped = start?.refusal ?? brokenTail(deps) ?? incompleteSums(db, stores, ports);

  const head = (): Head => headOf(stores.entries.head(), deps);
  const make = (toMake: EntryToMake): NewEntry => {
    const { place, lastWallMs } = head();
    const nowMs = ports.clock.nowMs();
    const entry = toMake.decide({
      deviceId,
      epoch: place.epoch,
      seq: place.seq + 1,
      entryId: uuidV7(nowMs, ports.randomBytes(10)),
      hlc: nextHlc(place.hlc, nowMs),
      wallMs: nowMs,
      clockState: judgeClock(nowMs, lastWallMs),
    });
    if (place.seq === 0 && deviceOf(db) === undefined) writeDevice(db, deviceId);
    toMake.writeBefore();
    append(place, entry);
    toMake.writeAfter(entry);
    return entry;
  };
  const bookNow = (operation: Operation): Outcome<BookedEntry> => {
    const booked = stores.entries.byOpKey(operation.opKey);
    if (booked !== undefined) return repeated(booked, operation, ports);
    const first = make(operation);
    for (const following of operation.followedBy(first)) make(following);
    const { entryId, seq, wallMs: bookedAtMs } = first;
    return ok({ entryId, seq, bookedAtMs, isRepeat: false });
  };
  const guarded = <Value>(work: () => Outcome<Value>): Outcome<Value> => {
    if (stopped !== null) return err(stopped);
    const done = inTransaction(db, work);
    if (done.ok) return done.value;
    ports.log('ledger_write_failed', { ...done.error.details, code: done.error.code });
    // What a failed sync or a damaged page left behind is only known after opening again and checking.
    if (done.error.code === 'database_damaged') {
      stopped = done.error;
      deps.onDamaged?.();
    }
    return done;
  };
  return {
    book: (operation) => {
      const booked = guarded(() => bookNow(operation));
      // Whatever becomes of it: what is committed stands.
      if (booked.ok) journal?.follow();
      return booked;
    },
    write: (work) =>
      guarded(() => {
        work();
        return ok(null);
      }),
    place: () => head().place,
    stoppedBy: () => stopped,
  };
}

type Head = { readonly place: ChainPlace; readonly lastWallMs: EntryStamp['wallMs'] | undefined };

function headOf(newest: StoredEntry | undefined, { ports, device, start }: LedgerDeps): Head {
  const { deviceId } = device;
  const begun = (at: number): ChainPlace => chainStart(ports.sha256, deviceId, at);
  const newEpoch = start?.newEpoch ?? firstEpoch;
  if (newest === undefined) return { place: begun(newEpoch), lastWallMs: undefined };
  const { epoch, seq, hash, hlc, wallMs } = newest;
  // Time goes on over epochs.
  if (epoch < newEpoch) return { place: { ...begun(newEpoch), hlc }, lastWallMs: wallMs };
  return { place: { deviceId, epoch, seq, hash, hlc }, lastWallMs: wallMs };
}

function repeated(booked: StoredEntry, operation: Operation, { log }: TillPorts): Outcome<BookedEntry> {
  const { entryId, seq, wallMs } = booked;
  if (!operation.isBooked(entryOf(booked))) {
    log('operation_key_used_twice', { entryId, seq });
    return err(appError('ledger_broken', { reason: 'operationKeyUsedTwice', seq }));
  }
  return ok({ entryId, seq, bookedAtMs: wallMs, isRepeat: true });
}

/** Sums that are not whole would give an offer twice: nothing is booked until they can be made. */
function incompleteSums(db: WriteDb, stores: LedgerStores, { log }: TillPorts): AppError<StorageCode> | null {
  const offerFacts = completeOfferFacts(db, stores);
  const completed = offerFacts.ok ? completeProjections(db, stores.entries) : offerFacts;
  if (completed.ok) return null;
  log('ledger_sums_not_made', { ...completed.error.details, code: completed.error.code });
  return completed.error;
}

function brokenTail({ db, ports, device }: LedgerDeps): AppError<StorageCode> | null {
  const finding = checkTail(db, device.deviceId, ports)[0];
  if (finding === undefined) return null;
  ports.log('ledger_broken', { ...finding });
  return appError('ledger_broken', { reason: finding.code, seq: finding.seq, what: finding.what });
}
