import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { ReferralRules, TierRules } from '#shared/domain/programme.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { enrol, fileOf, passDays, restingPoints, sell, standingChain } from '#test/support/standing-world.ts';
import { kian, manager, omid, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const tiers: TierRules = {
  measure: 'visits',
  period: 'rolling',
  days: 30,
  graceDays: 10,
  thresholds: [{ tierId: 'silver', atLeast: 3 }],
};
const referral: ReferralRules = {
  newcomerPoints: 100,
  introducerPoints: [150, 30],
  basketMinMinor: minor(1_000_000),
  rewardsPerIntroducerMax: 2,
  expireAfterDays: 180,
  guestPoints: 50,
};
const transfer = { pointsMin: 10, pointsPerDayMax: 60 };

function standingWorld(): TillWorld {
  const points = { ...restingPoints, transfer };
  return createTillWorld({ data: standingChain({ points, tiers, referral }) });
}

async function dropBasket(world: TillWorld, run: TillRun): Promise<void> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.clearBasket({ commandId: world.id(), basketId }));
}

describe('a tier', () => {
  test('rises with the purchase that reaches it, is scored from the next one on, and says how far the next is', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    for (const left of [2, 1]) {
      await sell(world, run, { memberRef: omid, amountMinor: 100_000 });
      const { glance } = await fileOf(run, omid);
      expect(glance.tier).toMatchObject({ tierId: 'bronze', next: { tierId: 'silver', missing: left } });
    }
    await sell(world, run, { memberRef: omid, amountMinor: 100_000 });
    const file = await fileOf(run, omid);
    expect(file.member.tierId).toBe('silver');
    expect(file.glance.tier).toMatchObject({ tierId: 'silver', next: null, keptUntil: null });
    const { members } = expectOk(await run.screen.searchMembers({ text: 'Omid' }));
    expect(members[0]?.tierId).toBe('silver');
  });

  test('is kept for its grace once too few purchases are left in the period, and then goes down', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    for (let visit = 0; visit < 3; visit += 1) {
      await sell(world, run, { memberRef: omid, amountMinor: 100_000 });
    }
    await passDays(world, run, 31);
    const inGrace = await fileOf(run, omid);
    expect(inGrace.glance.tier).toMatchObject({ tierId: 'silver', keptUntil: '2027-01-01' });
    await passDays(world, run, 9);
    expect((await fileOf(run, omid)).member.tierId).toBe('silver');
    await passDays(world, run, 1);
    expect((await fileOf(run, omid)).member.tierId).toBe('bronze');
  });

  test('of the snapshot is not lowered while purchases are counted whose days nobody told', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: sara, amountMinor: 100_000 });
    const { glance, member } = await fileOf(run, sara);
    expect(member.tierId).toBe('silver');
    expect(glance.tier).toMatchObject({ isWhole: false, measured: 3, keptUntil: null });
  });
});

describe('an introduction', () => {
  test('rewards the newcomer and those above once, with the first purchase that is large enough', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    const friend = await enrol(world, run, {
      name: 'Friend',
      introducedBy: { memberRef: omid, guestCodeId: null },
    });
    await dropBasket(world, run);
    const newcomer = await enrol(world, run, {
      name: 'Newcomer',
      introducedBy: { memberRef: friend, guestCodeId: null },
    });
    await dropBasket(world, run);
    await sell(world, run, { memberRef: newcomer, amountMinor: 900_000 });
    expect((await fileOf(run, friend)).points.open).toBe(0);
    await sell(world, run, { memberRef: newcomer, amountMinor: 1_000_000 });
    await sell(world, run, { memberRef: newcomer, amountMinor: 1_000_000 });
    expect((await fileOf(run, newcomer)).points.open).toBe(9 + 10 + 10 + 100);
    const file = await fileOf(run, friend);
    expect(file.points.open).toBe(150);
    expect(file.referral).toMatchObject({
      introducer: { memberRef: omid },
      introduced: [{ memberRef: newcomer }],
      rewards: 1,
      pointsEarned: 150,
      rewardsLeft: 1,
    });
    expect((await fileOf(run, omid)).points.open).toBe(30);
    expect(file.lots).toMatchObject([{ origin: 'bonus', endsOn: '2027-05-20' }]);
  });

  test('by a member whom the till does not know is refused, and nobody is enrolled', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    const { basketId } = await basketOf(run);
    const refused = await run.screen.enrolMember({
      commandId: world.id(),
      basketId,
      name: 'Nobody’s friend',
      phone: null,
      birthDate: null,
      cardUid: null,
      introducedBy: { memberRef: world.id(), guestCodeId: null },
    });
    expect(expectCode(refused)).toBe('introducer_unknown');
    expect(expectOk(await run.screen.searchMembers({ text: 'Nobody' })).members).toEqual([]);
  });
});

