/**
 * What a start does when ledger and journal are not equally long. The rule, whatever the reason: both are prefixes of
 * one chain, so the longer one completes the shorter; what is in neither but known to have been is named; two chains
 * that differ are never mixed.
 */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { WriteDb } from '../db/database.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { JournalStore } from '../db/stores/journal-store.ts';
import { isAfter } from '../journal/journal-place.ts';
import type { JournalHead, JournalReader } from '../journal/read-journal.ts';
import { rangeBehind } from './entry-range.ts';
import type { EntryRange } from './entry-range.ts';
import { putBack } from './put-back.ts';
import type { EntriesToPutBack, PutBackPorts } from './put-back.ts';

export type Meeting = {
  /** Put back into the ledger from the journal. */
  readonly restored: (EntryRange & { readonly entries: number }) | null;
  /** The journal's newest entry, which the ledger may still lack where the journal has a gap. */
  readonly journalHead: JournalHead | undefined;
};

export type MeetingCode = WriteCode | 'database_newer' | 'ledger_broken';

export type LedgerToMeet = Pick<EntriesToPutBack, 'onProgress'> & {
  readonly db: WriteDb;
  readonly deviceId: DeviceId;
  readonly reader: JournalReader;
  readonly ports: PutBackPorts;
};

/** Costs as much as what one has and the other lacks. */
export async function meetJournal(given: LedgerToMeet): Promise<Result<Meeting, AppError<MeetingCode>>> {
  const { db, reader } = given;
  const store = createJournalStore(db);
  const journalHead = reader.head();
  const before = store.head();
  if (journalHead === undefined) return ok({ restored: null, journalHead });
  if (before !== undefined && !isAfter(journalHead, before)) {
    return isHeldBy(store, journalHead)
      ? ok({ restored: null, journalHead })
      : err(
          appError('ledger_broken', {
            reason: 'journalDiffers',
            epoch: journalHead.epoch,
            seq: journalHead.seq,
          }),
        );
  }
  const put = await putBack({ ...given, records: reader.recordsAfter(before) });
  if (!put.ok) return put;
  const after = store.head();
  const isOtherChain = put.value.entries === 0 && put.value.stoppedAt?.seq === (before?.seq ?? 0) + 1;
  if (isOtherChain && put.value.stoppedAt?.epoch === before?.epoch) {
    return err(
      appError('ledger_broken', {
        reason: 'journalDiffers',
        epoch: journalHead.epoch,
        seq: before?.seq ?? 0,
      }),
    );
  }
  const restored =
    after === undefined || put.value.entries === 0
      ? null
      : { ...rangeBehind(before, after), entries: put.value.entries };
  return ok({ restored, journalHead });
}

/** Where the ledger began an epoch without what the journal has of the one before, the journal simply holds more. */
function isHeldBy(store: JournalStore, journalHead: JournalHead): boolean {
  const hash = store.hashAt(journalHead);
  return hash === undefined || isSameBytes(hash, journalHead.hash);
}
