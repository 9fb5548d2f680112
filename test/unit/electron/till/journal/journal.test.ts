import { describe, expect, test } from 'vitest';
import { diskFailure } from '#electron/till/journal/file-system.ts';
import { encodeRecord, parseRecord } from '#electron/till/journal/journal-record.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { createTestJournal, journalEntry, journalFolder } from '#test/support/journal.ts';
import { deviceId, testId } from '#test/support/ledger.ts';

const segment = (number: number): string => `${journalFolder}/00000${number}.vfj`;

describe('a record', () => {
  const attached = { hash: new Uint8Array(32), ciphertext: new Uint8Array(9), key: new Uint8Array(32) };
  const forgotten = { ...attached, key: null };
  const entry = { ...journalEntry(5), attachments: [attached, forgotten], commandId: testId(4) };
  const record = { ruleSets: ['{"a":"یک"}'], entries: [entry, journalEntry(6)] };

  test('comes back as it was written', () => {
    expect(parseRecord(encodeRecord(record))).toEqual(record);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['another version', encodeCanonical([2, [], []])],
    ['a rule set that is no text', encodeCanonical([1, [new Uint8Array([1, 2])], []])],
    ['a rule set that is a number', encodeCanonical([1, [7], []])],
    ['an entry of too few parts', encodeCanonical([1, [], [[1, 2]]])],
    ['an entry with a text for a hash', encodeCanonical([1, [], [[1, 2, 'a', 'b', 'c', 'd', [], null]]])],
    ['no list of entries', encodeCanonical([1, [], null])],
  ])('is refused: %s', (_what, bytes) => {
    expect(parseRecord(bytes)).toBeUndefined();
  });
});

