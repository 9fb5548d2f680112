/** Writes into the journal what a ledger has and the journal lacks: its newest entries, and those lost inside it. */

import type { ReadDb } from '../db/database.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { JournalStore, KeptEntry } from '../db/stores/journal-store.ts';
import { placeOf } from '../db/stores/place.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import { createKeptRuleSets } from '../db/stores/rule-set-store.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { ruleSetsOf } from '../journal/follow-ledger.ts';
import type { JournalReader } from '../journal/read-journal.ts';
import type { JournalWriter } from '../journal/write-journal.ts';

export type LedgerToTell = {
  readonly db: ReadDb;
  readonly reader: JournalReader;
  readonly writer: JournalWriter;
};

const entriesPerFrame = 64;

/**
 * The number of entries that were written. Reads both from end to end. A ledger with damaged pages tells what it can:
 * entries that cannot be read are left out. Throws what the journal's disk throws.
 */
export function completeJournal({ db, reader, writer }: LedgerToTell): number {
  const store = createJournalStore(db);
  const { jsonOf } = createKeptRuleSets(db);
  let written = 0;
  for (const [after, until] of gapsOf(reader)) {
    let last = after;
    for (;;) {
      const entries = readable(store, last).filter((entry) => isBefore(entry, until));
      if (entries.length === 0) break;
      writer.append({ entries, ruleSets: ruleSetsOf(entries, jsonOf) });
      written += entries.length;
      last = entries.at(-1);
    }
  }
  return written;
}

type Gap = readonly [after: EntryPlace | undefined, until: EntryPlace | undefined];

/** Where entries are missing between two that are there, and behind the last. */
function gapsOf(reader: JournalReader): readonly Gap[] {
  const gaps: Gap[] = [];
  let last: EntryPlace | undefined;
  for (const { entries } of reader.recordsAfter(undefined)) {
    for (const { epoch, seq } of entries) {
      const isNext = epoch === last?.epoch ? seq === last.seq + 1 : seq === 1;
      if (!isNext) gaps.push([last, { epoch, seq }]);
      last = { epoch, seq };
    }
  }
  return [...gaps, [last, undefined]];
}

function isBefore(entry: EntryPlace, until: EntryPlace | undefined): boolean {
  return until === undefined || placeOf(entry) < placeOf(until);
}

/** Where a page is damaged, one by one up to the entry that stands on it: no entry behind it could be put back. */
function readable(store: JournalStore, last: EntryPlace | undefined): readonly KeptEntry[] {
  for (const limit of [entriesPerFrame, 1]) {
    try {
      return store.entriesAfter(last, limit);
    } catch (error) {
      if (sqliteFailure(error) === undefined) throw error;
    }
  }
  return [];
}
