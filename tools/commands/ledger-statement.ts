/** `vafa ledger statement` and `export`: what a till's ledger says, for people and for other programs. */

import { writeSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { ReadDb } from '#electron/till/db/database.ts';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { createStatementOf } from '#electron/till/queries/statement.ts';
import type { Statement } from '#electron/till/queries/statement.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { FoundEntry } from '#shared/ledger/verify-chain.ts';
import { csvRow } from './csv-row.ts';
import type { CsvCell } from './csv-row.ts';
import { exitCodesHelp } from './exit-codes.ts';
import { keyFileName, withLedger } from './open-ledger.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type StatementOptions = {
  readonly member: Uuid;
  readonly alias: readonly Uuid[];
  readonly asOf?: IsoDate;
  readonly json?: true;
  readonly csv?: true;
  readonly keyFile?: string;
};
type ExportOptions = { readonly format: 'jsonl' | 'csv'; readonly keyFile?: string };

const keyHelp = `keys of the till; default: ${keyFileName} beside the ledger`;
const exits = exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']);

export function registerLedgerStatement(ledger: Command): void {
  ledger
    .command('statement')
    .description("Every change of a member's accounts, with the balance behind it.")
    .argument('<db>', 'ledger.db of a till')
    .requiredOption('--member <ref>', 'reference of the member', memberOption)
    .option('--alias <ref>', 'another reference of a merged member; may be given again', aliasOption, [])
    .option('--as-of <date>', 'the last business day to count, YYYY-MM-DD', dateOption)
    .option('--json', 'as JSON')
    .option('--csv', 'as CSV')
    .option('--key-file <file>', keyHelp)
    .addHelpText('after', '\nThe console of HQ shows all references that mean a member.')
    .addHelpText('after', exits)
    .action((db: string, options: StatementOptions) => runCommand(() => statement(db, options)));
  ledger
    .command('export')
    .description('Every entry and posting, one line each, on standard output.')
    .argument('<db>', 'ledger.db of a till')
    .option(
      '--format <format>',
      'jsonl (an entry with its postings a line) or csv (a posting a line)',
      formatOption,
      'jsonl',
    )
    .option('--key-file <file>', keyHelp)
    .addHelpText('after', '\nNo name, number or card is in an entry; members are references.')
    .addHelpText('after', exits)
    .action((db: string, options: ExportOptions) => runCommand(() => exportLedger(db, options)));
}

async function statement(file: string, options: StatementOptions): Promise<CommandOutcome> {
  const { member, asOf = null, keyFile } = options;
  const aliases = [...new Set(options.alias)].filter((alias) => alias !== member);
  const told = await withLedger(file, keyFile, (db) => createStatementOf(db)(member, { asOf, aliases }));
  if (!told.ok) return told;
  if (options.json) return ok(`${JSON.stringify(told.value, undefined, 2)}\n`);
  return ok(options.csv ? statementCsv(told.value) : statementText(told.value));
}

const statementHead = [
  'businessDay',
  'at',
  'epoch',
  'seq',
  'kind',
  'purse',
  'unit',
  'amount',
  'balance',
  'entryId',
];

function statementRows({ lines }: Statement): readonly (readonly CsvCell[])[] {
  return lines.map(({ businessDay, atMs, epoch, seq, kind, purse, unit, amount, balance, entryId }) => [
    businessDay,
    new Date(atMs).toISOString(),
    epoch,
    seq,
    kind,
    purse,
    unit,
    amount,
    balance,
    entryId,
  ]);
}

function statementCsv(told: Statement): string {
  return [statementHead, ...statementRows(told)].map(csvRow).join('');
}

function statementText(told: Statement): string {
  const rows = statementRows(told).map((row) => `${row.slice(0, -1).join('  ')}\n`);
  const balances = told.balances.map(({ purse, unit, amount }) => `${purse} ${unit}: ${amount}\n`);
  return [...rows, ...balances].join('');
}

async function exportLedger(file: string, { format, keyFile }: ExportOptions): Promise<CommandOutcome> {
  const write = format === 'csv' ? writeCsv : writeJsonLines;
  const done = await withLedger(file, keyFile, (db) => write(db));
  return done.ok ? ok('') : done;
}

function writeJsonLines(db: ReadDb): void {
  for (const found of everyEntry(db)) {
    const entry = parseEntry(found.body);
    const { hash, previousHash, postings } = found;
    const line = { ...(entry ?? { body: found.body, ...found.columns }), hash, previousHash, postings };
    writeOut(`${JSON.stringify(line, bytesAsText)}\n`);
  }
}

const postingHead = [
  'epoch',
  'seq',
  'entryId',
  'kind',
  'at',
  'businessDay',
  'storeId',
  'memberRef',
  'actorId',
  'approverId',
  'refEntryId',
  'line',
  'account',
  'lotEntryId',
  'lotLine',
  'unit',
  'amount',
];

function writeCsv(db: ReadDb): void {
  writeOut(csvRow(postingHead));
  for (const { columns, postings } of everyEntry(db)) {
    const { epoch, seq, entryId, kind, wallMs, businessDay, storeId, memberRef, actorId } = columns;
    const at = new Date(wallMs).toISOString();
    const entry = [
      epoch,
      seq,
      entryId,
      kind,
      at,
      businessDay,
      storeId,
      memberRef,
      actorId,
      columns.approverId,
      columns.refEntryId,
    ];
    if (postings.length === 0) writeOut(csvRow([...entry, null, null, null, null, null, null]));
    for (const { line, account, lot, unit, amount } of postings) {
      writeOut(csvRow([...entry, line, account, lot.entryId, lot.line, unit, amount]));
    }
  }
}

function* everyEntry(db: ReadDb): Iterable<FoundEntry> {
  const audit = createAuditStore(db);
  for (const { deviceId, epoch } of audit.chains()) yield* audit.entriesAfter(deviceId, epoch, 0);
}

/** At once: a ledger is larger than what should wait in memory. */
function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(process.stdout.fd, bytes, written);
    } catch (error) {
      // A pipe that is full says so and has room again in a moment.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

function bytesAsText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? bytesToHex(value) : value;
}

function memberOption(text: string): Uuid {
  if (!isUuid(text)) throw new InvalidArgumentError('a member reference is a lower-case UUID');
  return text;
}

function aliasOption(text: string, before: readonly Uuid[]): readonly Uuid[] {
  return [...before, memberOption(text)];
}

function dateOption(text: string): IsoDate {
  if (!isIsoDate(text)) throw new InvalidArgumentError('a date is YYYY-MM-DD');
  return text;
}

function formatOption(text: string): ExportOptions['format'] {
  if (text !== 'jsonl' && text !== 'csv') throw new InvalidArgumentError('jsonl or csv');
  return text;
}
