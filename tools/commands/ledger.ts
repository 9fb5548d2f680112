/** `vafa ledger`: what support asks of a till's ledger. */

import path from 'node:path';
import type { Command } from 'commander';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { sqliteFailure } from '#electron/till/db/sqlite-failure.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { LedgerReport } from '#electron/till/ledger-verify.ts';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { tillKeysSchema } from '#shared/contracts/supervision.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { readJsonFile } from './read-json-file.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type VerifyOptions = { readonly keyFile?: string };

/** Beside the ledger, where a demo till keeps its keys. */
const keyFileName = 'till.key';

const verifyHelp = `
Reads only: the ledger and its log keep every byte, beside a running till and after a kill. SQLite may lay its lock
file (-shm) and an empty log (-wal) beside a ledger that had none.
The report is JSON on standard output; its findings carry a code, the epoch and number of the entry, and what differs.
Key file: JSON with databaseKey, signingSeed and pinPepper, 32 bytes each in hexadecimal.`;

export function registerLedger(program: Command): void {
  const ledger = program.command('ledger').description("A till's ledger.");
  ledger
    .command('verify')
    .description('Check a whole ledger: pages, chain, signatures, postings, sums. Nothing is changed.')
    .argument('<db>', 'ledger.db of a till')
    .option('--key-file <file>', `keys of the till; default: ${keyFileName} beside the ledger`)
    .addHelpText('after', verifyHelp)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']))
    .action((db: string, options: VerifyOptions) => runCommand(() => verify(db, options)));
}

async function verify(file: string, { keyFile }: VerifyOptions): Promise<CommandOutcome> {
  const keyPath = keyFile ?? path.join(path.dirname(file), keyFileName);
  const keys = await readJsonFile(keyPath, { schema: tillKeysSchema, invalidCode: 'key_unavailable' });
  if (!keys.ok) return err({ error: keys.error, exitCode: exitCodes.badInput });
  const report = reportOf(path.resolve(file), tillKeyBytes(keys.value));
  if (!report.ok) return err({ error: report.error, exitCode: exitCodeOf(report.error) });
  const text = `${JSON.stringify(report.value, undefined, 2)}\n`;
  if (report.value.isSound) return ok(text);
  // The report is wanted whichever way the check went: it says what to repair.
  process.stdout.write(text);
  const error = appError('ledger_broken', { file, findings: report.value.findingCount });
  return err({ error, exitCode: exitCodes.brokenFound });
}

function reportOf(file: string, keys: TillKeyBytes): Result<LedgerReport, AppError> {
  const opened = openDatabaseToRead({
    path: file,
    key: keys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
  });
  if (!opened.ok) return err(appError(opened.error.code, { file, ...opened.error.details }));
  const db = opened.value;
  const { publicKey } = createHeadSigner(keys.signingSeed);
  try {
    return ok(verifyLedger(db, { sha256, utf8, verifySignature, publicKey }));
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    return err(appError(failure.code, { file, ...failure.details }));
  } finally {
    db.close();
  }
}

/** A damaged ledger is an answer; a file that is none, or a wrong key, is a wrong question. */
function exitCodeOf({ code, details }: AppError): ExitCode {
  if (code === 'database_damaged') {
    return details['reason'] === 'otherKind' ? exitCodes.badInput : exitCodes.brokenFound;
  }
  return code === 'database_busy' || code === 'disk_full' ? exitCodes.environment : exitCodes.badInput;
}
