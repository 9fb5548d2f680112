/** Members whom HQ merged while this till had booked for both: whoever is asked for, the answer is of the one that they are. */

import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { TierRules } from '#shared/domain/programme.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { memberRecordOf, memberRecordsOf } from '#test/support/pulled-chain.ts';
import { createPulledTill } from '#test/support/pulled-till.ts';
import type { PulledTill } from '#test/support/pulled-till.ts';
import { fileOf, sell } from '#test/support/standing-world.ts';
import { kian, manager, omid, sara } from '#test/support/till-chain.ts';
import type { TillRun } from '#test/support/till-world.ts';

/** Omid is Sara from now on, here and at HQ. */
function merge({ pulls }: PulledTill, run: TillRun): void {
  const [first, second] = memberRecordsOf();
  if (first === undefined || second === undefined) throw new Error('two members');
  const { cards } = second.member;
  const merged = memberRecordOf(
    { ...first.member, cards: [...first.member.cards, ...cards] },
    { aliases: [omid] },
  );
  pulls.pull('delta', [[merged, { t: 'memberGone', memberRef: omid, reason: 'merged', orderId: null }]]);
  run.publishedChanged();
}

test('the statement of merged members has the history and the balances of both, by either reference', async () => {
  const world = await createPulledTill();
  const { till } = world;
  const run = await till.openSignedIn();
  const { brought } = expectOk(await run.screen.memberStatement({ memberRef: sara, asOf: null, page: 0 }));
  for (const memberRef of [sara, omid, sara, omid, omid])
    await sell(till, run, { memberRef, amountMinor: 1_000_000 });
  const page = async (memberRef: typeof sara, asOf: string | null = null) =>
    expectOk(await run.screen.memberStatement({ memberRef, asOf, page: 0 }));
  type Lines = Awaited<ReturnType<typeof page>>['lines'];
  const atHand = (lines: Lines) => lines.filter(({ unit, isHeld }) => unit === 'points' && !isHeld);
  const earned = (lines: Lines) => atHand(lines).reduce((sum, { amount }) => sum + amount, 0);
  const idsOf = (lines: Lines) => lines.map(({ entryId, amount }) => `${entryId} ${amount}`).toSorted();
  const [ofSara, ofOmid] = [await page(sara), await page(omid)];
  merge(world, run);
  const whole = await page(sara);
  expect(await page(omid)).toEqual(whole);
  expect(idsOf(whole.lines)).toEqual(idsOf([...ofSara.lines, ...ofOmid.lines]));
  const all = earned(ofSara.lines) + earned(ofOmid.lines);
  expect([earned(ofSara.lines) > 0, earned(ofOmid.lines) > 0]).toEqual([true, true]);
  expect([whole.closing.points, whole.brought]).toEqual([brought.points + all, brought]);
  // Each line has what was held behind it, over both.
  const lines = atHand(whole.lines);
  expect(lines[0]?.balance).toBe(brought.points + all);
  expect(lines.at(-1)?.balance).toBe(brought.points + (lines.at(-1)?.amount ?? 0));
  expect((await page(sara, '2020-01-01')).closing.points).toBe(brought.points);
});

test('the household of a member goes on under whoever they were merged with', async () => {
  const world = await createPulledTill();
  const { till } = world;
  const run = await till.openSignedIn();
  const asked = { headRef: omid, memberRef: kian, dayLimitMinor: minor(20_000), approval: manager };
  expectOk(await run.screen.setHousehold({ commandId: till.id(), ...asked }));
  merge(world, run);
  expect((await fileOf(run, kian)).household).toMatchObject({ role: 'member', head: { memberRef: sara } });
  for (const head of [sara, omid]) {
    const { household } = await fileOf(run, head);
    expect(household).toMatchObject({ role: 'head', members: [{ memberRef: kian }] });
  }
});

test('a member of a household who is merged with another one stays in it, and with its head is alone', async () => {
  const world = await createPulledTill();
  const { till } = world;
  const run = await till.openSignedIn();
  const set = (headRef: typeof sara, memberRef: typeof sara, dayLimitMinor = minor(20_000)) =>
    run.screen.setHousehold({ commandId: till.id(), headRef, memberRef, dayLimitMinor, approval: manager });
  expectOk(await set(kian, omid));
  merge(world, run);
  expect((await fileOf(run, sara)).household).toMatchObject({ role: 'member', head: { memberRef: kian } });
  const other = await createPulledTill();
  const second = await other.till.openSignedIn();
  const ask = { headRef: sara, memberRef: omid, dayLimitMinor: minor(20_000), approval: manager };
  expectOk(await second.screen.setHousehold({ commandId: other.till.id(), ...ask }));
  merge(other, second);
  expect((await fileOf(second, sara)).household).toEqual({ role: 'none' });
});

test('what counts for the tier of merged members is what both did, each purchase once', async () => {
  const world = await createPulledTill();
  const { till, pulls, chainRecord } = world;
  const record = chainRecord();
  const tiers: TierRules = {
    measure: 'pointsEarned',
    period: 'rolling',
    days: 30,
    graceDays: 0,
    thresholds: [{ tierId: 'silver', atLeast: 1_000_000 }],
  };
  const { programme } = record.chain;
  if (programme === undefined) throw new Error('a programme');
  pulls.pull('delta', [[{ ...record, chain: { ...record.chain, programme: { ...programme, tiers } } }]]);
  const run = await till.openSignedIn();
  const measured = async (memberRef: typeof sara) =>
    (await fileOf(run, memberRef)).glance.tier?.measured ?? 0;
  const before = await measured(omid);
  await sell(till, run, { memberRef: omid, amountMinor: 1_000_000 });
  const earned = (await measured(omid)) - before;
  expect(earned).toBeGreaterThan(0);
  await sell(till, run, { memberRef: sara, amountMinor: 1_000_000 });
  const ofSara = await measured(sara);
  merge(world, run);
  expect([await measured(sara), await measured(omid)]).toEqual([ofSara + earned, ofSara + earned]);
});
