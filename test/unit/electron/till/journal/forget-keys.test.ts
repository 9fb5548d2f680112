import { expect, test } from 'vitest';
import { forgetKeys } from '#electron/till/journal/forget-keys.ts';
import { segmentNumbers } from '#electron/till/journal/journal-place.ts';
import type { JournalEntry } from '#electron/till/journal/journal-record.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { createTestJournal, journalEntry, journalFolder } from '#test/support/journal.ts';
import type { TestJournal } from '#test/support/journal.ts';
import { ledgerKeys } from '#test/support/ledger.ts';

const { bytes: randomBytes } = createSeededRng(11);
const erased = new Uint8Array(32).fill(1);
const kept = new Uint8Array(32).fill(2);
const isForgotten = (hash: Uint8Array): boolean => isSameBytes(hash, erased);

function enrolment(seq: number, hash: Uint8Array): JournalEntry {
  const attachment = { hash, ciphertext: new Uint8Array(50).fill(9), key: new Uint8Array(32).fill(seq) };
  return { ...journalEntry(seq), attachments: [attachment] };
}

/** Two segments: the erased member in the first one, somebody else in both. */
function journalOfTwo(): TestJournal {
  const journal = createTestJournal();
  const first = journal.newWriter();
  const ruleSets = new Map([['h', () => '{"rules":1}']]);
  first.append({ entries: [journalEntry(1)], ruleSets });
  first.append({ entries: [enrolment(2, erased), enrolment(3, kept)], ruleSets: new Map() });
  first.close();
  const second = journal.newWriter();
  second.append({ entries: [enrolment(4, kept)], ruleSets: new Map() });
  second.close();
  return journal;
}

function placeOf({ files }: TestJournal) {
  return { files, folder: journalFolder, key: ledgerKeys.databaseKey };
}

function keysIn({ reader }: TestJournal): readonly (number | null)[] {
  return [...reader.recordsAfter(undefined)].flatMap(({ entries }) =>
    entries.flatMap(({ attachments }) => attachments.map(({ key }) => key?.[0] ?? null)),
  );
}

function forget(journal: TestJournal): readonly boolean[] {
  const place = placeOf(journal);
  return segmentNumbers(place).map((segment) => forgetKeys(place, segment, { isForgotten, randomBytes }));
}

test('a forgotten key is gone from its segment, and everything else of the journal reads as before', () => {
  const journal = journalOfTwo();
  const before = [...journal.reader.recordsAfter(undefined)];
  expect(keysIn(journal)).toEqual([2, 3, 4]);
  expect(forget(journal)).toEqual([true, false]);
  expect(keysIn(journal)).toEqual([null, 3, 4]);
  const after = [...journal.reader.recordsAfter(undefined)];
  expect(after.map(({ ruleSets }) => ruleSets)).toEqual(before.map(({ ruleSets }) => ruleSets));
  const bare = ({ attachments: _attachments, ...entry }: JournalEntry) => entry;
  expect(after.flatMap(({ entries }) => entries.map(bare))).toEqual(
    before.flatMap(({ entries }) => entries.map(bare)),
  );
  expect(journal.reader.report()).toMatchObject({ segments: 2, entries: 4, strayBytes: 0, forks: [] });
  expect(forget(journal)).toEqual([false, false]);
  const third = journal.newWriter();
  journal.append(third, 5);
  expect(journal.seqs()).toEqual([1, 2, 3, 4, 5]);
});

test('damaged bytes of a segment that held a forgotten key go with it', () => {
  const journal = journalOfTwo();
  const [file = ''] = journal.files.names();
  const torn = new Uint8Array([...journal.files.bytesOf(file), 7, 7, 7]);
  journal.files.setBytes(file, torn);
  expect(journal.reader.report().strayBytes).toBe(3);
  expect(forget(journal)).toEqual([true, false]);
  expect(journal.reader.report().strayBytes).toBe(0);
});

test('a disk that refuses the new segment leaves the one of before', () => {
  const journal = journalOfTwo();
  journal.files.failAt(1, 'ENOSPC');
  expect(() => forget(journal)).toThrow('ENOSPC');
  expect(keysIn(journal)).toEqual([2, 3, 4]);
});
