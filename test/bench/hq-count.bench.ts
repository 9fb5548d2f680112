/**
 * HQ counting what tills sent: entries that are stored already, by one HQ process and by two, on the embedded
 * PostgreSQL with its syncs. `node test/bench/hq-count.bench.ts [--full] [--entries=N]`
 */

import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { joinTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { benchOptions } from './support/bench-options.ts';
import { entriesAtHq, withBenchHq } from './support/bench-hq.ts';
import type { BenchHq } from './support/bench-hq.ts';
import { atLeast, printFigures, spreadOf } from './support/figures.ts';
import { longTill, pushOf } from './support/ingest-tills.ts';
import type { LongTill } from './support/ingest-tills.ts';
import { processorSeconds } from './support/process-tree.ts';
import { knowMembers, knowRuleSets, memberRefs } from './support/members-at-hq.ts';

const options = benchOptions();
const tillCount = 40;
const memberCount = options.full ? 1_000_000 : 20_000;
const entriesEach = options.entries ?? (options.full ? 1_000 : 100);
const rounds = options.full ? 5 : 3;
/** 5,000 stores with 4 tills and a sale every ten seconds. */
const peakRate = 2_000;
const pollMs = 20;

await withBenchHq(async (hq) => {
  const members = memberRefs(memberCount);
  await knowMembers(hq.db, members);
  await knowRuleSets(hq.db);
  const tills = Array.from({ length: tillCount }, (_, index) => longTill(1 + index, { members }));
  for (const { till } of tills) await joinTill(hq.db, till);
  const rates = { one: [] as Rate[], two: [] as Rate[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.one.push(await countedBy(hq, tills, 1));
    rates.two.push(await countedBy(hq, tills, 2));
  }
  const spread = (of: readonly Rate[], by: keyof Rate) => spreadOf(of.map((rate) => rate[by]));
  const [one, two] = [spread(rates.one, 'byClock'), spread(rates.two, 'byClock')];
  printFigures(`HQ counts entries, load ${(loadavg()[0] ?? 0).toFixed(1)}`, [
    {
      goal: 'counting',
      what: 'by one HQ process',
      unit: 'entries/s',
      measured: one,
      gate: atLeast(`>= ${peakRate.toLocaleString('en')}, the peak of 20,000 tills`, one.p50, peakRate),
    },
    {
      goal: 'counting',
      what: 'by two HQ processes',
      unit: 'entries/s',
      measured: two,
      beside: { what: 'one', p50: one.p50 },
    },
    {
      goal: 'counting',
      what: 'for each second that one process worked',
      unit: 'entries/s',
      measured: spread(rates.one, 'byProcessor'),
    },
    {
      goal: 'counting',
      what: 'for each second that two processes worked between them',
      unit: 'entries/s',
      measured: spread(rates.two, 'byProcessor'),
    },
  ]);
});

/** Entries a second of the clock, and of the HQ processes' own time, which others on the machine change less. */
type Rate = { readonly byClock: number; readonly byProcessor: number };

/** They are stored while no process runs, and the clock begins when the first one is counted. */
async function countedBy(hq: BenchHq, tills: readonly LongTill[], processes: number): Promise<Rate> {
  const world = await pushWorld(hq.db);
  for (const till of tills) {
    const pushed = await world.pushBytes(till.till, pushOf(till, till.next(entriesEach)));
    invariant(pushed.ok, 'the push is taken');
  }
  const before = (await entriesAtHq(hq.db)).counted;
  const running = await Promise.all(Array.from({ length: processes }, () => hq.startProcess()));
  const worked = (): number => running.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
  let [startedMs, atStart, workedBefore] = [0, before, 0];
  for (;;) {
    const { stored, counted } = await entriesAtHq(hq.db);
    if (startedMs === 0 && counted > before) {
      [startedMs, atStart, workedBefore] = [performance.now(), counted, worked()];
    }
    if (counted === stored) {
      const seconds = (performance.now() - startedMs) / 1_000;
      const workedSeconds = worked() - workedBefore;
      for (const { stop } of running) await stop();
      const entries = stored - atStart;
      return { byClock: entries / seconds, byProcessor: entries / Math.max(workedSeconds, 0.01) };
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
