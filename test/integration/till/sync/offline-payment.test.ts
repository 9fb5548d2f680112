/** What the payment window is told of the limits of a till without HQ: how much may go now, and which limit says so. */

import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import type { ReservingTill } from '#test/support/sync/reserving-till.ts';
import { manager, sara } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const approval = { operatorId: manager.operatorId, pin: manager.pin };
/** A point pays 1,120 on that day, and a tenth of 2,000 points may go without HQ. */
const leftMinor = 224_000;

type TillToAsk = {
  readonly handlers: ReservingTill['handlers'] | TillRun['screen'];
  readonly world: Pick<TillWorld, 'id'>;
};

/** A large basket of Sara's, whom the cashier looked up. */
async function basketOfSara({ world, handlers }: TillToAsk) {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await handlers.attachMember({ ...command(), memberRef: sara, cardUid: null }));
  expectOk(await handlers.addAmount({ ...command(), amountMinor: 1_505_000 }));
  const choose = async (points: number): Promise<number> => {
    const none = { coupons: [], walletMinor: minor(0), householdMinor: minor(0), giftCards: [] };
    return expectOk(await handlers.chooseTenders({ ...command(), tenders: { ...none, points } })).revision;
  };
  return {
    choose,
    pay: (revision: number) => handlers.paySale({ ...command(), revision, approval }),
    options: async () => expectOk(await handlers.paymentOptions({})),
  };
}

test('a till without HQ names what points and wallet may let go, and which limit says so, before anybody chooses', async () => {
  const { options } = await basketOfSara(await createReservingTill());
  const { offline, points, wallet } = await options();
  expect(offline).toEqual({
    cardLevel: 0,
    points: { leftMinor, points: 200, limit: 'share', limitMinor: leftMinor },
    wallet: { leftMinor: 0, limit: 'level', limitMinor: 0 },
    household: null,
    aloneMinor: 0,
  });
  expect(points).toMatchObject({ spendable: 2_000, pointsMax: 200, limitedBy: 'offline' });
  expect(wallet).toEqual({ spendableMinor: 1_000_000, maxMinor: 0 });
});

test('what a till without HQ offers to pay with is what it then lets go, and a step more is refused', async () => {
  const till = await createReservingTill();
  const first = await basketOfSara(till);
  const { pointsMax, pointsStep } = present((await first.options()).points);
  expect(expectCode(await first.pay(await first.choose(pointsMax + pointsStep)))).toBe(
    'redemption_not_allowed',
  );
  expectOk(await first.pay(await first.choose(pointsMax - 100)));
  // The sale has given Sara 15 points, so that the part of her balance is a little larger; it is used in whole steps.
  const second = await basketOfSara(till);
  const { offline, points } = await second.options();
  expect(offline?.points).toEqual({ leftMinor: 113_680, points: 100, limit: 'share', limitMinor: 225_680 });
  expect(points).toMatchObject({ pointsMax: 100, limitedBy: 'offline' });
  expectOk(await second.pay(await second.choose(100)));
});

test('a till that reaches HQ, or belongs to none, limits no payment by itself', async () => {
  const reaching = await createReservingTill();
  reaching.contacted();
  const { offline, points } = await (await basketOfSara(reaching)).options();
  expect(offline).toBeUndefined();
  expect(present(points).pointsMax).toBeGreaterThan(200);
  const world = createTillWorld();
  const { screen: handlers } = await world.openSignedIn();
  const own = await (await basketOfSara({ world, handlers })).options();
  expect(own.offline).toBeUndefined();
  expect(own.points?.limitedBy).toBe('balance');
});
