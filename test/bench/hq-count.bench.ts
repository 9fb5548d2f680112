/**
 * HQ counting what tills sent: entries that are stored already, by one HQ process and by two, on the embedded
 * PostgreSQL with its syncs. `node test/bench/hq-count.bench.ts [--full]`
 */

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
import { knowMembers, knowRuleSets, memberRefs } from './support/members-at-hq.ts';

const options = benchOptions();
const tillCount = 40;
const memberCount = options.full ? 1_000_000 : 20_000;
const entriesEach = options.full ? 1_000 : 100;
const rounds = options.full ? 5 : 1;
/** 5,000 stores with 4 tills and a sale every ten seconds. */
const peakRate = 2_000;
const pollMs = 20;

await withBenchHq(async (hq) => {
  const members = memberRefs(memberCount);
  await knowMembers(hq.db, members);
  await knowRuleSets(hq.db);
  const tills = Array.from({ length: tillCount }, (_, index) => longTill(1 + index, { members }));
  for (const { till } of tills) await joinTill(hq.db, till);
  const rates = { one: [] as number[], two: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.one.push(await countedBy(hq, tills, 1));
    rates.two.push(await countedBy(hq, tills, 2));
  }
  const [one, two] = [spreadOf(rates.one), spreadOf(rates.two)];
  printFigures('HQ counts entries', [
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
  ]);
});

/** Entries a second: they are stored while no process runs, and the clock begins when the first one is counted. */
async function countedBy(hq: BenchHq, tills: readonly LongTill[], processes: number): Promise<number> {
  const world = await pushWorld(hq.db);
  for (const till of tills) {
    const pushed = await world.pushBytes(till.till, pushOf(till, till.next(entriesEach)));
    invariant(pushed.ok, 'the push is taken');
  }
  const before = (await entriesAtHq(hq.db)).counted;
  const running = await Promise.all(Array.from({ length: processes }, () => hq.startProcess()));
  let [startedMs, atStart] = [0, before];
  for (;;) {
    const { stored, counted } = await entriesAtHq(hq.db);
    if (startedMs === 0 && counted > before) [startedMs, atStart] = [performance.now(), counted];
    if (counted === stored) {
      const seconds = (performance.now() - startedMs) / 1_000;
      for (const { stop } of running) await stop();
      return (stored - atStart) / seconds;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
