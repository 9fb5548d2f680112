/** `vafa ledger diff`: two records of one chain beside each other. */

import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { compareChains } from '#electron/till/durability/compare-chains.ts';
import type { ChainComparison } from '#electron/till/durability/compare-chains.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createJournalStore } from '#electron/till/db/stores/journal-store.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import type { JournalHead } from '#electron/till/journal/read-journal.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { exitCodeOf, keyFileName, readTillKeys } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type DiffOptions = { readonly keyFile?: string };
type OpenChain = { readonly chain: Iterable<JournalHead>; readonly close: () => void };

export function registerLedgerDiff(ledger: Command): void {
  ledger
    .command('diff')
    .description(
      'Compare two ledgers, or a ledger and a journal: the first difference, and what only one has.',
    )
    .argument('<first>', 'ledger.db, a copy of it, or the folder of a journal')
    .argument('<second>', 'the same')
    .option('--key-file <file>', `keys of the till; default: ${keyFileName} beside the first`)
    .addHelpText('after', '\nReads only. Ends with 0 when both tell the same entries.')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']))
    .action((first: string, second: string, options: DiffOptions) =>
      runCommand(() => diff(first, second, options)),
    );
}

async function diff(first: string, second: string, { keyFile }: DiffOptions): Promise<CommandOutcome> {
  const keys = await readTillKeys(keyFile ?? path.join(path.dirname(first), keyFileName));
  if (!keys.ok) return keys;
  const ours = openChain(first, keys.value.databaseKey);
  if (!ours.ok) return err({ error: ours.error, exitCode: exitCodeOf(ours.error) });
  const theirs = openChain(second, keys.value.databaseKey);
  if (!theirs.ok) {
    ours.value.close();
    return err({ error: theirs.error, exitCode: exitCodeOf(theirs.error) });
  }
  try {
    return outcomeOf(compareChains(ours.value.chain, theirs.value.chain));
  } finally {
    ours.value.close();
    theirs.value.close();
  }
}

function outcomeOf(found: ChainComparison): CommandOutcome {
  const text = `${JSON.stringify(found, undefined, 2)}\n`;
  const { differences, onlyInFirst, onlyInSecond } = found;
  if (differences === 0 && onlyInFirst.length === 0 && onlyInSecond.length === 0) return ok(text);
  // The answer is wanted whichever way the comparison went.
  process.stdout.write(text);
  const error = appError('ledger_broken', {
    differences,
    onlyInFirst: onlyInFirst.length,
    onlyInSecond: onlyInSecond.length,
  });
  return err({ error, exitCode: exitCodes.brokenFound });
}

function openChain(place: string, key: Uint8Array): Result<OpenChain, AppError> {
  const file = path.resolve(place);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    return ok({ chain: journalHashes(file, key), close: () => undefined });
  }
  const opened = openDatabaseToRead({ path: file, key, kind: ledgerKind, nativeBinding: null });
  if (!opened.ok) return err(appError(opened.error.code, { file, ...opened.error.details }));
  return ok({ chain: createJournalStore(opened.value).hashes(), close: opened.value.close });
}

function* journalHashes(folder: string, key: Uint8Array): Iterable<JournalHead> {
  const reader = createJournalReader({ files: nodeFileSystem, folder, key });
  for (const { entries } of reader.recordsAfter(undefined)) yield* entries;
}
