/** The file system of the machine. */

import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { diskFailure } from './file-system.ts';
import type { AppendingFile, FileSystem } from './file-system.ts';
import { writeWhole } from './write-whole.ts';

export const nodeFileSystem: FileSystem = {
  list: (folder) => {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (diskFailure(error) === 'ENOENT') return [];
      throw error;
    }
  },
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true, mode: 0o700 }),
  create: (file) => appendingFile(openSync(file, 'wx', 0o600)),
  read: (file, offset, length) => {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, statSync(file).size - offset)));
      return bytes.subarray(0, readWhole(descriptor, bytes, offset));
    } finally {
      closeSync(descriptor);
    }
  },
  size: (file) => statSync(file).size,
  replace: (file, bytes) => {
    const incoming = `${file}.incoming`;
    rmSync(incoming, { force: true }); // what a replacement that was cut off left behind
    const written = appendingFile(openSync(incoming, 'wx', 0o600));
    try {
      written.append(bytes);
      written.sync();
    } finally {
      written.close();
    }
    renameSync(incoming, file);
    syncFolder(path.dirname(file));
  },
  syncFolder,
};

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // a folder cannot be opened there, and its names are durable by themselves
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function appendingFile(descriptor: number): AppendingFile {
  return {
    append: (bytes) => writeWhole(descriptor, bytes),
    // On macOS a plain sync stops at the drive's own cache; Node's fsync asks for the full one there.
    sync: () => (process.platform === 'darwin' ? fsyncSync(descriptor) : fdatasyncSync(descriptor)),
    close: () => closeSync(descriptor),
  };
}

function readWhole(descriptor: number, bytes: Uint8Array, offset: number): number {
  let read = 0;
  while (read < bytes.length) {
    const part = readSync(descriptor, bytes, read, bytes.length - read, offset + read);
    if (part === 0) break;
    read += part;
  }
  return read;
}
