/** `vafa ledger rebuild`, `backup`, `restore`: a till's ledger made again, copied, and put back from a copy. */

import path from 'node:path';
import type { Command } from 'commander';
import { ledgerFileName } from '#electron/main/keep-keys.ts';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { isInUse } from '#electron/till/db/open-database.ts';
import { backupLedger, restoreBackup } from '#electron/till/durability/backup-ledger.ts';
import type { LedgerAt } from '#electron/till/durability/backup-ledger.ts';
import { rebuildLedger } from '#electron/till/durability/rebuild-ledger.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { createProgressLine } from '../demo/progress-line.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { exitCodeOf, keyFileName, readTillKeys } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type DataOptions = { readonly data: string; readonly keyFile?: string };
type RebuildOptions = DataOptions & { readonly journal?: string };
type BackupOptions = DataOptions & { readonly to?: string };
type RestoreOptions = DataOptions & { readonly from: string };

const dataHelp = 'data folder of the till';
const keyHelp = `keys of the till; default: ${keyFileName} in the data folder`;
const exits = exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']);
const closedHelp =
  '\nThe till must not be running. The ledger that is there is set aside under another name, never erased.';

export function registerLedgerCopies(ledger: Command): void {
  ledger
    .command('rebuild')
    .description('Make the ledger again from its journal alone.')
    .requiredOption('--data <folder>', dataHelp)
    .option('--key-file <file>', keyHelp)
    .option('--journal <folder>', 'folder of the journal; default: journal in the data folder')
    .addHelpText('after', closedHelp)
    .addHelpText('after', exits)
    .action((options: RebuildOptions) => runCommand(() => rebuild(options)));
  ledger
    .command('backup')
    .description(
      'Copy the ledger as it is now, beside a running till; the copy is checked and stays encrypted.',
    )
    .requiredOption('--data <folder>', dataHelp)
    .option('--to <folder>', 'folder of the copies; default: backups in the data folder')
    .option('--key-file <file>', keyHelp)
    .addHelpText(
      'after',
      '\nKept are the copies of the last seven days and one of each of the last four weeks.',
    )
    .addHelpText('after', exits)
    .action((options: BackupOptions) => runCommand(() => backup(options)));
  ledger
    .command('restore')
    .description('Put a copy in the place of the ledger. A copy that is not whole is refused.')
    .requiredOption('--data <folder>', dataHelp)
    .requiredOption('--from <file>', 'the copy')
    .option('--key-file <file>', keyHelp)
    .addHelpText('after', closedHelp)
    .addHelpText('after', '\nWhat the journal has beyond the copy comes back when the till is started.')
    .addHelpText('after', exits)
    .action((options: RestoreOptions) => runCommand(() => restore(options)));
}

async function rebuild({ data, keyFile, journal }: RebuildOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(data, keyFileName));
  if (!keys.ok) return keys;
  const isBusy = refuseRunning(data, keys.value);
  if (isBusy !== null) return isBusy;
  const folder = path.resolve(journal ?? path.join(data, 'journal'));
  const reader = createJournalReader({ files: nodeFileSystem, folder, key: keys.value.databaseKey });
  const progress = createProgressLine('Entries', Math.max(1, reader.head()?.seq ?? 1));
  const at = ledgerAt(data, keys.value);
  const ports = createNodePorts(keys.value);
  const rebuilt = await rebuildLedger({ ...at, reader, ports, onProgress: progress.reached });
  progress.end();
  if (!rebuilt.ok) return failed(rebuilt.error, at.file);
  const { entries, head, missing, setAside } = rebuilt.value;
  return answer({ entries, head: { ...head, hash: bytesToHex(head.hash) }, missing, setAside });
}

async function backup({ data, keyFile, to }: BackupOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(data, keyFileName));
  if (!keys.ok) return keys;
  const at = ledgerAt(data, keys.value);
  const folder = path.resolve(to ?? path.join(data, 'backups'));
  const made = backupLedger(at, { folder, day: localDate(epochMs(Date.now()), 'UTC') });
  if (!made.ok) return failed(made.error, at.file);
  const { file, head } = made.value;
  return answer({ file, head: { ...head, hash: bytesToHex(head.hash) } });
}

async function restore({ data, keyFile, from }: RestoreOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(data, keyFileName));
  if (!keys.ok) return keys;
  const isBusy = refuseRunning(data, keys.value);
  if (isBusy !== null) return isBusy;
  const restored = restoreBackup(ledgerAt(data, keys.value), path.resolve(from));
  if (!restored.ok) return failed(restored.error, from);
  const { head, setAside } = restored.value;
  return answer({ head: { ...head, hash: bytesToHex(head.hash) }, setAside });
}

/**
 * A till that runs would go on writing into the ledger that was set aside. Asked of its drafts, which it has open for as
 * long as it runs: asking the ledger itself would touch a log that somebody may still be writing.
 */
function refuseRunning(data: string, { databaseKey: key }: TillKeyBytes): CommandOutcome | null {
  const file = path.resolve(data, 'drafts.db');
  const isBusy = isInUse({ path: file, key, kind: draftsKind, nativeBinding: null });
  return isBusy ? failed(appError('database_busy', { reason: 'tillRuns' }), file) : null;
}

function ledgerAt(data: string, { databaseKey: key }: TillKeyBytes): LedgerAt {
  return { file: path.resolve(data, ledgerFileName), key, nativeBinding: null };
}

function answer(facts: object): CommandOutcome {
  return ok(`${JSON.stringify(facts, undefined, 2)}\n`);
}

function failed(error: AppError, file: string): CommandOutcome {
  return err({ error: { ...error, details: { file, ...error.details } }, exitCode: exitCodeOf(error) });
}
