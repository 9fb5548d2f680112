/** The ledger of this till, over its encrypted file. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { decideActivity } from '#shared/ledger/decide-activity.ts';
import { decideEnrol } from '#shared/ledger/decide-enrol.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { activityKey, enrolKey, saleKey } from '#shared/ledger/operation-key.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import { createKeptRuleSets } from './db/stores/rule-set-store.ts';
import { createBooking } from './ledger-book.ts';
import type { Booking, EntryToMake, LedgerDeps, Operation } from './ledger-book.ts';
import type {
  EnrolmentToBook,
  Ledger,
  RewardToBook,
  SaleToBook,
  StorageCode,
  ValueToBook,
} from './ledger-port.ts';
import { createLedgerStores } from './ledger-stores.ts';
import type { LedgerStores } from './ledger-stores.ts';
import { createLedgerViews } from './ledger-views.ts';
import type { TillPorts } from './ports.ts';

export type LedgerOfTill = Ledger & {
  /**
   * Why nothing can be booked until the till service starts again, or null. A broken chain, a failed sync and a
   * damaged page stop the ledger; a full disk and a lock do not.
   */
  readonly stoppedBy: () => AppError<StorageCode> | null;
};

export function createLedger(deps: LedgerDeps): LedgerOfTill {
  const { db, ports } = deps;
  const stores = createLedgerStores(db);
  const booking = createBooking(deps, stores);
  const { knowOffers, ...readings } = createLedgerViews(
    { ...stores, ruleSets: createKeptRuleSets(db) },
    ports,
  );
  let bookings = 0;
  const book = (operation: Operation): ReturnType<Booking['book']> => {
    const booked = booking.book(operation);
    if (booked.ok) bookings += 1;
    return booked;
  };
  return {
    ...readings,
    bookings: () => bookings,
    bookSale: (sale) => {
      const booked = book(saleOperation(sale, stores, ports));
      if (booked.ok) knowOffers(sale.score.ruleSetHash, sale.offerOf);
      return booked;
    },
    bookValue: (value) => book(valueOperation([value])),
    bookValues: (values) => book(valueOperation(values)),
    bookEnrolment: (enrolment) => {
      const { reward } = enrolment;
      const booked = book(enrolOperation(enrolment, stores, ports));
      if (booked.ok && reward !== null) knowOffers(reward.score.ruleSetHash, reward.offerOf);
      return booked;
    },
    markReceiptSeen: (entryId) => booking.write(() => stores.receipts.markSeen(entryId, ports.clock.nowMs())),
    head: () => {
      const { epoch, seq, hash } = booking.place();
      return { epoch, seq, hash: bytesToHex(hash) };
    },
    stoppedBy: booking.stoppedBy,
  };
}

function saleOperation(sale: SaleToBook, stores: LedgerStores, ports: TillPorts): Operation {
  const opKey = saleKey(ports.sha256, sale.basketId);
  return {
    opKey,
    isBooked: (entry) => isBookedSale(entry, sale),
    decide: (stamp) => decideSale(stamp, { ...sale, opKey }),
    writeBefore: () => keepRuleSet(sale, stores, ports),
    writeAfter: () => undefined,
    followedBy: ({ entryId }) => sale.followedBy(entryId).map(valueEntry),
  };
}

/**
 * The same basket of the same member. The score is not compared: after a restart it is worked out again, by facts
 * that already contain this very sale.
 */
function isBookedSale(entry: Entry, sale: SaleToBook): boolean {
  if (entry.kind !== 'sale' || entry.memberRef !== sale.memberRef) return false;
  const { lines } = entry.content;
  return (
    lines.length === sale.lines.length &&
    sale.lines.every((line, index) => {
      const sold = lines[index];
      return (
        sold?.lineId === line.lineId &&
        sold.productId === line.productId &&
        sold.groupId === line.groupId &&
        sold.unitPriceMinor === line.unitPriceMinor &&
        sold.quantity === line.quantity
      );
    })
  );
}

function valueOperation([first, ...rest]: readonly [ValueToBook, ...ValueToBook[]]): Operation {
  return {
    opKey: first.opKey,
    // The key is made of the kind and of the command: another decision now is the same command at another time.
    isBooked: (entry) => entry.kind === first.kind && entry.memberRef === first.memberRef,
    ...valueEntry(first),
    followedBy: () => rest.map(valueEntry),
  };
}

function valueEntry(value: ValueToBook): EntryToMake {
  return {
    decide: (stamp) => decideValue(stamp, value),
    writeBefore: () => undefined,
    writeAfter: ({ entryId }) => value.alsoWrite?.(entryId),
  };
}

type RuleSetToKeep = Pick<SaleToBook, 'score' | 'ruleSetJson'>;

function keepRuleSet(
  { score, ruleSetJson }: RuleSetToKeep,
  { ruleSets }: LedgerStores,
  ports: TillPorts,
): void {
  if (ruleSets.isKept(score.ruleSetHash)) return;
  const hash = bytesToHex(ports.sha256(ports.utf8.encode(ruleSetJson)));
  invariant(hash === score.ruleSetHash, 'a rule set is named by the SHA-256 of its canonical JSON');
  ruleSets.keep(hash, ruleSetJson);
}

function enrolOperation(enrolment: EnrolmentToBook, stores: LedgerStores, ports: TillPorts): Operation {
  const opKey = enrolKey(ports.sha256, enrolment.commandId);
  const { key, ciphertext } = ports.recordSealer.seal(enrolment.record);
  const recordHash = ports.sha256(ciphertext);
  return {
    opKey,
    // The record is sealed under a fresh key at each try, so its hash says nothing about a repeat.
    isBooked: (entry) => entry.kind === 'enrol' && entry.memberRef === enrolment.memberRef,
    decide: (stamp) => decideEnrol(stamp, { ...enrolment, opKey, recordHash }),
    writeBefore: () => undefined,
    writeAfter: ({ entryId }) => {
      stores.attachments.add({ entryId, hash: recordHash, ciphertext, key });
      enrolment.alsoWrite();
    },
    followedBy: () => [
      ...(enrolment.reward === null ? [] : [activityEntry(enrolment, enrolment.reward, { stores, ports })]),
      ...(enrolment.alsoBook ?? []).map(valueEntry),
    ],
  };
}

type BookingParts = { readonly stores: LedgerStores; readonly ports: TillPorts };

function activityEntry(
  enrolment: EnrolmentToBook,
  reward: RewardToBook,
  { stores, ports }: BookingParts,
): EntryToMake {
  const opKey = activityKey(ports.sha256, enrolment.commandId);
  const { operatorId, storeId, businessDay, memberRef } = enrolment;
  return {
    decide: (stamp) =>
      decideActivity(stamp, { ...reward, opKey, operatorId, storeId, businessDay, memberRef }),
    writeBefore: () => keepRuleSet(reward, stores, ports),
    writeAfter: () => undefined,
  };
}
