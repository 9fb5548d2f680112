/** `vafa ledger`: what support asks of a till's ledger. */

import path from 'node:path';
import type { Command } from 'commander';
import { checkJournal } from '#electron/till/durability/check-journal.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { LedgerFinding, LedgerReport } from '#electron/till/ledger-verify.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { registerLedgerCopies } from './ledger-copies.ts';
import { registerLedgerDiff } from './ledger-diff.ts';
import { registerLedgerStatement } from './ledger-statement.ts';
import { keyFileName, withLedger } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type VerifyOptions = { readonly keyFile?: string; readonly journal?: string };

const verifyHelp = `
Reads only: the ledger and its log keep every byte, beside a running till and after a kill. SQLite may lay its lock
file (-shm) and an empty log (-wal) beside a ledger that had none.
The report is JSON on standard output; its findings carry a code, the epoch and number of the entry, and what differs.
Key file: JSON with databaseKey, signingSeed and pinPepper, 32 bytes each in hexadecimal.`;

export function registerLedger(program: Command): void {
  const ledger = program.command('ledger').description("A till's ledger.");
  ledger
    .command('verify')
    .description(
      'Check a whole ledger: pages, chain, signatures, postings, sums, and its journal. Nothing is changed.',
    )
    .argument('<db>', 'ledger.db of a till')
    .option('--key-file <file>', `keys of the till; default: ${keyFileName} beside the ledger`)
    .option(
      '--journal <folder>',
      'folder of the journal; default: journal beside the ledger, where there is one',
    )
    .addHelpText('after', verifyHelp)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']))
    .action((db: string, options: VerifyOptions) => runCommand(() => verify(db, options)));
  registerLedgerStatement(ledger);
  registerLedgerDiff(ledger);
  registerLedgerCopies(ledger);
}

async function verify(file: string, { keyFile, journal }: VerifyOptions): Promise<CommandOutcome> {
  const folder = path.resolve(journal ?? path.join(path.dirname(file), 'journal'));
  const report = await withLedger(file, keyFile, (db, { publicKey, databaseKey: key }) => {
    const ledger = verifyLedger(db, { sha256, utf8, verifySignature, publicKey });
    // Nothing read from damaged pages can be compared.
    if (ledger.findings.some(({ code }) => code === 'page_damaged')) return ledger;
    return withFindings(
      ledger,
      checkJournal(db, createJournalReader({ files: nodeFileSystem, folder, key })),
    );
  });
  if (!report.ok) return report;
  const text = `${JSON.stringify(report.value, undefined, 2)}\n`;
  if (report.value.isSound) return ok(text);
  // The report is wanted whichever way the check went: it says what to repair.
  process.stdout.write(text);
  const error = appError('ledger_broken', { file, findings: report.value.findingCount });
  return err({ error, exitCode: exitCodes.brokenFound });
}

function withFindings(report: LedgerReport, more: readonly LedgerFinding[]): LedgerReport {
  const findings = [...report.findings, ...more];
  return {
    ...report,
    isSound: findings.length === 0,
    findingCount: report.findingCount + more.length,
    findings,
  };
}
