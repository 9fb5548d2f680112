/** Takes the last remains of erased members out of a file: rows are overwritten as they go, free pages and the log are not. */

import { integerOf } from '../db/row.ts';
import type { WriteDb } from '../db/database.ts';
import { writing } from '../db/in-transaction.ts';
import { createErasureWriter } from '../db/stores/erasure-store.ts';

/**
 * Writes the file anew without its free pages and empties its log, beside a till that goes on reading. Takes seconds for
 * a million members. False where somebody is reading the old pages right now, or the disk is full: it stays due.
 */
export function scrubCache(db: WriteDb): boolean {
  if (!createErasureWriter(db).isScrubDue()) return true;
  const isClean = rewritten(db);
  if (!isClean) return false;
  return writing(() => createErasureWriter(db).markScrubbed()).ok;
}

/** The log alone: for a file whose rows are gone as a whole. */
export function emptyLog(db: WriteDb): boolean {
  const emptied = writing(() => db.prepareRead('PRAGMA wal_checkpoint(TRUNCATE)').get());
  return emptied.ok && emptied.value !== undefined && integerOf(emptied.value, 'busy') === 0;
}

function rewritten(db: WriteDb): boolean {
  // The index first: what it once held of a name goes only when its parts are merged.
  const isMerged = writing(() =>
    db.runScript("INSERT INTO member_search (member_search) VALUES ('optimize')"),
  ).ok;
  return isMerged && writing(() => db.runScript('VACUUM')).ok && emptyLog(db);
}
