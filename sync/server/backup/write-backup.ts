/** Makes a backup of all tables as they stood at one instant, while HQ works on. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Clock } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { metaValue } from '../db/hq-identity.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { schemaVersion } from '../db/migrate.ts';
import { dataTables, rowsOfTable } from '../db/table-copy.ts';
import type { DataSeal } from '../service-keys.ts';
import type { BackupFailure } from './backup-failure.ts';
import { backupFormat, linePrefix } from './backup-form.ts';
import type { BackupHeader, BackupTable } from './backup-form.ts';
import type { BackupHook } from './backup-hook.ts';
import { readBackup } from './read-backup-file.ts';
import type { ReadBackup } from './read-backup-file.ts';
import { openBackupWriter } from './write-backup-file.ts';
import type { BackupWriter } from './write-backup-file.ts';

export type BackupRequest = {
  readonly db: HqDb;
  readonly clock: Clock;
  readonly dataSeal: DataSeal;
  readonly hooks: readonly BackupHook[];
  /** Must not exist yet. */
  readonly file: string;
};

/** A file of the asked name is always a whole backup that was read back without a fault. */
export async function writeBackup(request: BackupRequest): Promise<Result<ReadBackup, BackupFailure>> {
  const { db, file, hooks } = request;
  if (existsSync(file)) {
    return err({ code: 'backup_exists', message: `${file} is there already. Name a file that is not.` });
  }
  if ((await schemaVersion(db)) === 0) {
    return err({
      code: 'database_blank',
      message: 'There is no HQ in this database yet: nothing to back up.',
    });
  }
  const unfinished = `${file}.unfinished`;
  const writer = await openWriter(unfinished);
  if (writer === undefined) {
    return err({
      code: 'backup_unwritable',
      message: `${unfinished} cannot be written, or is left from a backup that was broken off; remove it then.`,
    });
  }
  try {
    await writeLines(request, writer);
    await writer.finish();
  } catch (fault) {
    await writer.abandon();
    throw fault;
  }
  const read = await readBackup(unfinished);
  if (!read.ok) return read;
  await rename(unfinished, file);
  for (const hook of hooks) await hook.onVerified(db, read.value.header.notes[hook.name] ?? '');
  return read;
}

/** 16 hexadecimal digits that only the same data key gives. */
export function keyCheckOf(dataSeal: DataSeal): string {
  return bytesToHex(dataSeal.derive('backup-key-check').slice(0, 8));
}

async function openWriter(file: string): Promise<BackupWriter | undefined> {
  try {
    return await openBackupWriter(file);
  } catch {
    // No such folder, no right, or there already: the sentence of the caller names all of them.
    return undefined;
  }
}

async function writeLines(request: BackupRequest, writer: BackupWriter): Promise<void> {
  const snapshot = request.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  await snapshot.execute(async (transaction) => {
    await writer.line(linePrefix.header + JSON.stringify(await headerOf(request, transaction)));
    const tables: BackupTable[] = [];
    for (const table of await dataTables(transaction))
      tables.push(await writeTable(transaction, table, writer));
    await writer.line(linePrefix.manifest + JSON.stringify({ tables }));
  });
}

async function headerOf(
  { clock, dataSeal, hooks }: BackupRequest,
  transaction: HqTransaction,
): Promise<BackupHeader> {
  const notes: Record<string, string> = {};
  for (const hook of hooks) notes[hook.name] = await hook.note(transaction);
  return {
    format: backupFormat,
    schemaVersion: await schemaVersion(transaction),
    hqId: uuid(await metaValue(transaction, 'hqId')),
    hqEpoch: uuid(await metaValue(transaction, 'hqEpoch')),
    madeAtMs: clock.nowMs(),
    keyCheck: keyCheckOf(dataSeal),
    notes,
  };
}

async function writeTable(
  transaction: HqTransaction,
  table: string,
  writer: BackupWriter,
): Promise<BackupTable> {
  const hash = createHash('sha256');
  let rows = 0;
  await writer.line(linePrefix.table + JSON.stringify(table));
  for await (const group of rowsOfTable(transaction, table)) {
    for (const row of group) {
      hash.update(`${row}\n`);
      await writer.line(linePrefix.row + row);
    }
    rows += group.length;
  }
  const summary: BackupTable = { table, rows, sha256: hash.digest('hex') };
  await writer.line(linePrefix.end + JSON.stringify(summary));
  return summary;
}
