/** `npm run hq -- backup` and `restore`. */

import type { Command } from 'commander';
import { backupHooks } from '#sync/server/backup/backup-hooks.ts';
import { restoreBackup } from '#sync/server/backup/restore-backup.ts';
import { writeBackup } from '#sync/server/backup/write-backup.ts';
import type { ReadBackup } from '#sync/server/backup/read-backup-file.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { openForCommand } from '#sync/server/open-for-command.ts';
import { exitCodesHelp } from '../commands/exit-codes.ts';
import { configOf, withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

type BackupOptions = PlaceOptions & { readonly to: string };
type RestoreOptions = PlaceOptions & { readonly from: string };

const help = exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']);

export function registerBackup(program: Command): void {
  withPlaceOptions(program.command('backup'))
    .description('Write all tables, as they stand at one instant, into one file. HQ may be running.')
    .requiredOption('--to <file>', 'file to write; must not exist')
    .addHelpText('after', `\nThe key file is not in the backup: keep a copy of it elsewhere.\n${help}`)
    .action(backup);
  withPlaceOptions(program.command('restore'))
    .description('Put a backup into a new data folder or an empty database. HQ must not be running on it.')
    .requiredOption('--from <file>', 'backup to read')
    .addHelpText('after', `\nThe key file of that HQ must be in place first.\n${help}`)
    .action(restore);
}

async function backup(options: BackupOptions): Promise<void> {
  process.umask(0o077);
  const access = await openForCommand({
    config: configOf(options),
    log: createLog('error'),
    database: 'former',
  });
  if (!access.ok) return fail(access.error);
  const { database, keys } = access.value;
  const { dataSeal } = keys.serviceKeys;
  try {
    const written = await writeBackup({
      ...nodeHqPorts,
      db: database.db,
      dataSeal,
      hooks: backupHooks,
      file: options.to,
    });
    if (!written.ok) return fail(written.error);
    process.stdout.write(`${options.to}: ${summaryOf(written.value)}, read back without a fault.\n`);
  } finally {
    await database.close();
  }
}

async function restore(options: RestoreOptions): Promise<void> {
  process.umask(0o077);
  const access = await openForCommand({
    config: configOf(options),
    log: createLog('error'),
    database: 'new',
  });
  if (!access.ok) return fail(access.error);
  const { database, keys } = access.value;
  const { dataSeal } = keys.serviceKeys;
  try {
    const restored = await restoreBackup({
      ...nodeHqPorts,
      db: database.db,
      dataSeal,
      migrations: hqMigrations,
      file: options.from,
    });
    if (!restored.ok) return fail(restored.error);
    const { hqEpoch } = restored.value;
    process.stdout.write(`Restored ${summaryOf(restored.value)}; new epoch ${hqEpoch}. Start HQ now.\n`);
  } finally {
    await database.close();
  }
}

function fail(failure: Parameters<typeof sayFailure>[0]): void {
  process.exitCode = sayFailure(failure);
}

function summaryOf({ header, tables }: ReadBackup): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const at = new Date(header.madeAtMs).toISOString();
  return `${rows} rows of ${tables.length} tables of HQ ${header.hqId}, as of ${at}`;
}
