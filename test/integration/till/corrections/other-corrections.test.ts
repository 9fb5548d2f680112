import { expect, test } from 'vitest';
import {
  balancesOf,
  bySecondPerson,
  leftOf,
  refundCommand,
  secondManager,
  sellAmounts,
  twoManagers,
} from '#test/support/corrections.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { kian, manager, omid, sara } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

async function asManager(world: TillWorld): Promise<TillRun> {
  const run = await world.open();
  expectOk(await run.screen.signIn({ commandId: world.id(), ...manager }));
  return run;
}

test('a sale of nobody is given to the member who forgot their card, with what it earns for them', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { member: null, amounts: [1_000_000] });
  const wish = { entryId: sale.entryId, memberRef: sara };
  const change = { from: null, pointsGiven: 10, creditGivenMinor: 200_000, needsApproval: false };
  expect(expectOk(await run.screen.previewMemberChange(wish))).toMatchObject(change);
  const command = { commandId: world.id(), ...wish, approval: null };
  const done = expectOk(await run.screen.changeSaleMember(command));
  expect(done.change).toMatchObject(change);
  expect(done.sale).toMatchObject({ holder: { memberRef: sara }, pointsEarned: 10 });
  expect(expectOk(await run.screen.changeSaleMember(command))).toEqual(done);
  expect(await balancesOf(world, run)).toEqual([130, 250_000]);
  expect(expectOk(await run.screen.findSales({ text: '', memberRef: sara })).sales).toHaveLength(1);
  expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  expect(await balancesOf(world, run)).toEqual([120, 50_000]);
});

test('a sale leaves a member only with a manager, and what it earned goes with it', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [1_000_000] });
  const wish = { entryId: sale.entryId, memberRef: omid };
  const change = (approval: typeof bySecondPerson | null) =>
    run.screen.changeSaleMember({ commandId: world.id(), ...wish, approval });
  expect(expectCode(await change(null))).toBe('approval_needed');
  expect(expectOk(await change(bySecondPerson)).change).toMatchObject({
    from: { latinName: 'Sara Mohammadi' },
    to: { latinName: 'Omid Karimi' },
    pointsTaken: 10,
    creditTakenMinor: 200_000,
    pointsGiven: 10,
    creditGivenMinor: 0,
  });
  expect(await balancesOf(world, run, sara)).toEqual([120, 50_000]);
  expect(await balancesOf(world, run, omid)).toEqual([10, 0]);
  expect(expectCode(await change(bySecondPerson))).toBe('member_same');
});

test('a sale with a discount keeps its price, and earns for its new member what it would have earned at once', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { member: null, amounts: [6_000_000] });
  const usual = await sellAmounts(world, run, { member: omid, amounts: [6_000_000] });
  expect((await leftOf(run, sale)).paidMinor).toBe(5_400_000);
  const command = { commandId: world.id(), entryId: sale.entryId, memberRef: kian, approval: null };
  const { change, sale: changed } = expectOk(await run.screen.changeSaleMember(command));
  expect(change.pointsGiven).toBe(usual.score.pointsEarned);
  expect(changed.paidMinor).toBe(5_400_000);
});

test('a change of member is refused when it is too late, for a stranger, and for a sale that is not here', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { member: null, amounts: [1_000_000] });
  const preview = (entryId: typeof sale.entryId, memberRef: typeof sara) =>
    run.screen.previewMemberChange({ entryId, memberRef });
  expect(expectCode(await preview(world.id(), sara))).toBe('sale_unknown');
  expect(expectCode(await preview(sale.entryId, world.id()))).toBe('member_unknown');
  run.close();
  world.time.advance(24 * 60 * minuteMs + 1);
  const next = await world.openSignedIn();
  const late = await next.screen.previewMemberChange({ entryId: sale.entryId, memberRef: sara });
  expect(expectCode(late)).toBe('member_change_too_late');
  expect((await leftOf(next, sale)).memberChangeLeftMs).toBe(0);
});

