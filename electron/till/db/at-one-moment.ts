/** Reads that must agree with each other, beside a till that goes on writing. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { ReadDb } from './database.ts';

/**
 * Everything that `work` reads through this connection is as of one moment. The log cannot be cut back meanwhile, so
 * this is for seconds, not for minutes.
 */
export function atOneMoment<Value>(db: ReadDb, work: () => Value): Value {
  // SQLite keeps the moment for as long as a statement of the connection is in the middle of its rows.
  for (const _row of db.prepareRead('SELECT name FROM sqlite_schema').iterate()) return work();
  invariant(false, 'a file with a schema is read');
}
