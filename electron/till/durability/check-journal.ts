/** Compares a ledger with the journal beside it: each must tell the same entries as the other. Changes nothing. */

import type { ReadDb } from '../db/database.ts';
import { deviceOf } from '../db/stores/device-store.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import { placeOf } from '../db/stores/place.ts';
import type { LedgerFinding } from '../ledger-verify.ts';
import type { JournalHead, JournalReader } from '../journal/read-journal.ts';
import { compareChains } from './compare-chains.ts';
import type { EntryRange } from './entry-range.ts';

/**
 * `journal_behind`: the newest entries are in the ledger alone; `journal_gap`: older ones are; `ledger_behind`: the
 * journal has entries that the ledger lacks; `journal_differs`: two entries under one number, or another till's journal.
 * None where there is no journal. Right also beside a till that sells.
 */
export function checkJournal(db: ReadDb, reader: JournalReader): readonly LedgerFinding[] {
  const owner = reader.owner();
  if (owner.kind !== 'device') return owner.kind === 'missing' ? [] : [differs('unreadable')];
  if ((deviceOf(db) ?? owner.deviceId) !== owner.deviceId) return [differs('otherDevice')];
  const store = createJournalStore(db);
  const journalHead = reader.head();
  const { firstDifference, differences, onlyInFirst, onlyInSecond } = compareChains(
    store.hashes(),
    journalEntries(reader),
  );
  const found: LedgerFinding[] = [];
  if (firstDifference !== null)
    found.push({ code: 'journal_differs', ...firstDifference, what: String(differences) });
  for (const range of onlyInFirst) {
    const isNewest =
      journalHead === undefined || placeOf({ epoch: range.epoch, seq: range.fromSeq }) > placeOf(journalHead);
    found.push(named(isNewest ? 'journal_behind' : 'journal_gap', range));
  }
  // What was booked while the journal was read is in the ledger by now.
  const lacking = onlyInSecond.filter(
    ({ epoch, toSeq }) => store.hashAt({ epoch, seq: toSeq }) === undefined,
  );
  return [...found, ...lacking.map((range) => named('ledger_behind', range))];
}

/** The entries inside the journal that only the ledger has: not those behind its newest, which follow by themselves. */
export function journalGaps(db: ReadDb, reader: JournalReader): readonly EntryRange[] {
  return checkJournal(db, reader).flatMap(({ code, epoch, seq, what }) =>
    code === 'journal_gap' ? [{ epoch, fromSeq: seq, toSeq: seq + Number(what) - 1 }] : [],
  );
}

function* journalEntries(reader: JournalReader): Iterable<JournalHead> {
  for (const { entries } of reader.recordsAfter(undefined)) yield* entries;
}

/** `what` is the number of entries. */
function named(code: LedgerFinding['code'], { epoch, fromSeq, toSeq }: EntryRange): LedgerFinding {
  return { code, epoch, seq: fromSeq, what: String(toSeq - fromSeq + 1) };
}

function differs(what: string): LedgerFinding {
  return { code: 'journal_differs', epoch: 0, seq: 0, what };
}
