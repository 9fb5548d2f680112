/** What a disk can do to files beyond what it promised: forget what was synced, lose a file, change a byte. */

import type { Rng } from '#shared/kernel/rng.ts';

export type Files = ReadonlyMap<string, Buffer>;

/** Files as they were synced after each step so far, the newest last. */
export type History = readonly Files[];

export type Damage = {
  readonly name: string;
  /** True where the ledger is whole and the journal's own report must name the damage. */
  readonly isOfJournal?: boolean;
  readonly isOfByte?: boolean;
  readonly done: (files: Files, history: History, rng: Rng) => Files;
};

const ledger = 'ledger.db';
const log = 'ledger.db-wal';
const isLedger = (name: string): boolean => name === ledger || name === log;
const isJournal = (name: string): boolean => name.startsWith('journal/');

export const damages: readonly Damage[] = [
  { name: 'ledgerAsItWas', done: (files, history, rng) => asItWas(files, history, rng) },
  { name: 'logLost', done: (files) => without(files, (name) => name === log) },
  { name: 'logCut', done: (files, _history, rng) => cut(files, log, rng) },
  { name: 'ledgerMissing', done: (files) => without(files, isLedger) },
  {
    name: 'ledgerEmpty',
    done: (files) => changed(without(files, isLedger), ledger, Buffer.alloc(0)),
  },
  { name: 'ledgerCut', done: (files, _history, rng) => cut(files, ledger, rng) },
  { name: 'byteOfLedger', isOfByte: true, done: (files, _history, rng) => flipped(files, ledger, rng) },
  { name: 'byteOfLog', isOfByte: true, done: (files, _history, rng) => flipped(files, log, rng) },
  {
    name: 'byteOfJournal',
    isOfByte: true,
    isOfJournal: true,
    done: (files, _history, rng) => {
      const segments = [...files.keys()].filter(isJournal);
      const segment = segments[rng.below(Math.max(1, segments.length))];
      return segment === undefined ? files : flipped(files, segment, rng);
    },
  },
];

/** The disk said to have written the ledger, and had not; or wrote a part of it in another order. */
function asItWas(files: Files, history: History, rng: Rng): Files {
  const earlier = history[rng.below(history.length)];
  const kept = without(files, isLedger);
  return new Map([...kept, ...[...(earlier ?? [])].filter(([name]) => isLedger(name))]);
}

function without(files: Files, isLost: (name: string) => boolean): Files {
  return new Map([...files].filter(([name]) => !isLost(name)));
}

function cut(files: Files, name: string, rng: Rng): Files {
  const bytes = files.get(name);
  if (bytes === undefined || bytes.length === 0) return files;
  return changed(files, name, bytes.subarray(0, rng.below(bytes.length)));
}

function flipped(files: Files, name: string, rng: Rng): Files {
  const bytes = files.get(name);
  if (bytes === undefined || bytes.length === 0) return files;
  const copy = Buffer.from(bytes);
  const at = rng.below(copy.length);
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << rng.below(8)), at);
  return changed(files, name, copy);
}

function changed(files: Files, name: string, bytes: Buffer): Files {
  return new Map([...files, [name, bytes]]);
}
