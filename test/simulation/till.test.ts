/** The till in a world that goes wrong in every way that the world knows, from a seed. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadSimChains, runSeed } from '#test/support/sim/run-seed.ts';
import type { SimChains } from '#test/support/sim/run-seed.ts';
import { missedFaultPoints } from '#test/support/sim/sim-faults.ts';
import { runSimTool } from '#test/support/sim/run-sim-tool.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import seeds from './seeds.json' with { type: 'json' };

/** As many runs as two cores do in about two minutes, with room for slower ones. */
const gateSeeds = '1..600';
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
  'in 600 troubled worlds nothing acknowledged is lost or doubled, and every fault struck at each of its places',
  { timeout: gateMinutesMax * 60_000 },
  async () => {
    const file = path.join(temporaryFolder(), 'report.json');
    const code = await runSimTool('simulation.log', ['--seeds', gateSeeds, '--report', file]);
    const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(report.failures).toEqual([]);
    expect(code).toBe(0);
    expect(report.runs).toBe(600);
    expect(missedFaultPoints(new Set(report.hits))).toEqual([]);
    // Worlds in which nothing is sold would prove nothing.
    expect(report.sales).toBeGreaterThan(report.runs);
  },
);

test('a range that is none is refused with how to ask', async () => {
  expect(await runSimTool('simulation.log', ['--seeds', '9..1'])).toBe(2);
  expect(await runSimTool('simulation.log', [])).toBe(2);
});

describe('one seed', () => {
  let chains: SimChains;
  beforeAll(async () => {
    chains = await loadSimChains();
  });
  afterAll(() => chains.close());

  test.for([4, 17, 29])('leads to the same trace twice: %i', async (seed) => {
    const first = await runSeed(seed, chains);
    const second = await runSeed(seed, chains);
    expect(first.failure).toBeNull();
    expect(second.traceHash).toBe(first.traceHash);
    expect((await runSeed(seed + 2, chains)).traceHash).not.toBe(first.traceHash);
  });

  test.for(failedOnce)('that failed once does so no more: $seed, $because', async ({ seed }) => {
    expect((await runSeed(seed, chains)).failure).toBeNull();
  });
});
