/** Settings for filling a new file that nobody reads yet: a stop leaves rubbish, which the next start throws away. */

import type { WriteDb } from '../database.ts';

export function beginBulkLoad(db: WriteDb): void {
  // 64 MB of pages, so that card UIDs, which come in no order, find their pages in memory.
  db.runScript(`PRAGMA journal_mode = DELETE;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA secure_delete = OFF;
    PRAGMA cache_size = -65536;`);
  db.runScript("INSERT INTO member_search (member_search, rank) VALUES ('hashsize', 33554432)");
}

/** The file is whole and written as any other from here on; the caller brings it to the disk. */
export function endBulkLoad(db: WriteDb): void {
  db.runScript("INSERT INTO member_search (member_search) VALUES ('optimize')");
  db.runScript("INSERT INTO member_search (member_search, rank) VALUES ('hashsize', 1048576)");
  db.runScript(`PRAGMA secure_delete = ON;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_mode = WAL;`);
}
