/** How an area takes part in backups: it notes something, and hears when that is safe. */

import type { HqDb, HqTransaction } from '../db/hq-tables.ts';

export type BackupHook = {
  readonly name: string;
  /** Reads in the backup's own snapshot. The text is kept in the backup as it is. */
  readonly note: (transaction: HqTransaction) => Promise<string>;
  /** The backup with that note was written, synced and read back without a fault. */
  readonly onVerified: (db: HqDb, note: string) => Promise<void>;
};
