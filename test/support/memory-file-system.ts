/** A disk in memory: what was synced survives a power cut, what was not may be there in part; any call can fail. */

import path from 'node:path';
import type { FileSystem } from '#electron/till/journal/file-system.ts';

export type MemoryFileSystem = FileSystem & {
  /** The k-th call of the disk from now on fails with this code; 0 for none. */
  readonly failAt: (calls: number, code?: string) => void;
  /** Calls since `failAt` that can fail. */
  readonly calls: () => number;
  readonly bytesOf: (file: string) => Uint8Array;
  readonly setBytes: (file: string, bytes: Uint8Array) => void;
  readonly remove: (file: string) => void;
  readonly names: () => readonly string[];
  /** Keeps of each file what was synced and `kept` of the rest, by file; a file that no sync named may be gone. */
  readonly powerCut: (kept: (file: string, unsyncedBytes: number) => number) => void;
};

type Stored = { bytes: Uint8Array; synced: number };

export function createMemoryFileSystem(): MemoryFileSystem {
  const files = new Map<string, Stored>();
  let failing = 0;
  let code = 'EIO';
  let calls = 0;
  const pass = (syscall: string): void => {
    calls += 1;
    if (calls === failing) throw Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
  };
  const stored = (file: string): Stored => {
    const found = files.get(file);
    if (found === undefined)
      throw Object.assign(new Error(`no ${file}`), { code: 'ENOENT', syscall: 'open' });
    return found;
  };
  return {
    list: (folder) =>
      [...files.keys()].filter((file) => path.dirname(file) === folder).map((file) => path.basename(file)),
    makeFolder: () => pass('mkdir'),
    create: (file) => {
      pass('open');
      if (files.has(file))
        throw Object.assign(new Error(`${file} is there`), { code: 'EEXIST', syscall: 'open' });
      const made: Stored = { bytes: new Uint8Array(), synced: 0 };
      files.set(file, made);
      return {
        append: (bytes) => {
          try {
            pass('write');
          } catch (error) {
            // A write that fails may have got half of its way.
            made.bytes = joined(made.bytes, bytes.subarray(0, bytes.length / 2));
            throw error;
          }
          made.bytes = joined(made.bytes, bytes);
        },
        sync: () => {
          pass('fdatasync');
          made.synced = made.bytes.length;
        },
        close: () => undefined,
      };
    },
    read: (file, offset, length) => stored(file).bytes.slice(offset, offset + length),
    size: (file) => stored(file).bytes.length,
    replace: (file, bytes) => {
      pass('rename');
      files.set(file, { bytes, synced: bytes.length });
    },
    syncFolder: () => pass('fsync'),
    failAt: (place, failure = 'EIO') => {
      failing = place;
      code = failure;
      calls = 0;
    },
    calls: () => calls,
    bytesOf: (file) => stored(file).bytes,
    setBytes: (file, bytes) => void files.set(file, { bytes, synced: bytes.length }),
    remove: (file) => void files.delete(file),
    names: () => [...files.keys()].toSorted(),
    powerCut: (kept) => {
      for (const [file, { bytes, synced }] of files) {
        const length = synced + kept(file, bytes.length - synced);
        files.set(file, { bytes: bytes.slice(0, length), synced: length });
      }
    },
  };
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}
