import { describe, expect, test } from 'vitest';
import { clockLookEveryMs } from '#electron/till/safety/watch-clock.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { passDays, sell } from '#test/support/standing-world.ts';
import { chainNoonMs, cashier, manager, tinyChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const to2099Ms = Date.UTC(2099, 0, 1) - chainNoonMs;
const to1970Ms = -chainNoonMs;
const plain = { memberRef: null, amountMinor: 100_000 };

/** One that ends with the second day, one that begins with the fourth, and points for becoming a member until the second. */
function datedOffers(): ChainData {
  const dated = (from: string, until: string) => [{ kind: 'dates', from, until }];
  const effects = [{ kind: 'discountFixed', amountMinor: 1_000 }];
  const stacking = { mode: 'stackable' };
  const offers = [
    { offerId: 'ends', conditions: dated('2026-11-01', '2026-11-22'), effects, stacking },
    { offerId: 'begins', conditions: dated('2026-11-24', '2098-12-31'), effects, stacking },
    {
      offerId: 'welcome',
      activity: { kind: 'enrolment' },
      conditions: dated('2026-11-01', '2026-11-22'),
      effects: [{ kind: 'bonusPoints', points: 40 }],
      stacking,
    },
  ];
  return { ...tinyChainData(), ruleSet: ruleSetOf({ offers }) };
}

/** Offers that the open basket gets. */
function applied({ score }: BasketView): readonly string[] {
  return score.offers.flatMap(({ offerId, verdict }) => (verdict.kind === 'applied' ? [offerId] : []));
}

/** Offers of a basket of one plain amount, which is left as it was. */
async function offered(world: TillWorld, run: TillRun): Promise<readonly string[]> {
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  const basket = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 50_000 }));
  await clear(world, run);
  return applied(basket);
}

/** A new member, in the open basket. */
async function enrolled(world: TillWorld, run: TillRun): Promise<BasketView> {
  const { basketId } = await basketOf(run);
  const form = { name: 'Nima', phone: null, birthDate: null, cardUid: null };
  return expectOk(await run.screen.enrolMember({ commandId: world.id(), basketId, ...form }));
}

async function clear(world: TillWorld, run: TillRun): Promise<void> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.clearBasket({ commandId: world.id(), basketId }));
}

async function signIn(world: TillWorld, run: TillRun): Promise<void> {
  expectOk(await run.screen.signIn({ commandId: world.id(), ...cashier }));
}

async function jump(world: TillWorld, run: TillRun, byMs: number): Promise<void> {
  world.jumpWall(byMs);
  await run.settle();
  await signIn(world, run);
}

describe('an offer that has ended', () => {
  test('stays ended when the clock is set back, and after a restart with that clock', async () => {
    const world = createTillWorld({ data: datedOffers() });
    const run = await world.openSignedIn();
    await sell(world, run, plain);
    expect(await offered(world, run)).toEqual(['ends']);
    await passDays(world, run, 4);
    await sell(world, run, plain);
    expect(await offered(world, run)).toEqual(['begins']);
    await jump(world, run, -4 * dayMs);
    expect(await offered(world, run)).toEqual(['begins']);
    await sell(world, run, plain);
    run.close();
    const next = await world.openSignedIn();
    expect(await offered(world, next)).toEqual(['begins']);
    const { member } = await enrolled(world, next);
    expect(member?.pointsBalance).toBe(0);
    await jump(world, next, 5 * dayMs);
    expect(await offered(world, next)).toEqual(['begins']);
  });

  test('neither ends nor comes back by a clock that jumped to 2099 or to 1970, also after a restart', async () => {
    const world = createTillWorld({ data: datedOffers() });
    let run = await world.openSignedIn();
    await sell(world, run, plain);
    for (const byMs of [to2099Ms, to1970Ms]) {
      await jump(world, run, byMs);
      expect(await offered(world, run)).toEqual(['ends']);
      for (let sale = 0; sale < 3; sale += 1) await sell(world, run, plain);
      expect(await offered(world, run)).toEqual(['ends']);
      expect((await enrolled(world, run)).member?.pointsBalance).toBe(40);
      await clear(world, run);
      run.close();
      run = await world.openSignedIn();
      expect(await offered(world, run)).toEqual(['ends']);
      await jump(world, run, -byMs);
      expect(await offered(world, run)).toEqual(['ends']);
    }
    await passDays(world, run, 4);
    expect(await offered(world, run)).toEqual(['begins']);
    expect(world.bugs).toEqual([]);
  });
});

describe('a coupon', () => {
  test('that has ended stays ended when the clock is set back, and one that is good outlives a jump', async () => {
    const world = createTillWorld({ data: datedOffers() });
    const run = await world.openSignedIn();
    const issued = expectOk(
      await run.screen.issueCodes({
        commandId: world.id(),
        batchId: world.id(),
        codeKind: 'coupon',
        refId: 'thanks-30',
        valueMinor: null,
        memberRef: null,
        count: 1,
        approval: { operatorId: manager.operatorId, pin: manager.pin },
      }),
    );
    const text = present(issued.codes[0]);
    const state = async () => expectOk(await run.screen.lookUpCode({ text }));
    await jump(world, run, to2099Ms);
    expect(await state()).toMatchObject({ refused: 'coupon_basket_too_small' });
    await jump(world, run, -to2099Ms + 200 * dayMs);
    await sell(world, run, plain);
    expect(await state()).toMatchObject({ refused: 'code_expired' });
    await jump(world, run, -199 * dayMs);
    expect(await state()).toMatchObject({ refused: 'code_expired' });
  });
});

describe('the till’s clock', () => {
  test('is told to be wrong, by how much, for as long as it is more than five minutes off', async () => {
    const world = createTillWorld({ data: datedOffers() });
    const run = await world.openSignedIn();
    const told = async () => expectOk(await run.screen.till({})).clockAheadMs;
    await sell(world, run, plain);
    await jump(world, run, -4 * minuteMs);
    expect(await told()).toBeNull();
    await jump(world, run, -3 * hourMs);
    expect(await told()).toBe(-3 * hourMs - 4 * minuteMs);
    world.time.advance(clockLookEveryMs);
    expect(await run.nextEvent('concernsChanged')).toMatchObject({
      clockAheadMs: -3 * hourMs - 3 * minuteMs,
    });
    await jump(world, run, 3 * hourMs + to2099Ms);
    expect(await told()).toBeGreaterThan(70 * 365 * dayMs);
    await jump(world, run, -to2099Ms + 4 * minuteMs);
    expect(await told()).toBeNull();
    world.time.advance(clockLookEveryMs);
    expect(await run.nextEvent('concernsChanged')).toMatchObject({ clockAheadMs: null });
  });
});
