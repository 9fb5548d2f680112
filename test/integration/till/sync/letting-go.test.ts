/** Rewards, transfers and gift cards for credit at a till that belongs to HQ: they go by the same way as a payment. */

import { describe, expect, test } from 'vitest';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import type { ReservingTill } from '#test/support/sync/reserving-till.ts';
import { manager, omid, sara } from '#test/support/till-chain.ts';

const approval = { operatorId: manager.operatorId, pin: manager.pin };
type Given = { readonly approval?: typeof approval };

type Way = 'claim' | 'transfer' | 'issueCodes';
const ways: readonly Way[] = ['claim', 'transfer', 'issueCodes'];

async function letGo(
  till: ReservingTill,
  way: Way,
  { approval: yes, ...id }: Given & { readonly commandId?: Uuid } = {},
): Promise<Result<unknown, AppError>> {
  const { world, handlers } = till;
  const command = { commandId: world.id(), ...id, ...(yes === undefined ? {} : { approval: yes }) };
  if (way === 'claim') {
    return handlers.claimReward({ ...command, memberRef: sara, rewardId: 'coffee', count: 1 });
  }
  if (way === 'transfer') {
    return handlers.transferPoints({ ...command, fromRef: sara, toRef: omid, points: 200 });
  }
  const card = { valueMinor: minor(500_000), payment: 'wallet', memberRef: sara } as const;
  return handlers.sellGiftCard({ ...command, ...card });
}

const partsBy = {
  claim: { holderRef: sara, means: 'points', amount: 80 },
  transfer: { holderRef: sara, means: 'points', amount: 200 },
  issueCodes: { holderRef: sara, means: 'wallet', amount: 500_000 },
} as const;

function bookings({ orders }: ReservingTill): number {
  return orders.filter(({ order }) => order === 'booked').length;
}

/** The till has asked for a reservation. */
async function asked(till: ReservingTill, times = 1): Promise<void> {
  await expect.poll(() => till.reserves(), { interval: 5 }).toHaveLength(times);
}

describe.each(ways)('%s at a till that belongs to HQ', (way) => {
  test('is booked only after HQ has said that it keeps it, under the key of the entry', async () => {
    const till = await createReservingTill();
    till.contacted();
    const commandId = till.world.id();
    const going = letGo(till, way, { commandId });
    await asked(till);
    const opKey = bytesToHex(valueKey(sha256, way, commandId));
    expect(till.reserves()[0]?.request).toEqual({ opKey, memberRef: sara, parts: [partsBy[way]] });
    expect(bookings(till)).toBe(0);
    till.answer({ kind: 'given' });
    expectOk(await going);
    expect(bookings(till)).toBe(1);
    expect(till.releases()).toEqual([]);
    // What is booked asks nobody again.
    expectOk(await letGo(till, way, { commandId }));
    expect(till.reserves()).toHaveLength(1);
    expect(bookings(till)).toBe(1);
  });

  test.each([
    ['not_enough', 'balance_too_small'],
    ['on_hold', 'redemption_on_hold'],
  ] as const)('that HQ refuses with %s is refused with %s, and not booked', async (code, told) => {
    const till = await createReservingTill();
    till.contacted();
    const going = letGo(till, way);
    await asked(till);
    till.answer({ kind: 'refused', code });
    expect(expectCode(await going)).toBe(told);
    expect(bookings(till)).toBe(0);
  });

  test('asked twice at once is reserved once and booked once', async () => {
    const till = await createReservingTill();
    till.contacted();
    const commandId = till.world.id();
    const both = [letGo(till, way, { commandId }), letGo(till, way, { commandId })];
    await asked(till);
    till.answer({ kind: 'given' });
    for (const going of both) expectOk(await going);
    expect(bookings(till)).toBe(1);
    expect(till.reserves()).toHaveLength(1);
  });

  test('is let go at HQ when it is not booked after all', async () => {
    const till = await createReservingTill();
    till.contacted();
    const going = letGo(till, way);
    await asked(till);
    expectOk(await till.handlers.signOut({ commandId: till.world.id() }));
    till.answer({ kind: 'given' });
    expect(expectCode(await going)).toBe('not_signed_in');
    expect(till.releases()).toEqual([present(till.reserves()[0]).request.opKey]);
    expect(bookings(till)).toBe(0);
  });

  test('falls to the limits of a till that is alone where HQ says nothing in time', async () => {
    const till = await createReservingTill();
    till.contacted();
    const going = letGo(till, way);
    await asked(till);
    till.world.time.advance(1_600);
    expect(['approval_needed', 'redemption_not_allowed']).toContain(expectCode(await going));
    expect(till.releases()).toEqual([present(till.reserves()[0]).request.opKey]);
    expect(bookings(till)).toBe(0);
  });

  test.each([
    ['fork', { state: 'frozen', reason: 'fork' }],
    ['leaseOver', { lease: { issuedAtMs: epochMs(0), expiresAtMs: epochMs(1) } }],
  ] as const)('is refused like a payment while HQ stops redemption for %s', async (limit, said) => {
    const till = await createReservingTill();
    till.contacted(said);
    expect(await letGo(till, way, { approval })).toMatchObject({
      error: { code: 'redemption_not_allowed', details: { limit } },
    });
    expect(till.reserves()).toEqual([]);
    expect(bookings(till)).toBe(0);
  });
});

