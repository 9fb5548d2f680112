/**
 * The disk breaks its promises: it forgets what it said to have written, loses files, cuts them or changes a byte. The
 * journal is the second copy; while one of the two is whole, nothing acknowledged may be missing or go unsaid.
 */

import { describe, expect, test } from 'vitest';
import { exploreFaithless } from '#test/support/crash/explore.ts';

const seeds = { from: 1, to: 1 };

describe('a disk that loses or changes what was synced', () => {
  test.each(['firstStart', 'sale', 'redemption', 'rotation'])(
    'at any step of %s is found out, and everything acknowledged is put back',
    async (workload) => {
      const { states, ends, wrong } = await exploreFaithless({ workload, seeds, processes: 2 });
      console.log(`${workload}: ${states} states, ${JSON.stringify(ends)}`);
      expect(wrong).toEqual([]);
      // Damage that hit nothing would prove nothing.
      const harmed = Object.entries(ends).filter(([name]) => !name.endsWith('unharmed'));
      expect(harmed.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(states / 3);
    },
  );
});
