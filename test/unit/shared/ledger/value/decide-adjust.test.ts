import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { anyLots, lotOf, rial } from '#test/support/lots.ts';
import { buyer, correctionRules, soldMoment } from '#test/support/sold-world.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { decideAdjust } from '#shared/ledger/value/decide-adjust.ts';
import type { AdjustToDecide } from '#shared/ledger/value/decide-adjust.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';

function adjusted(changed: Partial<AdjustToDecide> = {}) {
  return decideAdjust({
    memberRef: buyer,
    unit: 'points',
    amount: 50,
    reasonId: 'goodwill',
    expiresOn: null,
    lots: [lotOf({ open: 30 }), lotOf({ entry: 2, open: 40 })],
    actorRole: 'manager',
    rules: correctionRules,
    currency: rial,
    moment: soldMoment,
    ...changed,
  });
}

describe('an adjustment by hand', () => {
  test('gives points or money as a lot of its own, with an end where one is wanted', () => {
    expect(expectOk(adjusted({ expiresOn: '2027-01-01' }))).toEqual({
      currency: rial,
      moment: soldMoment,
      facts: [],
      detail: { reasonId: 'goodwill', batchId: null },
      moves: [
        {
          unit: 'points',
          amount: 50,
          from: { kind: 'shop', account: 'issued' },
          to: { kind: 'member', memberRef: buyer, purse: 'points' },
          lot: { kind: 'own', terms: { origin: 'adjusted', releaseOn: null, expiresOn: '2027-01-01' } },
        },
      ],
    });
    expect(expectOk(adjusted({ unit: 'money', amount: 200_000 })).moves[0]?.to).toMatchObject({
      purse: 'wallet',
    });
  });

  test('takes what would be spent first, and no more than could be spent', () => {
    const { moves } = expectOk(adjusted({ amount: -50 }));
    expect(moves.map(({ amount }) => amount)).toEqual([30, 20]);
    expect(moves[0]).toMatchObject({ from: { purse: 'points' }, to: { account: 'breakage' } });
    expect(adjusted({ amount: -71 })).toMatchObject({
      error: { code: 'balance_too_small', details: { spendable: 70 } },
    });
  });

  test('is refused to a cashier, without a reason, of nothing, and above the limit of its unit', () => {
    expect(expectCode(adjusted({ actorRole: 'cashier' }))).toBe('manager_needed');
    expect(expectCode(adjusted({ reasonId: 'because' }))).toBe('reason_unknown');
    for (const amount of [0, 1.5, Number.NaN, 2 ** 53, -0]) {
      expect(expectCode(adjusted({ amount }))).toBe('amount_invalid');
    }
    expect(adjusted({ amount: 501 })).toMatchObject({
      error: { code: 'adjust_above_limit', details: { amountMax: 500 } },
    });
    expect(expectCode(adjusted({ amount: -501 }))).toBe('adjust_above_limit');
    expect(expectCode(adjusted({ unit: 'money', amount: 200_001 }))).toBe('adjust_above_limit');
  });

  test('gives nothing that has ended already', () => {
    expect(expectCode(adjusted({ expiresOn: soldMoment.localDate }))).toBe('expiry_in_past');
    expectOk(adjusted({ amount: -1, expiresOn: soldMoment.localDate }));
  });

  test('changes the balance by exactly its amount, whatever the lots', () => {
    fc.assert(
      fc.property(anyLots('points'), fc.integer({ min: -500, max: 500 }), (lots, amount) => {
        const decided = adjusted({ lots, amount });
        const spendable = spendableOf(lots, soldMoment.localDate);
        expect(decided.ok).toBe(amount > 0 || (amount < 0 && -amount <= spendable));
        const moves = decided.ok ? decided.value.moves : [];
        expect(addInt(...moves.map((move) => move.amount))).toBe(decided.ok ? Math.abs(amount) : 0);
      }),
    );
  });
});
