/** Puts a backup into an empty database: all of it or nothing. */

import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqMigration } from '../db/hq-migration.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { migrate, schemaVersion } from '../db/migrate.ts';
import { countRows, dataTables, emptyTable, insertRows } from '../db/table-copy.ts';
import type { DataSeal } from '../service-keys.ts';
import type { BackupFailure } from './backup-failure.ts';
import type { BackupHeader } from './backup-form.ts';
import { readBackup, readBackupHeader } from './read-backup-file.ts';
import type { ReadBackup } from './read-backup-file.ts';
import { keyCheckOf } from './write-backup.ts';

export type RestoreRequest = TransactionDeps & {
  readonly clock: Clock;
  readonly dataSeal: DataSeal;
  readonly migrations: readonly HqMigration[];
  readonly file: string;
};

export type Restored = ReadBackup & { readonly hqEpoch: Uuid };

/**
 * Refuses a file that was cut or changed, that is of a newer program or of other keys, and a database that belongs to
 * an HQ. The epoch is a new one: tills see by it that HQ was set back, and send again what came after the backup.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Result<Restored, BackupFailure>> {
  const { db, clock, randomBytes, file } = request;
  const header = await readBackupHeader(file);
  if (!header.ok) return header;
  const refused = refusal(header.value, request) ?? (await occupied(db));
  if (refused !== undefined) return err(refused);
  const { schemaVersion: version } = header.value;
  const migrated = await migrate(
    request,
    request.migrations.filter((migration) => migration.version <= version),
  );
  invariant(migrated.ok, 'a database without an HQ has no newer schema');
  const hqEpoch = uuidV7(clock.nowMs(), randomBytes(10));
  return db.transaction().execute(async (transaction) => {
    const read = await load(transaction, file);
    // The file was changed after its first check: an error, so that the transaction leaves nothing.
    invariant(read.ok, 'a checked backup stays as it is while it is read');
    await checkCounts(transaction, read.value);
    await transaction.updateTable('hq_meta').set({ value: hqEpoch }).where('name', '=', 'hqEpoch').execute();
    return ok({ ...read.value, hqEpoch });
  });
}

function refusal(
  header: BackupHeader,
  { migrations, dataSeal, file }: RestoreRequest,
): BackupFailure | undefined {
  const known = migrations.at(-1)?.version ?? 0;
  if (header.schemaVersion > known) {
    return {
      code: 'backup_newer',
      message: `${file} was made by a newer program (schema ${header.schemaVersion}; this program knows ${known}). Restore it with that one.`,
    };
  }
  if (header.keyCheck !== keyCheckOf(dataSeal)) {
    return {
      code: 'backup_other_keys',
      message: `${file} was made with other keys than those in the key file. Put the key file of that HQ in place (hq-keys.json in the data folder, or --keys) before restoring.`,
    };
  }
  return undefined;
}

/** A database with tables but without an HQ is what a restore leaves that was broken off: it may be tried again. */
async function occupied(db: HqDb): Promise<BackupFailure | undefined> {
  if ((await schemaVersion(db)) === 0) {
    const strangers = await dataTables(db);
    return strangers.length === 0 ? undefined : notEmpty(`has tables of something else (${strangers[0]})`);
  }
  const hq = await db.selectFrom('hq_meta').select('value').where('name', '=', 'hqId').executeTakeFirst();
  return hq === undefined ? undefined : notEmpty(`belongs to HQ ${hq.value}`);
}

function notEmpty(why: string): BackupFailure {
  return {
    code: 'database_not_empty',
    message: `The database ${why}. A backup is restored into an empty database only: choose a new data folder, or a new database.`,
  };
}

async function load(transaction: HqTransaction, file: string): Promise<Result<ReadBackup, BackupFailure>> {
  for (const table of await dataTables(transaction)) await emptyTable(transaction, table);
  return readBackup(file, { onRows: (table, rows) => insertRows(transaction, table, rows) });
}

async function checkCounts(transaction: HqTransaction, { tables }: ReadBackup): Promise<void> {
  for (const { table, rows } of tables) {
    const found = await countRows(transaction, table);
    invariant(found === rows, `all rows of ${table} are restored`);
  }
}
