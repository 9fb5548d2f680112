/** `vafa till`: what support does with a till and its line to HQ, without a screen. */

import path from 'node:path';
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { backlogBehind, createSyncLedger } from '#electron/till/db/stores/sync-ledger-store.ts';
import { createSyncStateStore } from '#electron/till/db/stores/sync-state-store.ts';
import { ledgerName } from '#electron/till/durability/open-ledger.ts';
import { createNodePorts, systemTimers } from '#electron/till/node-ports.ts';
import { createExportBacklog } from '#electron/till/sync/export-backlog.ts';
import { readHqFile, writeHqFile } from '#electron/till/sync/hq-file.ts';
import { askToJoin, lookAtJoin } from '#electron/till/sync/join-hq.ts';
import type { JoinDeps } from '#electron/till/sync/join-hq.ts';
import { deviceOf } from '#electron/till/db/stores/device-store.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { awaitApproval } from './await-approval.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { exitCodeOf, keyFileName, readTillKeys, withLedger } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandFailure, CommandOutcome } from './run-command.ts';
import { wholeNumberOption } from './whole-number-option.ts';

type FolderOptions = { readonly dataDir: string; readonly keyFile?: string };
type JoinOptions = FolderOptions & { readonly hq: string; readonly code: string; readonly wait: number };
type ExportOptions = FolderOptions & { readonly out?: string };

const waitSecondsDefault = 1_800;
const app = 'vafa-till/1';

export function registerTill(program: Command): void {
  const till = program.command('till').description('A till and its line to HQ.');
  folderOptions(till.command('join'))
    .description('Join a till to HQ with a code; waits for the approval there. The till must not be running.')
    .requiredOption('--hq <address>', 'address of HQ, such as https://hq.example')
    .requiredOption('--code <code>', 'as HQ shows it')
    .option(
      '--wait <seconds>',
      'how long to wait for the approval',
      (text: string) => wholeNumberOption(text, { min: 1, max: 86_400 }),
      waitSecondsDefault,
    )
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action((options: JoinOptions) => runCommand(() => join(options)));
  folderOptions(till.command('sync-state'))
    .description('What HQ has of a till, and what it said last, as JSON. Changes nothing.')
    .action((options: FolderOptions) => runCommand(() => syncState(options)));
  const backlog = till.command('backlog').description('Entries that HQ does not have.');
  folderOptions(backlog.command('export'))
    .description('Write them into a file that only HQ can open. Nothing counts as sent by it.')
    .option('--out <folder>', 'where the file is put; default: carried in the data folder')
    .action((options: ExportOptions) => runCommand(() => exportBacklog(options)));
}

function folderOptions(command: Command): Command {
  return command
    .requiredOption('--data-dir <folder>', 'data folder of the till')
    .option('--key-file <file>', `keys of the till; default: ${keyFileName} in the data folder`);
}

async function join({
  dataDir,
  keyFile,
  hq: url,
  code,
  wait: seconds,
}: JoinOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(dataDir, keyFileName));
  if (!keys.ok) return keys;
  const { databaseKey, signingSeed } = keys.value;
  const place = { dataDir, databaseKey };
  const before = readHqFile(place);
  if (before.kind === 'found' && before.file.step === 'joined') return failed(appError('already_joined'));
  const device = await withLedger(path.join(dataDir, ledgerName), keyFile, deviceOf);
  const ports = createNodePorts(keys.value);
  const deps: JoinDeps = {
    createHttp: (origin) => createHttpTransport({ origin, timers: systemTimers }),
    signingSeed,
    databaseKey,
    app,
    former: (device.ok ? device.value : undefined) ?? 'none',
    ports,
  };
  const asked = await askToJoin(deps, { url, code });
  if (!asked.ok) return failed(asked.error);
  // From here on the till itself knows how to go on, wherever this ends.
  writeHqFile(place, asked.value, ports.randomBytes);
  const decided = await decidedFor(deps, asked.value, seconds * 1_000);
  if (!decided.ok) return failed(decided.error);
  const step = decided.value;
  writeHqFile(place, { ...asked.value, step }, ports.randomBytes);
  if (step !== 'receiving') return failed(appError('join_refused', { step }));
  return ok('Approved. The till gets its first snapshot when it is started.\n');
}

/** Ctrl+C ends the waiting, and nothing else: the sentence and the exit code are those of nobody having decided. */
async function decidedFor(
  deps: JoinDeps,
  file: HqFile,
  waitMsMax: number,
): Promise<Result<HqFile['step'], AppError>> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop);
  process.stderr.write(`Compare at HQ, then approve: ${file.fingerprint}\n`);
  try {
    return await awaitApproval({
      look: () => lookAtJoin(deps, file),
      wait: async (delayMs) => {
        await wait(delayMs, undefined, { signal: stopping.signal }).catch((error: unknown) => {
          // Called off, which is looked at next.
          if (!stopping.signal.aborted) throw error;
        });
      },
      say: (line) => void process.stderr.write(`${line}\n`),
      monotonicMs: deps.ports.clock.monotonicMs,
      fraction: () => randomInt(1_000_000) / 1_000_000,
      waitMsMax,
      isStopped: () => stopping.signal.aborted,
    });
  } finally {
    process.off('SIGINT', stop);
  }
}

async function syncState({ dataDir, keyFile }: FolderOptions): Promise<CommandOutcome> {
  const read = await withLedger(path.join(dataDir, ledgerName), keyFile, (db, { databaseKey }) => {
    const hq = readHqFile({ dataDir, databaseKey });
    const memory = createSyncStateStore(db).read();
    const backlog = backlogBehind(db)(memory.acknowledged);
    const { step, url, hqId, deviceId } = hq.kind === 'found' ? hq.file : noHq;
    return { hqFile: hq.kind, step, url, hqId, deviceId, backlog, ...memory };
  });
  return read.ok ? ok(`${JSON.stringify(read.value, undefined, 2)}\n`) : read;
}

const noHq = { step: null, url: null, hqId: null, deviceId: null };

async function exportBacklog({ dataDir, keyFile, out }: ExportOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(dataDir, keyFileName));
  if (!keys.ok) return keys;
  const ports = createNodePorts(keys.value);
  const hq = readHqFile({ dataDir, databaseKey: keys.value.databaseKey });
  if (hq.kind !== 'found' || hq.file.step !== 'joined') return failed(appError('not_joined'));
  const { file } = hq;
  const opened = openDatabaseToRead({
    path: path.join(dataDir, ledgerName),
    key: keys.value.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
  });
  if (!opened.ok) return err({ error: opened.error, exitCode: exitCodeOf(opened.error) });
  const db = opened.value;
  try {
    const { acknowledged } = createSyncStateStore(db).read();
    const ledger = createSyncLedger({ db, deviceId: file.deviceId, sha256 });
    const folder = out ?? path.join(dataDir, 'carried');
    const done = await createExportBacklog({ ledgerOf: () => ledger, folder, ports })(file, acknowledged);
    return done.ok ? ok(`${JSON.stringify(done.value)}\n`) : failed(done.error);
  } finally {
    db.close();
  }
}

function failed(error: CommandFailure['error']): Result<never, CommandFailure> {
  return err({ error, exitCode: exitCodes.environment });
}
