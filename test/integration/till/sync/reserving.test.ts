/** Points that pay at a till that belongs to HQ: HQ keeps them first, and what happens where it does not, or cannot. */

import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import type { ReservingTill } from '#test/support/sync/reserving-till.ts';
import { manager, omid, sara } from '#test/support/till-chain.ts';

const nothing = {
  coupons: [],
  walletMinor: minor(0),
  householdMinor: minor(0),
  giftCards: [],
};

/** A basket of Sara's with points to pay with, not paid yet. */
async function basketWithPoints({ world, handlers }: ReservingTill, points = 100) {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await handlers.attachMember({ ...command(), memberRef: sara, cardUid: null }));
  expectOk(await handlers.addAmount({ ...command(), amountMinor: 505_000 }));
  const chosen = expectOk(await handlers.chooseTenders({ ...command(), tenders: { ...nothing, points } }));
  const { revision } = chosen;
  const approval = { operatorId: manager.operatorId, pin: manager.pin };
  return {
    pay: () => handlers.paySale({ ...command(), revision }),
    payApproved: () => handlers.paySale({ ...command(), revision, approval }),
  };
}

/** The till has asked for a reservation. */
async function asked(till: ReservingTill): Promise<void> {
  await expect.poll(() => till.reserves(), { interval: 5 }).toHaveLength(1);
}

test('points pay only after HQ has said that it keeps them, under the key of the entry that is booked', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { pay } = await basketWithPoints(till);
  const paying = pay();
  await asked(till);
  expect(till.reserves()).toMatchObject([
    { request: { memberRef: sara, parts: [{ holderRef: sara, means: 'points', amount: 100 }] } },
  ]);
  expect(till.orders.filter(({ order }) => order === 'booked')).toHaveLength(0);
  till.answer({ kind: 'given' });
  const { receipt } = expectOk(await paying);
  expect(receipt.balances?.pointsBalance).toBe(1_905);
  expect(till.orders.filter(({ order }) => order === 'booked').length).toBeGreaterThan(0);
  expect(till.releases()).toEqual([]);
});

test.each([
  ['not_enough', 'balance_too_small'],
  ['on_hold', 'redemption_on_hold'],
] as const)(
  'a payment that HQ refuses with %s is refused with %s, and nothing is booked',
  async (code, told) => {
    const till = await createReservingTill();
    till.contacted();
    const { pay } = await basketWithPoints(till);
    const paying = pay();
    await asked(till);
    till.answer({ kind: 'refused', code });
    expect(expectCode(await paying)).toBe(told);
    expect(till.orders.filter(({ order }) => order === 'booked')).toHaveLength(0);
  },
);

test('while HQ says nothing within its time, the limits of a till that is alone decide, and what it may have kept is let go', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { pay } = await basketWithPoints(till);
  const paying = pay();
  await asked(till);
  till.world.time.advance(1_600);
  expect(expectCode(await paying)).toBe('approval_needed');
  expect(till.releases()).toEqual([present(till.reserves()[0]).request.opKey]);
});

test('a payment within the limits of a till that is alone is booked although HQ says nothing', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { payApproved } = await basketWithPoints(till);
  const paying = payApproved();
  await asked(till);
  till.world.time.advance(1_600);
  const { receipt } = expectOk(await paying);
  expect(present(receipt.payment).tenders).toMatchObject([{ means: 'points', amount: 100 }]);
  expect(till.releases()).toEqual([]);
});

test('one sale asks for one reservation, however often it is paid', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { pay } = await basketWithPoints(till);
  const first = pay();
  await asked(till);
  till.answer({ kind: 'given' });
  const { receipt } = expectOk(await first);
  expect(expectOk(await pay()).receipt).toEqual(receipt);
  expect(till.reserves()).toHaveLength(1);
});

test('a sale that is paid twice at once asks HQ once, and is booked once', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { pay } = await basketWithPoints(till);
  const first = pay();
  const second = pay();
  await asked(till);
  till.answer({ kind: 'given' });
  const { receipt } = expectOk(await first);
  expect(expectOk(await second).receipt).toEqual(receipt);
  expect(till.reserves()).toHaveLength(1);
  expect(till.releases()).toEqual([]);
});

test('what HQ keeps for a sale is let go when the sale is not booked after all', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { pay } = await basketWithPoints(till);
  const paying = pay();
  await asked(till);
  expectOk(await till.handlers.signOut({ commandId: till.world.id() }));
  till.answer({ kind: 'given' });
  expect(expectCode(await paying)).toBe('not_signed_in');
  expect(till.releases()).toEqual([present(till.reserves()[0]).request.opKey]);
});

test('what is reserved is what is booked: a basket that changes while HQ is asked is not paid', async () => {
  const till = await createReservingTill();
  till.contacted();
  const { world, handlers } = till;
  await basketWithPoints(till);
  const { basketId, revision } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  // A page that names the basket that it will only be once HQ has answered.
  const paying = handlers.paySale({ ...command(), revision: revision + 1 });
  expectOk(await handlers.chooseTenders({ ...command(), tenders: { ...nothing, points: 450 } }));
  if (till.reserves().length > 0) till.answer({ kind: 'given' });
  expect(expectCode(await paying)).toBe('basket_changed');
  expect(till.orders.filter(({ order }) => order === 'booked')).toHaveLength(0);
});

test('a till whose line is down asks nobody before points pay', async () => {
  const till = await createReservingTill();
  const { payApproved } = await basketWithPoints(till);
  expectOk(await payApproved());
  expect(till.reserves()).toEqual([]);
});

const pastLease = { issuedAtMs: epochMs(0), expiresAtMs: epochMs(1) };

test.each([
  ['fork', { state: 'frozen', reason: 'fork' }],
  ['revoked', { state: 'revoked' }],
  ['replaced', { state: 'replaced' }],
  ['leaseOver', { lease: pastLease }],
] as const)(
  'where HQ stops redemption for %s, payment, reward and transfer are refused with that reason',
  async (limit, said) => {
    const till = await createReservingTill();
    const { world, handlers } = till;
    till.contacted(said);
    const { pay } = await basketWithPoints(till);
    const paid = await pay();
    const claim = { commandId: world.id(), memberRef: sara, rewardId: 'coffee', count: 1 };
    const claimed = await handlers.claimReward(claim);
    const transfer = { commandId: world.id(), fromRef: sara, toRef: omid, points: 50 };
    const given = await handlers.transferPoints(transfer);
    for (const refused of [paid, claimed, given]) {
      expect(refused).toMatchObject({ error: { code: 'redemption_not_allowed', details: { limit } } });
    }
    expect(till.reserves()).toEqual([]);
    // The reason is gone: so is what it stopped.
    till.contacted();
    const claiming = handlers.claimReward({ ...claim, commandId: world.id() });
    await asked(till);
    till.answer({ kind: 'given' });
    expectOk(await claiming);
  },
);

test('a till that belongs to no HQ asks nobody, whatever it redeems', async () => {
  const till = await createReservingTill({ isJoined: false });
  till.contacted();
  const { pay } = await basketWithPoints(till);
  expect(expectCode(await pay())).toBe('approval_needed');
  expect(till.orders).toEqual([]);
});