describe('a guest card', () => {
  const issue = async (world: TillWorld, run: TillRun) => {
    const batchId = world.id();
    const { codes } = expectOk(
      await run.screen.issueCodes({
        commandId: world.id(),
        batchId,
        codeKind: 'guestCard',
        refId: null,
        valueMinor: null,
        memberRef: omid,
        count: 1,
        approval: manager,
      }),
    );
    const [text = ''] = codes;
    return expectOk(await run.screen.lookUpCode({ text }));
  };

  test('rewards whose it is when a customer without a card buys with it, and the basket says whose it is', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    const card = await issue(world, run);
    expect(card).toMatchObject({ kind: 'guestCard', introducerRef: omid });
    const { basketId } = await basketOf(run);
    const shown = expectOk(
      await run.screen.setGuest({ commandId: world.id(), basketId, guestCodeId: card.codeId }),
    );
    expect(shown.guestOf).toMatchObject({ latinName: 'Omid Karimi' });
    await sell(world, run, { memberRef: null, amountMinor: 1_000_000 });
    const file = await fileOf(run, omid);
    expect(file.points.open).toBe(50);
    expect(file.referral).toMatchObject({ guests: 1, rewards: 0, pointsEarned: 50 });
    await sell(world, run, { memberRef: null, amountMinor: 1_000_000 });
    expect((await fileOf(run, omid)).points.open).toBe(50);
  });

  test('is not taken for a member, gives nothing to a basket that gets one, and can be taken back', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    const { codeId: guestCodeId } = await issue(world, run);
    const { basketId } = await basketOf(run);
    const guest = () => ({ commandId: world.id(), basketId, guestCodeId });
    expectOk(await run.screen.setGuest(guest()));
    const taken = expectOk(await run.screen.setGuest({ ...guest(), guestCodeId: null }));
    expect(taken.guestOf).toBeUndefined();
    expectOk(await run.screen.setGuest(guest()));
    await sell(world, run, { memberRef: kian, amountMinor: 1_000_000 });
    expect((await fileOf(run, omid)).points.open).toBe(0);
    const next = await basketOf(run);
    const attach = { commandId: world.id(), basketId: next.basketId, memberRef: kian, cardUid: null };
    expectOk(await run.screen.attachMember(attach));
    const refused = await run.screen.setGuest({ ...guest(), basketId: next.basketId });
    expect(expectCode(refused)).toBe('guest_card_refused');
    const unknown = await run.screen.setGuest({
      ...guest(),
      guestCodeId: world.id(),
      basketId: next.basketId,
    });
    expect(expectCode(unknown)).toBe('guest_card_refused');
  });
});

describe('points given to another member', () => {
  test('arrive once whatever the number of tries, and count against the day', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    const command = { commandId: world.id(), fromRef: sara, toRef: omid, points: 50 };
    const first = expectOk(await run.screen.transferPoints(command));
    const again = expectOk(await run.screen.transferPoints(command));
    expect(again).toEqual(first);
    expect(first.points.open).toBe(70);
    expect(first.transfer).toEqual({ pointsMin: 10, leftToday: 10 });
    expect((await fileOf(run, omid)).lots).toMatchObject([{ origin: 'transferred', open: 50 }]);
    const more = await run.screen.transferPoints({ ...command, commandId: world.id(), points: 11 });
    expect(expectCode(more)).toBe('transfer_day_limit');
    await passDays(world, run, 1);
    expectOk(await run.screen.transferPoints({ ...command, commandId: world.id(), points: 11 }));
  });

  test('two transfers at once never give more than there is', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: omid, amountMinor: 1_500_000 });
    const give = () =>
      run.screen.transferPoints({ commandId: world.id(), fromRef: omid, toRef: kian, points: 10 });
    const answers = await Promise.all([give(), give()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await fileOf(run, omid)).points.open).toBe(5);
    expect((await fileOf(run, kian)).points.open).toBe(10);
  });
});

describe('a household', () => {
  const set = (world: TillWorld, run: TillRun, changed: object = {}) =>
    run.screen.setHousehold({
      commandId: world.id(),
      headRef: sara,
      memberRef: omid,
      dayLimitMinor: minor(20_000),
      approval: manager,
      ...changed,
    });

  test('is made by a second person’s yes alone, and shown in both files', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    expect(expectCode(await set(world, run, { approval: null }))).toBe('approval_needed');
    expect((await fileOf(run, omid)).household).toEqual({ role: 'none' });
    const head = expectOk(await set(world, run));
    expect(head.household).toMatchObject({
      role: 'head',
      members: [{ memberRef: omid, dayLimitMinor: 20_000, spentTodayMinor: 0 }],
    });
    const { household } = await fileOf(run, omid);
    expect(household).toMatchObject({ role: 'member', head: { memberRef: sara }, dayLimitMinor: 20_000 });
    const changed = expectOk(await set(world, run, { dayLimitMinor: minor(5_000) }));
    expect(changed.household).toMatchObject({ members: [{ dayLimitMinor: 5_000 }] });
    const left = expectOk(await set(world, run, { dayLimitMinor: null }));
    expect(left.household).toEqual({ role: 'none' });
  });

  test('has one head, who is under nobody, and nobody is in two', async () => {
    const world = standingWorld();
    const run = await world.openSignedIn();
    expectOk(await set(world, run));
    for (const wrong of [
      { memberRef: sara },
      { headRef: kian, memberRef: sara },
      { headRef: omid, memberRef: kian },
      { headRef: kian },
      { memberRef: kian, dayLimitMinor: null },
    ]) {
      expect(expectCode(await set(world, run, wrong))).toBe('household_invalid');
    }
  });
});

test('the file shows stamps by card, with what is missing and what was given', async () => {
  const world = standingWorld();
  const run = await world.openSignedIn();
  for (let visit = 0; visit < 7; visit += 1) {
    await sell(world, run, { memberRef: omid, amountMinor: 100_000 });
  }
  expect((await fileOf(run, omid)).stampCards).toMatchObject([
    { stampCardId: 'tea-card', stamps: 2, needed: 5, rewards: 1 },
  ]);
});
