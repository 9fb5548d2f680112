/**
 * The power fails after each step of what the till writes: each write, sync, cut, removal and renaming, taken from a
 * trace of the real program over its real encrypted files. Campaigns run the same with more chance: test/support/crash/campaign-process.ts.
 */

import { describe, expect, test } from 'vitest';
import { crashWorkloads } from '#test/support/crash/crash-workloads.ts';
import { explore } from '#test/support/crash/explore.ts';

const seed = 1;
/** Long copies of what is in the ledger already: their steps are alike. */
const longWorkloads = ['rebuilding', 'migration'];
const processes = 2;

describe('a power cut at any step of what the disk is told', () => {
  test.each(crashWorkloads.map(({ name }) => name))(
    'of %s leaves every acknowledged entry whole and once, and a till that sells on',
    async (workload) => {
      const seeds = { from: seed, to: seed };
      const cutsOfChance = longWorkloads.includes(workload) ? 1 / 3 : 1;
      const found = await explore({ workload, durability: 'FULL', seeds, cutsOfChance, processes });
      console.log(`${workload}: ${found.states} states at ${found.steps} steps, seed ${seed}`);
      expect(found.wrong).toEqual([]);
      // A trace with nothing in it would prove nothing.
      expect(found.states).toBeGreaterThan(100);
    },
  );

  test('loses acknowledged entries where the file is not synced at each commit', async () => {
    const seeds = { from: seed, to: seed };
    const found = await explore({
      workload: 'sale',
      durability: 'NORMAL',
      seeds,
      cutsOfChance: 1 / 2,
      processes,
    });
    console.log(`control: ${found.statesWithLoss} of ${found.states} states lost acknowledged entries`);
    expect(found.statesWithLoss).toBeGreaterThan(found.states / 10);
  });
});
