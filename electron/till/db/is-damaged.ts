/** Looks at every page of a file. */

import type { ReadDb } from './database.ts';
import { sqliteFailure } from './sqlite-failure.ts';

/** True when not every page can be read back. Costs as much as the file is large. */
export function isDamaged(db: ReadDb): boolean {
  try {
    return db.prepareRead('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok';
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return true;
  }
}
