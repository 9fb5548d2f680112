/** Tills and HQ in a world that goes wrong in every way that the world knows, from a seed. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { missedHqFaultPoints } from '#test/support/sim/hq/hq-faults.ts';
import { layGround } from '#test/support/sim/hq/hq-ground.ts';
import type { WorldGround } from '#test/support/sim/hq/hq-ground.ts';
import { monthWithoutHq } from '#test/support/sim/hq/month-without-hq.ts';
import { runHqSeed } from '#test/support/sim/hq/run-hq-seed.ts';
import { runSimTool } from '#test/support/sim/run-sim-tool.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import seeds from './hq-seeds.json' with { type: 'json' };

/** As many runs as two cores do in about a minute and a half, with room for slower ones. */
const gateSeeds = '1..60';
const gateRuns = 60;
const gateMinutesMax = 30;

const reportSchema = z.object({
  runs: z.number(),
  sales: z.number(),
  failures: z.array(z.object({ seed: z.number(), failure: z.string() })),
  hits: z.array(z.string()),
});

/** One line for each seed that ever failed, and why. */
const failedOnce = z.array(z.object({ seed: z.int().nonnegative(), because: z.string() })).parse(seeds);

test(
  'in 60 troubled months tills and HQ come to hold the same, with nothing lost or doubled, and every fault struck',
  { timeout: gateMinutesMax * 60_000 },
  async () => {
    const file = path.join(temporaryFolder(), 'report.json');
    const code = await runSimTool('simulation-hq.log', ['--hq', '--seeds', gateSeeds, '--report', file]);
    const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(report.failures).toEqual([]);
    expect(code).toBe(0);
    expect(report.runs).toBe(gateRuns);
    expect(missedHqFaultPoints(new Set(report.hits))).toEqual([]);
    // Worlds in which nothing is booked would prove nothing.
    expect(report.sales).toBeGreaterThan(report.runs * 5);
  },
);

describe('one seed of tills and HQ', () => {
  let ground: WorldGround;
  beforeAll(async () => {
    ground = await layGround();
  });
  afterAll(() => ground.close());

  test.for([7, 25])('leads to the same trace twice, HQ included: %i', async (seed) => {
    const first = await runHqSeed(seed, ground);
    const second = await runHqSeed(seed, ground);
    expect(first.failure).toBeNull();
    expect(second.traceHash).toBe(first.traceHash);
  });

  test('in which HQ is away for 30 days has four tills that sell, enrol and redeem on, and all of it at HQ once within an hour', async () => {
    const { atHq, booked, entries } = await monthWithoutHq(68, ground);
    const [before, after] = atHq;
    expect(after).toBe(before);
    expect(Object.keys(booked)).toEqual(expect.arrayContaining(['sale', 'enrol', 'redeem']));
    const bookedAway = Object.values(booked).reduce((sum, count) => sum + count, 0);
    expect(bookedAway).toBeGreaterThan(40);
    // HQ books entries of its own, such as what was spent beyond a balance.
    expect(entries).toBeGreaterThanOrEqual(before + bookedAway);
  });

  test.for(failedOnce)('that failed once with HQ does so no more: $seed, $because', async ({ seed }) => {
    expect((await runHqSeed(seed, ground)).failure).toBeNull();
  });
});
