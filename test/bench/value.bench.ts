/**
 * Value: what its bookings cost, and what a long history costs to be read, checked, started on and made again.
 * `node test/bench/value.bench.ts [--full] [--big]`; `--big` is a million entries: about 3 GB of disk and several minutes.
 */

import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { backupLedger } from '#electron/till/durability/backup-ledger.ts';
import { rebuildLedger } from '#electron/till/durability/rebuild-ledger.ts';
import { selfCheck } from '#electron/till/durability/self-check.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { createLedger } from '#electron/till/ledger.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { createStatementOf } from '#electron/till/queries/statement.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { demoDeviceId } from '#tools/demo/demo-facts.ts';
import { machineCacheFolder } from '#tools/setup/machine-cache.ts';
import { benchOptions, fewMembers } from './support/bench-options.ts';
import { measureCrashStarts } from './support/crash-starts.ts';
import { copyOfDataFolder } from './support/data-folder.ts';
import type { BenchFolder } from './support/data-folder.ts';
import { atLeast, atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure, Spread } from './support/figures.ts';
import { measureCommits } from './support/value-commits.ts';
import { regularEntries, regularMember, writeHistory } from './support/value-history.ts';

const options = benchOptions();
const commitRuns = options.full ? 5_000 : 500;
const readRuns = options.full ? 5_000 : 1_000;
const statementRuns = options.full ? 200 : 40;
const crashRuns = options.full ? 20 : 5;
/** What a screen shows of a statement at a time. */
const statementPage = 200;
const fewEntries = 1_000;
const manyEntries = options.big ? 1_000_000 : options.full ? 100_000 : 20_000;
const bytesPerMb = 1_000_000;
const shown = (entries: number): string => entries.toLocaleString('en');

const names = {
  sale: 'sale of 2 lines with 3 offers',
  topUp: 'top-up of a wallet',
  redemption: 'sale paid in part from the wallet',
  refund: 'refund of a line into the wallet',
} as const;

await measureBookings();
await measureHistory();

