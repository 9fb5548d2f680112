/** The till service as a build ships it, at a real HQ, killed between what HQ acknowledges and what the till writes down of it. */

import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { countNext } from '#sync/server/truth/count-next.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { buildTillService } from '#test/support/kill/build-till-service.ts';
import { killSeed } from '#test/support/kill/kill-seed.ts';
import { createSyncKillWorld, killMoments } from '#test/support/kill/sync-kill-world.ts';
import { startTestHq } from '#test/support/sync/till-at-hq.ts';
import type { TestHq } from '#test/support/sync/till-at-hq.ts';

/** A campaign asks for more: VAFA_SYNC_KILLS=1000. */
const kills = Number(process.env['VAFA_SYNC_KILLS'] ?? 6);
/** Far more than a kill takes on a busy machine. */
const minutesMax = Math.max(3, kills / 10);

const database = withPglite();

let entry = '';
beforeAll(async () => {
  entry = await buildTillService();
});
afterAll(() => rmSync(path.dirname(entry), { recursive: true, force: true }));

test(
  'killed around the answers of HQ, the till sends each entry once and claims nothing that HQ does not have',
  { timeout: minutesMax * 60_000 },
  async () => {
    const seed = killSeed();
    const hq = await startTestHq(database.db(), 20);
    const world = await createSyncKillWorld(entry, hq, seed);
    let forgotten = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { acknowledged, atHq } = await world.liveAndDie(
        killMoments[kill % killMoments.length] ?? 'asked',
      );
      if ((acknowledged?.seq ?? 0) < atHq.length) forgotten += 1;
    }
    const { entries, acknowledged, atHq } = await world.liveToTheEnd();
    console.log(`${kills} kills, ${entries.length} entries, ${forgotten} answers of HQ lost or forgotten`);
    expect(entries).toHaveLength(world.sold());
    expect(atHq.map(({ body }) => bytesToHex(body))).toEqual(entries.map(({ body }) => bytesToHex(body)));
    expect(acknowledged).toEqual({ epoch: 1, seq: entries.length, hash: entries.at(-1)?.hash });
    // Kills that hit nothing would prove nothing.
    expect(forgotten).toBeGreaterThanOrEqual(kills / 3);
    expect(entries.length).toBeGreaterThan(kills);
    const counting = { ...hq.deps, ruleSets: createCompiledRuleSets() };
    while ((await countNext(counting)) > 0);
    const counted = await hq.deps.db.selectFrom('entry').select(['entry_id', 'disposition']).execute();
    expect(counted.map(({ entry_id: entryId }) => entryId).toSorted()).toEqual(
      entries.map(({ entryId }) => entryId).toSorted(),
    );
    expect(new Set(counted.map(({ disposition }) => disposition))).toEqual(new Set(['accepted']));
    const tills = await hq.deps.db.selectFrom('till').select(['state', 'reason']).execute();
    expect(tills).toEqual([{ state: 'active', reason: null }]);
  },
);

test(
  'a push that HQ took after its till was killed comes again as it was, and HQ knows it',
  { timeout: 3 * 60_000 },
  async () => {
    const hq = await startTestHq(database.db(), 20);
    const world = await createSyncKillWorld(entry, hq, killSeed());
    for (const sales of [1, 2]) {
      const { entries, acknowledged, atHq, pushes } = await world.liveThroughLatePush('nothing');
      expect(entries).toHaveLength(sales);
      expect(atHq).toHaveLength(sales);
      expect(acknowledged).toEqual({ epoch: 1, seq: sales, hash: entries.at(-1)?.hash });
      expect(pushes).toHaveLength(2);
      expect(pushes[1]?.equals(pushes[0] ?? Buffer.alloc(0))).toBe(true);
    }
    await expectOneHistory(hq);
  },
);

test(
  'a push that HQ took after its till was killed comes again with a sale behind it, and HQ takes that sale alone',
  { timeout: 3 * 60_000 },
  async () => {
    const hq = await startTestHq(database.db(), 20);
    const world = await createSyncKillWorld(entry, hq, killSeed());
    const { entries, acknowledged, atHq, pushes } = await world.liveThroughLatePush('anotherSale');
    expect(entries).toHaveLength(2);
    expect(atHq).toHaveLength(2);
    expect(acknowledged).toEqual({ epoch: 1, seq: 2, hash: entries.at(-1)?.hash });
    expect(pushes.length).toBeGreaterThanOrEqual(2);
    expect(pushes[1]?.equals(pushes[0] ?? Buffer.alloc(0))).toBe(false);
    await expectOneHistory(hq);
  },
);

/** What HQ would keep, stop and tell if it took the same entries for another copy's. */
async function expectOneHistory({ deps: { db } }: TestHq): Promise<void> {
  const heads = await db.selectFrom('chain_head').select(['epoch', 'branch', 'forked_after_seq']).execute();
  expect(heads).toEqual([{ epoch: 1, branch: 0, forked_after_seq: 0 }]);
  expect(await db.selectFrom('notice').select(['kind', 'facts']).execute()).toEqual([]);
  const tills = await db.selectFrom('till').select(['state', 'reason']).execute();
  expect(tills).toEqual([{ state: 'active', reason: null }]);
}
