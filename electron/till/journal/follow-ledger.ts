/** Keeps the journal in step with the ledger: whatever the ledger has and the journal lacks is appended to it. */

import type { ReadDb } from '../db/database.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { JournalStore, KeptEntry, KeptHead } from '../db/stores/journal-store.ts';
import { placeOf } from '../db/stores/place.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import { createKeptRuleSets } from '../db/stores/rule-set-store.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { diskFailure } from './file-system.ts';
import type { JournalWriter } from './write-journal.ts';
import type { EntryRange } from '../durability/entry-range.ts';
import type { Witness } from '../durability/witness.ts';
import type { TillPorts } from '../ports.ts';

/** `behind`: entries are booked, and safe in the ledger alone. */
export type JournalState = 'written' | 'behind';

export type LedgerJournal = {
  /**
   * Called after each booking, before it is answered. A disk that refuses the journal does not undo the booking: the
   * state says so, and the next call tries again with everything that is missing.
   */
  readonly follow: () => JournalState;
  readonly state: () => JournalState;
  /**
   * Writes older entries once more, from the first of a range: at most `entriesPerRefill`. The answer is their number; 0
   * where the disk refuses.
   */
  readonly refill: (range: EntryRange) => number;
  readonly onStateChanged: (tell: (state: JournalState) => void) => void;
  readonly close: () => void;
};

export type LedgerJournalDeps = {
  readonly db: ReadDb;
  readonly writer: JournalWriter;
  /** The newest entry that the journal holds; `undefined` for an empty one. */
  readonly last: EntryPlace | undefined;
  /** Told of every new head; none in a till that has no place outside its data folder. */
  readonly witness?: Pick<Witness, 'note'> | undefined;
  readonly log: TillPorts['log'];
};

/** What one call appends at most: the rest of a long gap is closed by the calls after it, a little at a time. */
const entriesPerCallMax = 512;
const bytesPerFrameMax = 1024 * 1024;
const entriesPerRefill = 64;

export function createLedgerJournal(deps: LedgerJournalDeps): LedgerJournal {
  const { writer, log } = deps;
  const store = createJournalStore(deps.db);
  const ruleSets = createKeptRuleSets(deps.db);
  let { last } = deps;
  let state: JournalState = 'written';
  let tellState: (state: JournalState) => void = () => undefined;

  const isLevelWith = (head: KeptHead | undefined): boolean =>
    head === undefined || (last !== undefined && placeOf(last) >= placeOf(head));
  const appendFrame = (entries: readonly KeptEntry[]): void => {
    writer.append({ entries, ruleSets: ruleSetsOf(entries, ruleSets.jsonOf) });
    last = entries.at(-1) ?? last;
  };
  const enter = (next: JournalState): JournalState => {
    if (next === state) return state;
    log(
      next === 'behind' ? 'journalBehind' : 'journalLevel',
      last === undefined ? {} : { epoch: last.epoch, seq: last.seq },
    );
    state = next;
    tellState(state);
    return state;
  };
  return {
    follow: () => {
      const missing = store.entriesAfter(last, entriesPerCallMax);
      // A whole gap that was read at once ends with the head: asking for it costs each booking a lock of its own.
      const isWhole = missing.length > 0 && missing.length < entriesPerCallMax;
      const head = isWhole ? missing.at(-1) : store.head();
      noteHead(deps, head);
      try {
        for (const entries of framesOf(missing)) appendFrame(entries);
      } catch (error) {
        const code = diskFailure(error);
        if (code === undefined) throw error;
        log('journalNotWritten', { code });
        return enter('behind');
      }
      return enter(isLevelWith(head) ? 'written' : 'behind');
    },
    state: () => state,
    refill: ({ epoch, fromSeq, toSeq }) => {
      const limit = Math.min(entriesPerRefill, toSeq - fromSeq + 1);
      const older = store
        .entriesAfter({ epoch, seq: fromSeq - 1 }, limit)
        .filter((entry) => entry.epoch === epoch && entry.seq <= toSeq);
      const newest = newestOf(store);
      if (older.length === 0 || newest === undefined) return 0;
      try {
        // A segment tells by its first and its newest entry where it belongs, so older ones never stand in it alone.
        for (const entries of [[newest], older, [newest]])
          writer.append({ entries, ruleSets: ruleSetsOf(entries, ruleSets.jsonOf) });
      } catch (error) {
        const code = diskFailure(error);
        if (code === undefined) throw error;
        log('journalNotRefilled', { code });
        return 0;
      }
      log('journalRefilled', { epoch, fromSeq, entries: older.length });
      return older.length;
    },
    onStateChanged: (tell) => {
      tellState = tell;
    },
    close: writer.close,
  };
}

function newestOf(store: JournalStore): KeptEntry | undefined {
  const head = store.head();
  return head && store.entriesAfter({ epoch: head.epoch, seq: head.seq - 1 }, 1)[0];
}

/** Losing a note only makes the witness older, which is no reason to tell anybody more than the log. */
function noteHead({ witness, log }: LedgerJournalDeps, head: KeptHead | undefined): void {
  if (witness === undefined || head === undefined) return;
  try {
    witness.note(head);
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    log('witnessNotWritten', { code });
  }
}

/** One booking is far smaller than a frame may be, and so stays whole. */
function framesOf(entries: readonly KeptEntry[]): readonly (readonly KeptEntry[])[] {
  const frames: KeptEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (frames.length === 0 || bytes > bytesPerFrameMax) {
      frames.push([]);
      bytes = 0;
    }
    frames.at(-1)?.push(entry);
    bytes += entry.body.length;
  }
  return frames;
}

/** The rule sets that entries name, by hash. */
export function ruleSetsOf(
  entries: readonly KeptEntry[],
  jsonOf: (hash: string) => string | undefined,
): ReadonlyMap<string, () => string> {
  const named = entries.map(({ ruleSetHash }) => ruleSetHash).filter((hash) => hash !== null);
  const keptJson = (hash: string): string => {
    const json = jsonOf(hash);
    invariant(json !== undefined, 'a rule set that an entry names is kept');
    return json;
  };
  return new Map(named.map((hash) => [hash, () => keptJson(hash)]));
}