async function measureBookings(): Promise<void> {
  mkdirSync(machineCacheFolder(), { recursive: true });
  const folder = mkdtempSync(path.join(machineCacheFolder(), 'bench-value-'));
  try {
    const { floor, ...commits } = measureCommits(folder, commitRuns);
    const beside = { what: 'fdatasync', p50: floor.p50 };
    const figures = Object.entries(names).map(([kind, what]): Figure => {
      const measured = commits[kind as keyof typeof names]; // `names` has those keys and no other
      const ratio = measured.p50 / floor.p50;
      const gate = atMost('p50 <= 5 times fdatasync', ratio, 5);
      return { goal: 'P11', what, unit: 'ms', measured, beside, gate, aim: atMost('<= 2 times', ratio, 2) };
    });
    const floorFigure: Figure = {
      goal: 'P11',
      what: '4 KB and fdatasync (floor)',
      unit: 'ms',
      measured: floor,
    };
    printFigures('Bookings of value, with the journal', [floorFigure, ...figures]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureHistory(): Promise<void> {
  const few = await copyOfDataFolder(fewMembers);
  const many = await copyOfDataFolder(fewMembers);
  try {
    await makeLedger(few, fewEntries);
    const recovery = await makeLedger(many, manyEntries);
    const title = `A history of ${shown(manyEntries)} entries`;
    printFigures(title, [
      ...recovery,
      ...readFigures(few, many),
      ...checkFigures(many),
      ...keepFigures(many),
    ]);
    printFigures('Start after a crash', [await crashFigure(many)]);
  } finally {
    few.remove();
    many.remove();
  }
}

/** Writes the journal and lets the till's own recovery make the ledger of it. */
async function makeLedger(folder: BenchFolder, entries: number): Promise<readonly Figure[]> {
  const { databaseKey: key } = folder.keyBytes;
  const ports = createNodePorts(folder.keyBytes, () => undefined);
  const place = { folder: path.join(folder.dataDir, 'journal'), key };
  const written = writeHistory({ entries, place, deviceId: demoDeviceId, ports });
  const reader = createJournalReader({ ...place, files: nodeFileSystem });
  const file = path.join(folder.dataDir, 'ledger.db');
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const startedMs = performance.now();
  const rebuilt = await rebuildLedger({ file, key, nativeBinding: null, reader, ports });
  const seconds = (performance.now() - startedMs) / 1_000;
  invariant(rebuilt.ok && rebuilt.value.entries === written, 'every entry is recovered');
  const gate =
    entries === 1_000_000
      ? atMost('<= 600', seconds, 600)
      : { text: '1,000,000 entries <= 600', isMet: null };
  return [
    {
      goal: 'recovery',
      what: `${shown(written)} entries from the journal alone`,
      unit: 's',
      measured: single(seconds),
      gate,
    },
    { goal: 'recovery', what: 'the same', unit: 'entries/s', measured: single(written / seconds) },
    {
      goal: 'P21',
      what: 'ledger.db for each entry',
      unit: 'bytes',
      measured: single(statSync(file).size / written),
    },
  ];
}

type Reading = {
  readonly balance: () => void;
  /** The number of lines. */
  readonly statement: (entriesMax: number) => number;
  readonly close: () => void;
};

function openReading({ dataDir, keyBytes }: BenchFolder): Reading {
  const opened = openDatabase({
    path: path.join(dataDir, 'ledger.db'),
    key: keyBytes.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'mustExist',
    durability: 'FULL',
  });
  invariant(opened.ok, 'the ledger opens');
  const db = opened.value;
  const ports = createNodePorts(keyBytes, () => undefined);
  const ledger = createLedger({ db, ports, device: { deviceId: demoDeviceId } });
  const statementOf = createStatementOf(db);
  return {
    balance: () => invariant(ledger.ownStanding(regularMember).visitCount > 0, 'the member has bought'),
    statement: (entriesMax) => statementOf(regularMember, { entriesMax }).lines.length,
    close: () => db.close(),
  };
}

function readFigures(few: BenchFolder, many: BenchFolder): readonly Figure[] {
  const [small, large] = [openReading(few), openReading(many)];
  const [smallUs, largeUs] = inTurns([small.balance, large.balance], readRuns).map((timesMs) =>
    spreadOf(timesMs.map((ms) => ms * 1_000)),
  );
  const entries = Math.min(regularEntries, manyEntries);
  const page = (): number => large.statement(statementPage);
  const whole = (): number => large.statement(entries);
  const lines = whole();
  const [pageMs, wholeMs] = inTurns([page, whole], statementRuns).map(spreadOf);
  small.close();
  large.close();
  invariant(smallUs !== undefined && largeUs !== undefined, 'both were measured');
  invariant(pageMs !== undefined && wholeMs !== undefined, 'both were measured');
  return [
    {
      goal: 'value',
      what: `balance read at ${shown(manyEntries)} entries`,
      unit: 'µs',
      measured: largeUs,
      beside: { what: `at ${shown(fewEntries)}`, p50: smallUs.p50 },
      gate: atMost('<= 2 times', largeUs.p50 / smallUs.p50, 2),
    },
    {
      goal: 'value',
      what: `statement: the newest ${statementPage} of ${shown(entries)} entries of a member`,
      unit: 'ms',
      measured: pageMs,
      gate: atMost('p50 <= 20', pageMs.p50, 20),
    },
    {
      goal: 'value',
      what: `statement: all ${shown(entries)} entries (${shown(lines)} lines)`,
      unit: 'ms',
      measured: wholeMs,
      gate: atMost('p50 <= 20', wholeMs.p50, 20),
    },
  ];
}

/** Milliseconds of each; they take turns, after a tenth as many runs that are not counted. */
function inTurns(reads: readonly (() => unknown)[], runs: number): readonly number[][] {
  const timesMs = reads.map((): number[] => []);
  const warmUps = Math.ceil(runs / 10);
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const [index, read] of reads.entries()) {
      const startedMs = performance.now();
      read();
      if (run >= warmUps) timesMs[index]?.push(performance.now() - startedMs);
    }
  }
  return timesMs;
}

function checkFigures({ dataDir, keyBytes }: BenchFolder): readonly Figure[] {
  const opened = openDatabase({
    path: path.join(dataDir, 'ledger.db'),
    key: keyBytes.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'mustExist',
    durability: 'FULL',
  });
  invariant(opened.ok, 'the ledger opens');
  const db = opened.value;
  const ports = createNodePorts(keyBytes, () => undefined);
  const nightly = rateOf(() => selfCheck(db, ports));
  const whole = rateOf(() => verifyLedger(db, ports));
  db.close();
  return [
    {
      goal: 'value',
      what: 'nightly self-check: pages, chain of hashes, newest seal, balances',
      unit: 'entries/s',
      measured: single(nightly),
      gate: atLeast('>= 100,000', nightly, 100_000),
    },
    {
      goal: 'value',
      what: 'verify: also every signature, column and sum',
      unit: 'entries/s',
      measured: single(whole),
    },
  ];
}

/** What every start and every night cost besides: the newest entry of the journal, and a whole copy that was checked. */
function keepFigures({ dataDir, keyBytes }: BenchFolder): readonly Figure[] {
  const { databaseKey: key } = keyBytes;
  const reader = createJournalReader({ folder: path.join(dataDir, 'journal'), key, files: nodeFileSystem });
  const at = { file: path.join(dataDir, 'ledger.db'), key, nativeBinding: null };
  const place = { folder: path.join(dataDir, 'copies'), day: '2026-11-22' };
  const headMs = msOf(() => invariant(reader.head() !== undefined, 'the newest entry is found'));
  const copyMs = msOf(() => invariant(backupLedger(at, place).ok, 'the copy is whole'));
  return [
    { goal: 'value', what: 'newest entry of the journal found', unit: 'ms', measured: single(headMs) },
    { goal: 'value', what: 'ledger.db copied, and the copy checked', unit: 'ms', measured: single(copyMs) },
  ];
}

function msOf(run: () => void): number {
  const startedMs = performance.now();
  run();
  return performance.now() - startedMs;
}

function rateOf(check: () => { readonly isSound: boolean; readonly entries: number }): number {
  const startedMs = performance.now();
  const { isSound, entries } = check();
  invariant(isSound, 'the ledger is sound');
  return entries / ((performance.now() - startedMs) / 1_000);
}

async function crashFigure(folder: BenchFolder): Promise<Figure> {
  const measured: Spread = await measureCrashStarts(folder, crashRuns);
  const log = path.join(folder.dataDir, 'ledger.db-wal');
  const logMb = existsSync(log) ? Math.round(statSync(log).size / bytesPerMb) : 0;
  return {
    goal: 'P19',
    what: `start after kill -9 with ${shown(manyEntries)} entries and a log of ${logMb} MB; the last sale is there each time`,
    unit: 'ms',
    measured,
    gate: { text: 'max <= 1,000; log <= 64 MB', isMet: measured.max <= 1_000 && logMb <= 64 },
    aim: atMost('p50 <= 150', measured.p50, 150),
  };
}
