import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import { sell, standingChain } from '#test/support/standing-world.ts';
import { omid } from '#test/support/till-chain.ts';
import { createTillWorld, worldKeys } from '#test/support/till-world.ts';

test('what a programme owes is the snapshot’s and the ledger’s together, by the worth of the day', async () => {
  const world = createTillWorld({ data: standingChain({}, { releaseAfterDays: 7 }) });
  const run = await world.openSignedIn();
  await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
  run.close();
  const keys = Object.entries(worldKeys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  const keyFile = path.join(world.dataDir, 'till.key');
  writeFileSync(keyFile, JSON.stringify(Object.fromEntries(keys)));
  const told = runVafa('programme', 'liability', '--data', world.dataDir, '--on', '2026-11-22');
  expect([told.exitCode, told.stderr]).toEqual([0, '']);
  // 120 points and 50,000 of the snapshot, 10 points held back; a point is 10 millionths of 112,000,000.
  expect(JSON.parse(told.stdout)).toMatchObject({
    pointsOutstanding: 120,
    pointsHeld: 10,
    pointWorthMinor: 1_120,
    index: { indexId: 'gold-gram', date: '2026-11-19' },
    pointsMinor: 134_400,
    walletMinor: 50_000,
    totalMinor: 134_400 + 11_200 + 50_000,
  });
  const wrong = runVafa('programme', 'liability', '--data', world.dataDir, '--on', 'tomorrow');
  expect(wrong.exitCode).not.toBe(0);
});
