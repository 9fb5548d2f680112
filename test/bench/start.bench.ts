/**
 * From the start of the till process to its word that it is ready: with many members and offers, and after a kill with
 * logs of several sizes. `node test/bench/start.bench.ts [--full] [--big]`. A start is hundreds of milliseconds, so
 * there are tens of runs and not thousands.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { benchOptions, bigMembers, fewMembers, manyMembers, offerCount } from './support/bench-options.ts';
import { copyOfDataFolder } from './support/data-folder.ts';
import type { BenchFolder } from './support/data-folder.ts';
import { randomCards } from './support/demo-members.ts';
import { atMost, printFigures, spreadOf } from './support/figures.ts';
import type { Figure, Spread } from './support/figures.ts';
import { makeSale, signIn } from './support/make-sales.ts';
import { addOffers } from './support/many-offers.ts';
import { startTillProcess } from './support/till-process.ts';

const options = benchOptions();
const startRuns = options.full ? 25 : 8;
const crashRuns = options.full ? 20 : 5;
const bytesPerMb = 1_000_000;
/** The till bounds its log at 64 MB; the middle one is what a day may leave while somebody reads the file. */
const logMb = options.full ? [4, 16, 60] : [4, 16];
const salesMax = 20_000;

const sizes = [fewMembers, manyMembers, ...(options.big ? [bigMembers] : [])];
const warm: Spread[] = [];
const cold: Spread[] = [];
const figures: Figure[] = [];
for (const size of sizes) await measureStarts(size);
figures.push(...startFigures());
for (const megabytes of logMb) figures.push(await measureCrash(megabytes));
printFigures('Start of the till service', figures, [
  `Offers: ${offerCount.toLocaleString('en')}. Plain Node ${process.versions.node} and the built service, no window.`,
  'Floor: a Node process that does nothing and ends.',
]);

async function measureStarts(memberCount: number): Promise<void> {
  const folder = await copyOfDataFolder(memberCount);
  try {
    addOffers(folder, offerCount);
    await startOnce(folder); // makes the ledger
    warm.push(spreadOf(await repeated(startRuns, () => startOnce(folder))));
    cold.push(
      spreadOf(
        await repeated(startRuns, () => {
          dropPages(folder);
          return startOnce(folder);
        }),
      ),
    );
  } finally {
    folder.remove();
  }
}

async function startOnce(folder: BenchFolder): Promise<number> {
  const till = await startTillProcess(folder);
  await till.stop();
  return till.readyAfterMs;
}

async function repeated(runs: number, run: () => Promise<number>): Promise<readonly number[]> {
  const values: number[] = [];
  for (let index = 0; index < runs; index += 1) values.push(await run());
  return values;
}

function dropPages({ dataDir }: BenchFolder): void {
  for (const name of ['cache.db', 'ledger.db', 'drafts.db']) {
    // Reading nothing with this flag tells the system that the pages of the file are not needed.
    spawnSync('dd', [`if=${path.join(dataDir, name)}`, 'iflag=nocache', 'count=0', 'status=none']);
  }
}

