/** Many transactions in a row that nobody waits for: fewer checkpoints, each of which seals and syncs the file's pages again. */

import type { WriteDb } from './database.ts';
import { integerOf } from './row.ts';

/** 49 MB: with one more transaction on top, the log stays below its bound of 64 MB. */
const longLogPages = 12_000;

/** The log is as long as ever again when `work` has ended, however it ended. What is committed is as safe as ever. */
export async function withLongLog<Value>(db: WriteDb, work: () => Promise<Value>): Promise<Value> {
  const before = db.prepareRead('PRAGMA wal_autocheckpoint').get();
  if (before === undefined) return work();
  db.prepareRead(`PRAGMA wal_autocheckpoint = ${longLogPages}`).get();
  try {
    return await work();
  } finally {
    db.prepareRead(`PRAGMA wal_autocheckpoint = ${integerOf(before, 'wal_autocheckpoint')}`).get();
  }
}
