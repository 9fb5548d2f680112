/**
 * A card among many members, by the till's own store and query on the real file: warm, cold, against a scan that LIKE
 * makes, and as the number of members grows. `node test/bench/lookup.bench.ts [--full] [--big]`.
 */

import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { cachePath } from '#electron/till/cache/cache-files.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { readChain } from '#electron/till/db/stores/chain-store.ts';
import { createMemberStore, memberQueries } from '#electron/till/db/stores/member-store.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { benchOptions, bigMembers, fewMembers, manyMembers } from './support/bench-options.ts';
import { randomCards } from './support/demo-members.ts';
import { copyOfDataFolder } from './support/data-folder.ts';
import type { BenchFolder } from './support/data-folder.ts';
import { atMost, printFigures, spreadOf } from './support/figures.ts';
import type { Figure, Spread } from './support/figures.ts';

const options = benchOptions();
const warmRuns = options.full ? 20_000 : 5_000;
const coldRuns = options.full ? 1_000 : 100;
const scanRuns = 5;
const partBytes = 1 << 20;

type Measured = {
  readonly folder: BenchFolder;
  readonly warm: Spread;
  readonly cold: Spread;
  readonly scan: Spread;
  readonly plan: string;
};

const sizes = [fewMembers, manyMembers, ...(options.big ? [bigMembers] : [])];
const results: Measured[] = [];
for (const size of sizes) results.push(await measureSize(size));
printFigures(
  'Card look-up',
  results.flatMap((result, index) => figuresOf(result, results[index - 1])),
  [
    `Query plan of the look-up: ${results.map(({ plan }) => plan).at(-1)}`,
    'Cold: the file is dropped from the page cache and opened anew before each look-up; the host below a virtual machine may still hold it.',
  ],
);

async function measureSize(memberCount: number): Promise<Measured> {
  const folder = await copyOfDataFolder(memberCount);
  try {
    const cold = spreadOf(Array.from({ length: coldRuns }, (_, run) => coldLookUpMs(folder, run)));
    await readWhole(cachePath(folder.dataDir));
    const db = openCacheFile(folder);
    const measured = {
      folder,
      cold,
      warm: warmLookUps(db, memberCount),
      scan: scans(db, memberCount),
      plan: planOf(db),
    };
    db.close();
    return measured;
  } finally {
    folder.remove();
  }
}

/** The cold runs left the file on the disk alone; a till that has run for a while finds it in memory. */
async function readWhole(file: string): Promise<void> {
  for await (const part of createReadStream(file, { highWaterMark: partBytes })) {
    invariant(part !== null, 'a file is read in parts');
  }
}

function openCacheFile({ dataDir, keyBytes }: BenchFolder): ReadDb {
  const opened = openDatabaseToRead({
    path: cachePath(dataDir),
    key: keyBytes.databaseKey,
    kind: cacheKind,
    nativeBinding: null,
  });
  invariant(opened.ok, 'the seeded cache opens');
  return opened.value;
}

function storeOf(db: ReadDb): ReturnType<typeof createMemberStore> {
  return createMemberStore(db, readChain(db).storeNumbers);
}

/** Other cards than the ones that warmed the file up, so that each run reads leaves of its own. */
function warmLookUps(db: ReadDb, memberCount: number): Spread {
  const store = storeOf(db);
  for (const cardUid of randomCards(memberCount, warmRuns, 1)) lookUpMs(store, cardUid);
  return spreadOf(randomCards(memberCount, warmRuns, 2).map((cardUid) => lookUpMs(store, cardUid)));
}

function coldLookUpMs(folder: BenchFolder, run: number): number {
  const file = path.resolve(cachePath(folder.dataDir));
  // Reading nothing with this flag tells the system that the pages of the file are not needed.
  const dropped = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
  invariant(dropped.status === 0, 'the pages of the file are dropped');
  const db = openCacheFile(folder);
  const store = storeOf(db);
  const [cardUid] = randomCards(folder.memberCount, 1, 100 + run);
  invariant(cardUid !== undefined, 'one card was asked for');
  const tookMs = lookUpMs(store, cardUid);
  db.close();
  return tookMs;
}

function lookUpMs(store: ReturnType<typeof createMemberStore>, cardUid: CardUid): number {
  const startedMs = performance.now();
  const found = store.byCard(cardUid);
  const tookMs = performance.now() - startedMs;
  invariant(found !== undefined, 'every card of the demo is found');
  return tookMs;
}

/** What a search without an index costs: the pattern may stand anywhere in the card. */
function scans(db: ReadDb, memberCount: number): Spread {
  const statement = db.prepareRead('SELECT member_id FROM card WHERE hex(card_uid) LIKE ?');
  const cards = randomCards(memberCount, scanRuns, 3);
  return spreadOf(
    cards.map((cardUid) => {
      const startedMs = performance.now();
      const rows = statement.all(`%${cardUid.slice(2)}%`);
      invariant(rows.length > 0, 'the scan finds what the look-up finds');
      return performance.now() - startedMs;
    }),
  );
}

function planOf(db: ReadDb): string {
  const steps = db.prepareRead(`EXPLAIN QUERY PLAN ${memberQueries.byCard}`).all(new Uint8Array(7));
  return steps.map((step) => String(step['detail'])).join('; ');
}

function figuresOf(result: Measured, smaller: Measured | undefined): readonly Figure[] {
  const members = result.folder.memberCount.toLocaleString('en');
  const isJudged = result.folder.memberCount === manyMembers;
  const { warm, cold, scan } = result;
  const beside = { what: 'LIKE scan', p50: scan.p50 };
  const isSearch = !result.plan.includes('SCAN');
  return [
    {
      goal: 'P4',
      what: `look-up among ${members}, warm`,
      unit: 'ms',
      measured: warm,
      beside,
      ...(isJudged
        ? {
            gate: {
              text: 'p50 <= 0.1, p99 <= 1, no SCAN',
              isMet: warm.p50 <= 0.1 && warm.p99 <= 1 && isSearch,
            },
            aim: atMost('p99 <= 0.1', warm.p99, 0.1),
          }
        : {}),
    },
    {
      goal: 'P4',
      what: `first look-up among ${members}, cold`,
      unit: 'ms',
      measured: cold,
      beside,
      ...(isJudged ? { gate: atMost('p50 <= 2', cold.p50, 2) } : {}),
    },
    ...(smaller === undefined ? [] : [growthOf(result, smaller)]),
  ];
}

function growthOf(result: Measured, smaller: Measured): Figure {
  const isGate = result.folder.memberCount === bigMembers;
  const ratio = result.warm.p50 / smaller.warm.p50;
  const from = smaller.folder.memberCount.toLocaleString('en');
  return {
    goal: 'P5',
    what: `the same, grown from ${from} to ${result.folder.memberCount.toLocaleString('en')}`,
    unit: 'ms',
    measured: result.warm,
    beside: { what: `among ${from}`, p50: smaller.warm.p50 },
    gate: isGate ? atMost('<= 1.5 times', ratio, 1.5) : atMost('10 times the members <= 2 times', ratio, 2),
    ...(isGate ? { aim: atMost('<= 1.2 times', ratio, 1.2) } : {}),
  };
}
