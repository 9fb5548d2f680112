/** Ways in which somebody could get more than their due, or make the till stumble, by commands that are each allowed. */

import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import {
  balancesOf,
  bySecondPerson,
  couponWithEachSale,
  refundCommand,
  sellAmounts,
} from '#test/support/corrections.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { kian, manager, omid, sara, tinyChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

describe('one id for commands of several kinds', () => {
  const issue = (commandId: Uuid, batchId: Uuid) => ({
    commandId,
    batchId,
    codeKind: 'coupon' as const,
    refId: 'friends-5',
    valueMinor: null,
    memberRef: null,
    count: 1,
    approval: bySecondPerson,
  });

  test('a refund that takes a coupon with it does not stumble over codes that were cancelled under its id', async () => {
    const world = createTillWorld({ data: couponWithEachSale() });
    const run = await world.openSignedIn();
    const sale = await sellAmounts(world, run, { amounts: [400_000] });
    const issued = expectOk(await run.screen.issueCodes(issue(world.id(), world.id())));
    const commandId = world.id();
    const cancel = { commandId, batchId: null, texts: issued.codes, reasonId: 'leaked' as const };
    expectOk(await run.screen.cancelCodes({ ...cancel, approval: bySecondPerson }));
    const refund = await refundCommand(world, run, { sale, commandId });
    expectOk(await run.screen.refundSale(refund));
    expect(world.bugs).toEqual([]);
  });

  test('a reward that is a gift card does not stumble over codes that were issued under its id', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    await sellAmounts(world, run, { member: omid, amounts: [90_000_000] });
    const commandId = world.id();
    expectOk(await run.screen.issueCodes(issue(commandId, world.id())));
    const claim = { commandId, memberRef: omid, rewardId: 'discount-50', count: 1 };
    const { voucher, rewards } = expectOk(await run.screen.claimReward(claim));
    expect(voucher?.codes).toHaveLength(1);
    const claimEntryId = present(rewards.claims[0]).claimEntryId;
    const other = { commandId, batchId: null, texts: [], reasonId: 'mistake' as const };
    expectCode(await run.screen.cancelCodes({ ...other, approval: bySecondPerson }));
    expectOk(await run.screen.cancelClaim({ commandId, claimEntryId, reasonId: 'mistake' }));
    expect(world.bugs).toEqual([]);
  });
});

describe('a sale that changes its member', () => {
  test('gives no offer more often than the till may in all', async () => {
    const world = createTillWorld({ data: limitedToTwo() });
    const run = await world.openSignedIn();
    const sales = [];
    for (let sold = 0; sold < 4; sold += 1) {
      sales.push(await sellAmounts(world, run, { member: null, amounts: [100_000] }));
    }
    for (const { entryId } of sales) {
      const change = { commandId: world.id(), entryId, memberRef: omid, approval: null };
      expectOk(await run.screen.changeSaleMember(change));
    }
    expect((await balancesOf(world, run, omid))[0]).toBe(2 * 40);
  });
});

describe('what belongs to another than the buyer', () => {
  test('a limit of a household is not raised by giving back what somebody else of it had bought', async () => {
    const world = createTillWorld({ data: withMoney() });
    const run = await world.openSignedIn();
    const { screen } = run;
    for (const memberRef of [sara, kian]) {
      const wish = { headRef: omid, memberRef, dayLimitMinor: minor(100_000), approval: bySecondPerson };
      expectOk(await screen.setHousehold({ commandId: world.id(), ...wish }));
    }
    const sale = await sellShared(world, run, { memberRef: sara, householdMinor: 100_000 });
    const change = { entryId: sale, memberRef: kian, approval: bySecondPerson };
    expectOk(await screen.changeSaleMember({ commandId: world.id(), ...change }));
    const refund = await refundCommand(world, run, { sale: { entryId: sale } });
    expectOk(await screen.refundSale(refund));
    expect(await sharedLeft(world, run, kian)).toBe(100_000);
  });
});

describe('a payment that was approved', () => {
  test('is answered again as it was, even where the approver is locked out meanwhile', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const { basketId } = await basketOf(run);
    const basket = expectOk(
      await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 7_000 }),
    );
    const pay = { commandId: world.id(), basketId, revision: basket.revision, approval: bySecondPerson };
    const first = expectOk(await run.screen.paySale(pay));
    for (let guess = 0; guess < 5; guess += 1) {
      await run.screen.signIn({ commandId: world.id(), operatorId: manager.operatorId, pin: '11111111' });
    }
    expect(expectOk(await run.screen.paySale(pay)).receipt).toEqual(first.receipt);
  });
});

function withMoney(): ChainData {
  const data = tinyChainData();
  const members = data.members.map((one) => ({ ...one, walletMinor: minor(1_000_000) }));
  return { ...data, members };
}

async function sellShared(
  { id }: TillWorld,
  run: TillRun,
  { memberRef, householdMinor }: { readonly memberRef: Uuid; readonly householdMinor: number },
): Promise<Uuid> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.attachMember({ commandId: id(), basketId, memberRef, cardUid: null }));
  expectOk(await run.screen.addAmount({ commandId: id(), basketId, amountMinor: householdMinor }));
  const tenders = { ...noTenders, coupons: [], giftCards: [], householdMinor: minor(householdMinor) };
  const { revision } = expectOk(await run.screen.chooseTenders({ commandId: id(), basketId, tenders }));
  return expectOk(await run.screen.paySale({ commandId: id(), basketId, revision })).receipt.entryId;
}

async function sharedLeft({ id }: TillWorld, run: TillRun, memberRef: Uuid): Promise<number | null> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.attachMember({ commandId: id(), basketId, memberRef, cardUid: null }));
  return present(expectOk(await run.screen.paymentOptions({})).household).leftTodayMinor;
}

/** Forty points for a member, twice in all. */
function limitedToTwo(): ChainData {
  const ruleSet = ruleSetOf({
    offers: [
      {
        offerId: 'first-two',
        effects: [{ kind: 'bonusPoints', points: 40 }],
        limits: [{ scope: 'till', uses: 2 }],
      },
    ],
  });
  return { ...tinyChainData(), ruleSet };
}
