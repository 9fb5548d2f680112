/** Journals in memory, of entries that are made up but have the form of real ones. */

import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import type { JournalReader } from '#electron/till/journal/read-journal.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import type { JournalWriter } from '#electron/till/journal/write-journal.ts';
import type { JournalEntry } from '#electron/till/journal/journal-record.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { deviceId, ledgerKeys } from './ledger.ts';
import { createMemoryFileSystem } from './memory-file-system.ts';
import type { MemoryFileSystem } from './memory-file-system.ts';

export const journalFolder = '/till/journal';

export type TestJournal = {
  readonly files: MemoryFileSystem;
  readonly reader: JournalReader;
  /** A life of the till: each has a writer of its own. */
  readonly newWriter: (segmentBytesMax?: number) => JournalWriter;
  readonly append: (writer: JournalWriter, ...seqs: readonly number[]) => void;
  /** `seq` of everything that can be read. */
  readonly seqs: (afterSeq?: number) => readonly number[];
};

export function createTestJournal(key: Uint8Array = ledgerKeys.databaseKey): TestJournal {
  const files = createMemoryFileSystem();
  const place = { files, folder: journalFolder, key };
  const rng = createSeededRng(7);
  const reader = createJournalReader(place);
  return {
    files,
    reader,
    newWriter: (segmentBytesMax = 1_000_000) =>
      createJournalWriter({ place, deviceId, randomBytes: rng.bytes, segmentBytesMax }),
    append: (writer, ...seqs) =>
      writer.append({ entries: seqs.map((seq) => journalEntry(seq)), ruleSets: new Map() }),
    seqs: (afterSeq) => {
      const from = afterSeq === undefined ? undefined : { epoch: 1, seq: afterSeq };
      return [...reader.recordsAfter(from)].flatMap(({ entries }) => entries.map(({ seq }) => seq));
    },
  };
}

export function journalEntry(seq: number, epoch = 1): JournalEntry {
  const hashOf = (number: number): Uint8Array => sha256(new Uint8Array([number & 0xff, number >> 8, epoch]));
  return {
    epoch,
    seq,
    body: new Uint8Array(40 + (seq % 7)).fill(seq),
    previousHash: hashOf(seq - 1),
    hash: hashOf(seq),
    signature: new Uint8Array(64).fill(seq),
    attachments: [],
    commandId: null,
  };
}