/**
 * A point pays 1,120 on that day, and a tenth of 2,000 points may go without HQ: 224,000. Given away it counts as 1,250,
 * which is what the best reward gives for it.
 */
describe('without a line', () => {
  const notMore = (leftMinor: number) => ({
    error: { code: 'redemption_not_allowed', details: { limit: 'share', limitMinor: 224_000, leftMinor } },
  });

  test('rewards, transfers and payments spend one budget, and no more than it', async () => {
    const till = await createReservingTill();
    const { world, handlers } = till;
    expect(await letGo(till, 'claim')).toMatchObject({ error: { code: 'approval_needed' } });
    const coffee = { memberRef: sara, rewardId: 'coffee', count: 1, approval };
    const { rewards } = expectOk(await handlers.claimReward({ commandId: world.id(), ...coffee }));
    const give = (points: number) =>
      handlers.transferPoints({ commandId: world.id(), fromRef: sara, toRef: omid, points, approval });
    expectOk(await give(90));
    expect(await give(50)).toMatchObject(notMore(11_500));
    expect(await letGo(till, 'claim', { approval })).toMatchObject(notMore(11_500));
    expect(await payWith(till, { points: 100 })).toMatchObject(notMore(11_500));
    expect(expectOk(await handlers.tillHealth({})).offline.usedMinor).toBe(170 * 1_250);
    // What is taken back makes room again.
    const { claimEntryId } = present(rewards.claims[0]);
    const cancel = { commandId: world.id(), claimEntryId, reasonId: 'changed-mind' } as const;
    expectOk(await handlers.cancelClaim(cancel));
    expectOk(await give(80));
    expect(await give(50)).toMatchObject(notMore(11_500));
    expect(till.reserves()).toEqual([]);
  });

  test('a gift card for credit is refused where nothing of a wallet may go without HQ, and sold for money', async () => {
    const till = await createReservingTill();
    expect(await letGo(till, 'issueCodes', { approval })).toMatchObject({
      error: { code: 'redemption_not_allowed', details: { limit: 'level', leftMinor: 0 } },
    });
    const card = { valueMinor: minor(500_000), payment: 'cash', memberRef: null } as const;
    expectOk(await till.handlers.sellGiftCard({ commandId: till.world.id(), ...card }));
  });
});

type Chosen = Partial<Parameters<ReservingTill['handlers']['chooseTenders']>[0]['tenders']>;

async function payWith({ world, handlers }: ReservingTill, chosen: Chosen) {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await handlers.attachMember({ ...command(), memberRef: sara, cardUid: null }));
  expectOk(await handlers.addAmount({ ...command(), amountMinor: 1_505_000 }));
  const none = { points: 0, coupons: [], walletMinor: minor(0), householdMinor: minor(0), giftCards: [] };
  const tenders = { ...none, ...chosen };
  const { revision } = expectOk(await handlers.chooseTenders({ ...command(), tenders }));
  return handlers.paySale({ ...command(), revision, approval });
}

describe('codes alone', () => {
  test('pay at a till without a line, and not where HQ stops redemption', async () => {
    const till = await createReservingTill();
    const { world, handlers } = till;
    const card = { valueMinor: minor(1_000_000), payment: 'cash', memberRef: null } as const;
    const sold = expectOk(await handlers.sellGiftCard({ commandId: world.id(), ...card }));
    const { codeId } = expectOk(await handlers.lookUpCode({ text: present(sold.codes[0]) }));
    const giftCards = [{ codeId, amountMinor: minor(100_000) }];
    expectOk(await payWith(till, { giftCards }));
    const batch = { batchId: world.id(), codeKind: 'coupon', refId: 'thanks-30', valueMinor: null } as const;
    const issued = expectOk(
      await handlers.issueCodes({ commandId: world.id(), ...batch, memberRef: null, count: 1, approval }),
    );
    const coupon = expectOk(await handlers.lookUpCode({ text: present(issued.codes[0]) }));
    till.contacted({ state: 'frozen', reason: 'fork' });
    for (const chosen of [{ giftCards }, { coupons: [coupon.codeId] }]) {
      const refused = { error: { code: 'redemption_not_allowed', details: { limit: 'fork' } } };
      expect(await payWith(till, chosen)).toMatchObject(refused);
      const { basketId } = present(expectOk(await handlers.till({})).basket);
      expectOk(await handlers.clearBasket({ commandId: world.id(), basketId }));
    }
    till.contacted();
    expectOk(await payWith(till, { giftCards }));
    expect(till.reserves()).toEqual([]);
  });
});