test('points by hand need a manager, another manager, a reason, and stay within the limit', async () => {
  const world = createTillWorld({ data: twoManagers() });
  const wish = {
    memberRef: omid,
    unit: 'points',
    amount: 500,
    reasonId: 'complaint',
    expiresOn: null,
  } as const;
  const cashiers = await world.openSignedIn();
  const adjust = (run: TillRun, changed: object) =>
    run.screen.adjustMember({ commandId: world.id(), ...wish, approval: secondManager, ...changed });
  expect(expectCode(await adjust(cashiers, {}))).toBe('manager_needed');
  cashiers.close();
  const run = await asManager(world);
  expect(expectCode(await adjust(run, { approval: null }))).toBe('approval_needed');
  expect(expectCode(await adjust(run, { approval: manager }))).toBe('approver_is_actor');
  expect(expectCode(await adjust(run, { reasonId: 'because' }))).toBe('reason_unknown');
  expect(expectCode(await adjust(run, { amount: 2_001 }))).toBe('adjust_above_limit');
  expect(expectCode(await adjust(run, { amount: 0 }))).toBe('amount_invalid');
  expect(expectCode(await adjust(run, { amount: -1 }))).toBe('balance_too_small');
  expect(expectCode(await adjust(run, { memberRef: world.id() }))).toBe('member_unknown');
  const command = { commandId: world.id(), ...wish, approval: secondManager };
  const done = expectOk(await run.screen.adjustMember(command));
  expect(done.balances).toEqual({ pointsBalance: 500, walletMinor: 0 });
  expect(expectOk(await run.screen.adjustMember(command))).toEqual(done);
  const taken = expectOk(await adjust(run, { amount: -100 }));
  expect(taken.balances).toEqual({ pointsBalance: 400, walletMinor: 0 });
});

test('what an offer gave between two days is taken back in one go, after its sums were seen', async () => {
  const world = createTillWorld({ data: twoManagers() });
  const first = await world.openSignedIn();
  await sellAmounts(world, first, { amounts: [1_000_000] });
  const refunded = await sellAmounts(world, first, { member: omid, amounts: [3_000_000] });
  await sellAmounts(world, first, { member: omid, amounts: [500_000] });
  expectOk(await first.screen.refundSale(await refundCommand(world, first, { sale: refunded })));
  first.close();
  world.time.advance(dayMs);
  const run = await asManager(world);
  await sellAmounts(world, run, { member: omid, amounts: [700_000] });
  const batch = { offerId: 'points', from: '2026-11-20', until: '2026-11-21', reasonId: 'mistake' };
  const sums = expectOk(await run.screen.previewBulkCancel(batch));
  expect(sums).toEqual({ members: 2, points: 15, moneyMinor: 0 });
  const command = { commandId: world.id(), ...batch, sums, approval: secondManager };
  const other = { ...command, commandId: world.id(), sums: { ...sums, members: 3 } };
  expect(expectCode(await run.screen.bulkCancel(other))).toBe('batch_changed');
  expect(expectCode(await run.screen.bulkCancel({ ...command, approval: null }))).toBe('approval_needed');
  expect(expectOk(await run.screen.bulkCancel(command))).toEqual(sums);
  expect(expectOk(await run.screen.bulkCancel(command))).toEqual(sums);
  expect(await balancesOf(world, run, sara)).toEqual([120, 250_000]);
  expect(await balancesOf(world, run, omid)).toEqual([7, 0]);
  expect(expectCode(await run.screen.previewBulkCancel(batch))).toBe('batch_empty');
  run.close();
  const cashiers = await world.openSignedIn();
  expect(expectCode(await cashiers.screen.previewBulkCancel(batch))).toBe('manager_needed');
  expect(expectOk(await cashiers.screen.correctionRules({})).adjustPointsMax).toBe(2_000);
});