describe('a journal', () => {
  test('that was never written has no owner and no head', () => {
    const { reader } = createTestJournal();
    expect(reader.owner()).toEqual({ kind: 'missing' });
    expect(reader.head()).toBeUndefined();
    expect([...reader.recordsAfter(undefined)]).toEqual([]);
  });

  test('tells everything in order over segments and lives, and its newest entry', () => {
    const journal = createTestJournal();
    const first = journal.newWriter(200);
    for (const seq of [1, 2, 3, 4]) journal.append(first, seq);
    journal.append(journal.newWriter(), 5, 6);
    expect(journal.files.names()).toHaveLength(5);
    expect(journal.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    for (let after = 0; after <= 6; after += 1)
      expect(journal.seqs(after)).toEqual([1, 2, 3, 4, 5, 6].filter((seq) => seq > after));
    expect(journal.reader.head()).toMatchObject({ epoch: 1, seq: 6 });
    expect(journal.reader.owner()).toEqual({ kind: 'device', deviceId });
  });

  test('reads for its head the newest segment only', () => {
    const journal = createTestJournal();
    for (const seq of [1, 2, 3]) journal.append(journal.newWriter(), seq);
    const read: string[] = [];
    const files = {
      ...journal.files,
      read: (file: string, offset: number, length: number) => {
        read.push(file);
        return journal.files.read(file, offset, length);
      },
    };
    const reader = createJournalReader({ files, folder: journalFolder, key: new Uint8Array(32).fill(0x11) });
    expect(reader.head()).toMatchObject({ seq: 3 });
    expect(new Set(read)).toEqual(new Set([segment(3)]));
  });

  test('keeps a rule set once in each segment, and asks for it no more than that', () => {
    const journal = createTestJournal();
    let asked = 0;
    const json = (): string => {
      asked += 1;
      return '{"offers":[]}';
    };
    const ruleSets = new Map([['a', json]]);
    for (const writer of [journal.newWriter(), journal.newWriter()]) {
      writer.append({ entries: [journalEntry(1)], ruleSets });
      writer.append({ entries: [journalEntry(2)], ruleSets });
    }
    const told = [...journal.reader.recordsAfter(undefined)].flatMap((record) => record.ruleSets);
    expect(told).toEqual(['{"offers":[]}', '{"offers":[]}']);
    expect(asked).toBe(2);
  });

  test('cut at any byte keeps every whole frame, and the next life writes on behind it', () => {
    const whole = createTestJournal();
    const writer = whole.newWriter();
    for (const seq of [1, 2, 3]) whole.append(writer, seq);
    const bytes = whole.files.bytesOf(segment(1));
    for (let length = 0; length <= bytes.length; length += 1) {
      const cut = createTestJournal();
      cut.files.setBytes(segment(1), bytes.slice(0, length));
      const left = cut.seqs();
      expect(left).toEqual([1, 2, 3].slice(0, left.length));
      expect(cut.reader.head()?.seq).toBe(left.at(-1));
      const next = (left.at(-1) ?? 0) + 1;
      cut.append(cut.newWriter(), next, next + 1);
      expect(cut.seqs()).toEqual([...left, next, next + 1]);
    }
  });

  test('with any byte changed never tells anything that was not written', () => {
    const whole = createTestJournal();
    const writer = whole.newWriter();
    for (const seq of [1, 2, 3]) whole.append(writer, seq);
    const bytes = whole.files.bytesOf(segment(1));
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      whole.files.setBytes(segment(1), changed);
      const entries = [...whole.reader.recordsAfter(undefined)].flatMap((record) => record.entries);
      expect(entries.length, `flip at ${at}`).toBe(at < 100 ? 0 : 2);
      for (const entry of entries) expect(entry).toEqual(journalEntry(entry.seq));
    }
  });

  test('names what cannot be read of it', () => {
    const journal = createTestJournal();
    for (const seq of [1, 2, 3]) journal.append(journal.newWriter(), seq);
    journal.files.setBytes(segment(2), new Uint8Array(500));
    journal.append(journal.newWriter(), 3);
    expect(journal.reader.report()).toMatchObject({
      segments: 4,
      entries: 2,
      unreadableSegments: [2],
      forks: [],
    });
    const fork = { ...journalEntry(3), hash: new Uint8Array(32) };
    journal.newWriter().append({ entries: [fork], ruleSets: new Map() });
    expect(journal.reader.report().forks).toEqual([{ epoch: 1, seq: 3 }]);
  });

  test('under another key is unreadable, and not taken for an empty one', () => {
    const journal = createTestJournal();
    journal.append(journal.newWriter(), 1);
    const other = { files: journal.files, folder: journalFolder, key: new Uint8Array(32).fill(3) };
    expect(createJournalReader(other).owner()).toEqual({ kind: 'unreadable' });
  });

  test('tells entries that were written once more in their own place', () => {
    const journal = createTestJournal();
    for (const seq of [1, 2, 3]) journal.append(journal.newWriter(), seq);
    journal.files.setBytes(segment(2), new Uint8Array(500));
    expect(journal.seqs()).toEqual([1, 3]);
    journal.append(journal.newWriter(), 2);
    expect(journal.seqs()).toEqual([1, 2, 3]);
  });
});

describe('a disk that fails while the journal is written', () => {
  test('at any call loses nothing that was synced, and the next append starts a new segment', () => {
    let place = 1;
    for (let isDone = false; !isDone; place += 1) {
      const journal = createTestJournal();
      const writer = journal.newWriter(400);
      const synced: number[] = [];
      const failures: (string | undefined)[] = [];
      const tryAppend = (seq: number): boolean => {
        try {
          journal.append(writer, seq);
          synced.push(seq);
          return true;
        } catch (error) {
          failures.push(diskFailure(error));
          return false;
        }
      };
      journal.files.failAt(place);
      for (const seq of [1, 2, 3, 4]) if (!tryAppend(seq)) tryAppend(seq);
      isDone = journal.files.calls() < place;
      expect(synced).toEqual([1, 2, 3, 4]);
      expect(failures).toEqual(isDone ? [] : ['EIO']);
      expect(journal.seqs(), `failure at ${place}`).toEqual([1, 2, 3, 4]);
      journal.files.powerCut(() => 0);
      expect(journal.seqs()).toEqual([1, 2, 3, 4]);
    }
    expect(place).toBeGreaterThan(10);
  });
});
