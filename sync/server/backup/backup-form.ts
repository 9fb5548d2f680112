/**
 * The form of a backup: compressed lines, and behind them the hash of every byte before. The first line says what it
 * is; then each table is its name, its rows, and their count and hash; the last line is the manifest.
 */

import { z } from 'zod';

export const backupFormat = 'vafa-hq-backup-1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

export const backupHeaderSchema = z.strictObject({
  format: z.literal(backupFormat),
  schemaVersion: count,
  hqId: z.uuid(),
  hqEpoch: z.uuid(),
  madeAtMs: count,
  /** Tells whether a key file opens what the backup holds, without telling the key. */
  keyCheck: z.string().regex(/^[0-9a-f]{16}$/),
  notes: z.record(z.string(), z.string()),
});
export type BackupHeader = z.output<typeof backupHeaderSchema>;

const tableSchema = z.strictObject({ table: z.string(), rows: count, sha256 });
export type BackupTable = z.output<typeof tableSchema>;

/** Lines between rows. A row begins with `{"` like these, so each line has a letter in front that says what it is. */
export const linePrefix = { header: 'H', table: 'T', row: 'R', end: 'E', manifest: 'M' } as const;
export const tableNameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/);
export const backupTableSchema = tableSchema;
export const backupManifestSchema = z.strictObject({ tables: z.array(tableSchema) });

/** The end of the file: a line of fixed length. */
export function footerOf(hash: string): string {
  return `\n${backupFormat} sha256 ${hash}\n`;
}
export const footerLength = footerOf('0'.repeat(64)).length;
