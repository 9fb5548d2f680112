/** The end of making a file that is given its name only when it is whole. */

import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { WriteDb } from './database.ts';

/** Brings everything from the log into the file itself, so that the file alone is the whole. */
export function finishCopy(db: WriteDb): void {
  db.prepareRead('PRAGMA wal_checkpoint(TRUNCATE)').get();
}

export function syncFile(file: string): void {
  // Windows flushes only what was opened for writing.
  synced(file, 'r+');
}

/** Makes the names in a folder durable; Windows does so by itself and cannot open one. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') synced(folder, 'r');
}

function synced(place: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(place, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