function startFigures(): readonly Figure[] {
  const floor = spreadOf(
    Array.from({ length: startRuns }, () => {
      const startedMs = performance.now();
      spawnSync(process.execPath, ['--eval', '0']);
      return performance.now() - startedMs;
    }),
  );
  const beside = { what: 'empty Node process', p50: floor.p50 };
  const first = warm[0];
  invariant(first !== undefined, 'the smallest size was measured');
  return sizes.flatMap((size, index): readonly Figure[] => {
    const [warmStart, coldStart] = [warm[index], cold[index]];
    invariant(warmStart !== undefined && coldStart !== undefined, 'each size was measured');
    const members = size.toLocaleString('en');
    const ratio = warmStart.p50 / first.p50;
    const gate =
      size === manyMembers
        ? { gate: atMost('p50 <= 400', warmStart.p50, 400), aim: atMost('<= 130', warmStart.p50, 130) }
        : {};
    const coldGate = size === manyMembers ? { gate: atMost('p50 <= 400', coldStart.p50, 400) } : {};
    const growth: Figure = {
      goal: 'P17',
      what: `the same, grown from ${fewMembers.toLocaleString('en')} to ${members} members`,
      unit: 'ms',
      measured: warmStart,
      beside: { what: fewMembers.toLocaleString('en'), p50: first.p50 },
      gate: atMost('<= 1.2 times', ratio, 1.2),
    };
    return [
      {
        goal: 'P17',
        what: `core ready, ${members} members`,
        unit: 'ms',
        measured: warmStart,
        beside,
        ...gate,
      },
      {
        goal: 'P17',
        what: `core ready, ${members} members, files not in memory`,
        unit: 'ms',
        measured: coldStart,
        beside,
        ...coldGate,
      },
      ...(index === 0 ? [] : [growth]),
    ];
  });
}

/** Sells while a reader keeps the log from being cut back, kills the till, and starts it from copies of what is left. */
async function measureCrash(megabytes: number): Promise<Figure> {
  const folder = await copyOfDataFolder(fewMembers);
  try {
    const { entryId, logBytes } = await sellAndKill(folder, megabytes * bytesPerMb);
    const values = await repeated(crashRuns, () => startAfterCrash(folder, entryId));
    const measured = spreadOf(values);
    const shownMb = Math.round(logBytes / bytesPerMb);
    return {
      goal: 'P19',
      what: `start after kill -9 with a log of ${shownMb} MB; the last sale is there each time`,
      unit: 'ms',
      measured,
      gate: {
        text: 'max <= 1,000; log <= 64 MB',
        isMet: measured.max <= 1_000 && logBytes <= 64 * 1_048_576,
      },
      aim: atMost('p50 <= 150', measured.p50, 150),
    };
  } finally {
    folder.remove();
  }
}

type Crashed = { readonly entryId: Uuid; readonly logBytes: number };

async function sellAndKill(folder: BenchFolder, logBytes: number): Promise<Crashed> {
  const till = await startTillProcess(folder);
  const log = path.join(folder.dataDir, 'ledger.db-wal');
  await signIn(till);
  const cards = randomCards(folder.memberCount, salesMax, 9);
  const sell = (run: number): Promise<Uuid> => makeSale(till, cards[run] ?? neverMissing(), run);
  let entryId = await sell(0);
  const reader = openLedger(folder);
  // A read that was begun and not ended keeps the log as it is from here on.
  const rows = reader.prepareRead('SELECT entry_id FROM entry').iterate();
  rows.next();
  for (let run = 1; run < salesMax && sizeOf(log) < logBytes; run += 1) entryId = await sell(run);
  await till.kill();
  const left = sizeOf(log);
  rows.return?.();
  reader.close();
  return { entryId, logBytes: left };
}

async function startAfterCrash(crashed: BenchFolder, entryId: Uuid): Promise<number> {
  const dataDir = mkdtempSync(`${crashed.dataDir}-`);
  try {
    cpSync(crashed.dataDir, dataDir, { recursive: true });
    const folder = { ...crashed, dataDir };
    const readyAfterMs = await startOnce(folder);
    const ledger = openLedger(folder);
    const found = ledger
      .prepareRead('SELECT 1 AS found FROM entry WHERE entry_id = ?')
      .get(uuidToBytes(entryId));
    ledger.close();
    invariant(found !== undefined, 'a sale that was acknowledged is in the ledger');
    return readyAfterMs;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function openLedger({ dataDir, keyBytes }: BenchFolder): ReadDb {
  const opened = openDatabaseToRead({
    path: path.join(dataDir, 'ledger.db'),
    key: keyBytes.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
  });
  invariant(opened.ok, 'the ledger opens');
  return opened.value;
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function neverMissing(): never {
  throw new Error('there are as many cards as sales');
}
