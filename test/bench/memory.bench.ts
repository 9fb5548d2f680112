/**
 * Memory of the till service and size of its files: after the start, and over ten thousand sales to members drawn at
 * random. `node test/bench/memory.bench.ts [--full]`.
 */

import { statSync } from 'node:fs';
import path from 'node:path';
import { benchOptions, fewMembers, manyMembers, offerCount } from './support/bench-options.ts';
import { copyOfDataFolder } from './support/data-folder.ts';
import type { BenchFolder } from './support/data-folder.ts';
import { randomCards } from './support/demo-members.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { makeSale, signIn } from './support/make-sales.ts';
import { addOffers } from './support/many-offers.ts';
import { residentBytes, startTillProcess } from './support/till-process.ts';

const saleCount = benchOptions().full ? 10_000 : 2_000;
/** By then whatever is filled once is full: the page cache of SQLite, the compiled code. */
const settledShare = 0.1;
const sampleEvery = 100;
const bytesPerMb = 1_000_000;

type Measured = {
  readonly startBytes: number;
  readonly samples: readonly number[];
  readonly saleMs: readonly number[];
  readonly cacheBytes: number;
  readonly ledgerBytes: number;
  readonly draftsBytes: number;
};

// The smaller folder is only there to be compared with: a fifth of the sales fills whatever is filled once.
const few = await measureSize(fewMembers, saleCount / 5);
const many = await measureSize(manyMembers, saleCount);
printFigures('Memory and disk', figuresOf(), [
  `Offers: ${offerCount.toLocaleString('en')}. The till service runs under plain Node ${process.versions.node}.`,
  'Settled: the median of the samples from the tenth part of the sales to the half; last: of the last tenth.',
]);

async function measureSize(memberCount: number, sales: number): Promise<Measured> {
  const folder = await copyOfDataFolder(memberCount);
  try {
    addOffers(folder, offerCount);
    return await measureSales(folder, sales);
  } finally {
    folder.remove();
  }
}

async function measureSales(folder: BenchFolder, sales: number): Promise<Measured> {
  const till = await startTillProcess(folder);
  try {
    const startBytes = residentBytes(till.pid);
    await signIn(till);
    const samples: number[] = [];
    const saleMs: number[] = [];
    for (const [run, cardUid] of randomCards(folder.memberCount, sales, 5).entries()) {
      const startedMs = performance.now();
      await makeSale(till, cardUid, run);
      saleMs.push(performance.now() - startedMs);
      if ((run + 1) % sampleEvery === 0) samples.push(residentBytes(till.pid));
    }
    await till.stop();
    return { startBytes, samples, saleMs, ...sizesOf(folder) };
  } finally {
    await till.kill();
  }
}

function sizesOf({ dataDir }: BenchFolder): Pick<Measured, 'cacheBytes' | 'ledgerBytes' | 'draftsBytes'> {
  const size = (name: string): number => statSync(path.join(dataDir, name)).size;
  return { cacheBytes: size('cache.db'), ledgerBytes: size('ledger.db'), draftsBytes: size('drafts.db') };
}

function settledOf({ samples }: Measured): number {
  return spreadOf(samples.slice(Math.floor(samples.length * settledShare), Math.ceil(samples.length / 2)))
    .p50;
}

function lastOf({ samples }: Measured): number {
  return spreadOf(samples.slice(-Math.ceil(samples.length * settledShare))).p50;
}

function figuresOf(): readonly Figure[] {
  const most = Math.max(...many.samples) / bytesPerMb;
  const growth = lastOf(many) / settledOf(many);
  const sameSales = { ...many, samples: many.samples.slice(0, few.samples.length) };
  const perMillion = ((lastOf(sameSales) - lastOf(few)) / (manyMembers - fewMembers)) * 1_000_000;
  const entryBytes = many.ledgerBytes / saleCount;
  const memberMb = many.cacheBytes / bytesPerMb / (manyMembers / 1_000_000);
  return [
    {
      goal: 'P20',
      what: 'resident memory after the start, 1,000,000 members',
      unit: 'MB',
      measured: single(many.startBytes / bytesPerMb),
      beside: { what: '100,000 members', p50: few.startBytes / bytesPerMb },
    },
    {
      goal: 'P20',
      what: `most resident memory over ${saleCount.toLocaleString('en')} sales`,
      unit: 'MB',
      measured: single(most),
      gate: atMost('<= 150 MB', most, 150),
      aim: atMost('<= 80 MB', most, 80),
    },
    {
      goal: 'P20',
      what: 'resident memory, last against settled',
      unit: 'MB',
      measured: single(lastOf(many) / bytesPerMb),
      beside: { what: 'settled', p50: settledOf(many) / bytesPerMb },
      gate: atMost('<= 1.05 times', growth, 1.05),
    },
    {
      goal: 'P20',
      what: 'resident memory for each further million members',
      unit: 'MB',
      measured: single(perMillion / bytesPerMb),
      gate: atMost('<= 10 MB', perMillion / bytesPerMb, 10),
    },
    {
      goal: 'P21',
      what: 'cache.db for each million members, search index and all',
      unit: 'MB',
      measured: single(memberMb),
      gate: atMost('<= 220 MB', memberMb, 220),
      aim: atMost('<= 200 MB', memberMb, 200),
    },
    {
      goal: 'P21',
      what: 'ledger.db for each sale of two lines',
      unit: 'bytes',
      measured: single(entryBytes),
      gate: atMost('<= 400', entryBytes, 400),
      aim: atMost('<= 250', entryBytes, 250),
    },
    {
      goal: 'P11',
      what: 'tap, two products and payment, all through the till process',
      unit: 'ms',
      measured: spreadOf(many.saleMs),
      beside: { what: 'with 100,000 members', p50: spreadOf(few.saleMs).p50 },
    },
  ];
}
