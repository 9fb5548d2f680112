/** The till service itself, as a build ships it, killed again and again. */

import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKillWorld, createValueKillWorld } from '#test/support/kill/kill-world.ts';
import { buildTillService } from '#test/support/kill/build-till-service.ts';
import { killSeed } from '#test/support/kill/kill-seed.ts';
import { cashier, manager } from '#test/support/till-chain.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';

/** A campaign asks for more: VAFA_KILLS=10000. */
const kills = Number(process.env['VAFA_KILLS'] ?? 100);
const tills = 2;
const killsOfEachTill = kills / tills;
/** Far more than they take on a busy machine. */
const minutesMax = Math.max(15, kills / 10);

let entry = '';
beforeAll(async () => {
  entry = await buildTillService();
});
afterAll(() => rmSync(path.dirname(entry), { recursive: true, force: true }));

test(
  'killed a hundred times at any moment, the till loses no acknowledged sale, doubles none and keeps the open basket',
  { timeout: minutesMax * 60_000 },
  async () => {
    const seed = killSeed();
    const selling = createKillWorld(entry, seed);
    const redeeming = createValueKillWorld(entry, seed + 1);
    let killed = 0;
    await Promise.all(
      [selling, redeeming].map(async (world) => {
        for (let kill = 0; kill < killsOfEachTill; kill += 1) {
          await world.liveAndDie();
          killed += 1;
        }
        await world.liveToTheEnd();
      }),
    );
    const sales = selling.clerk.state.sales.length;
    const retries = selling.clerk.state.retries;
    const { acknowledged, retries: valueRetries } = redeeming.clerk;
    console.log(`${killed} kills, ${sales} acknowledged sales, ${retries} commands sent again`);
    console.log(`${acknowledged.size} entries of value acknowledged, ${valueRetries} commands sent again`);
    console.log([...redeeming.kinds()].map(([kind, count]) => `${kind} ${count}`).join(', '));
    expect(killed).toBe(kills);
    // Kills that hit nothing would prove nothing.
    expect(sales).toBeGreaterThan(10);
    expect(retries).toBeGreaterThan(5);
    expect(acknowledged.size).toBeGreaterThan(25);
    expect(valueRetries).toBeGreaterThan(5);
    expect([...redeeming.kinds().keys()]).toEqual(expect.arrayContaining(['redeem', 'refund', 'topUp']));
  },
);

test('a kill between the attempt and its answer wins no free guess of a PIN', async () => {
  const world = createKillWorld(entry, 1);
  const guess = { operatorId: cashier.operatorId, pin: '000000' };
  const id = world.clerk.state.deps.id;
  for (let time = 0; time < 5; time += 1) {
    const till = world.start();
    await till.ready;
    void till.screen.signIn({ commandId: id(), ...guess });
    // Operations arrive in order: once this one is answered, the attempt has been counted and is being checked.
    expectOk(await till.screen.till({}));
    till.kill();
    await till.ended;
  }
  const till = world.start();
  await till.ready;
  expect(expectCode(await till.screen.signIn({ commandId: id(), ...cashier }))).toBe('locked_out');
  expect((await till.screen.signIn({ commandId: id(), ...manager })).ok).toBe(true);
  till.kill();
  await till.ended;
});
