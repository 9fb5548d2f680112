/** The same balance spent at several tills that cannot ask: what is lost stays within what was said beforehand. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { worstLoss } from '#shared/ledger/offline/worst-loss.ts';
import {
  spendTwice,
  spendersChainData,
  spendersHq,
  spendersRules,
} from '#test/support/sim/double-spenders.ts';
import { loadSimChain } from '#test/support/sim/sim-chain.ts';
import type { SimChain } from '#test/support/sim/sim-chain.ts';

const seeds = Array.from({ length: 25 }, (_none, index) => index + 1);
const members = 3;

describe('people who spend one balance at several tills', () => {
  let chain: SimChain;
  beforeAll(async () => {
    chain = await loadSimChain(spendersChainData());
  });
  afterAll(() => chain.close());

  test('never get more out of them than the worst loss, at each till and together, in 25 seeds', async () => {
    const { tills } = spendersHq;
    const authority = { kind: 'hq', snapshotAgeMs: 0, isReachable: false, tills } as const;
    const { lossMinor, perTillMinor } = worstLoss(authority, spendersRules, members);
    let most = 0;
    let refusals = 0;
    for (const seed of seeds) {
      const spent = await spendTwice(seed, chain, 40);
      for (const atTill of spent.byTill) expect(atTill).toBeLessThanOrEqual(perTillMinor);
      const lost = spent.byTill.reduce((sum, atTill) => sum + atTill, 0);
      expect(lost).toBeLessThanOrEqual(lossMinor);
      most = Math.max(most, lost);
      refusals += spent.refusals;
    }
    // Attackers who are never stopped, or never get anything, would prove nothing.
    expect(refusals).toBeGreaterThan(seeds.length);
    expect(most).toBeGreaterThan(lossMinor / 2);
  });
});
