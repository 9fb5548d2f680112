import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { WalletRules } from '#shared/domain/programme.ts';
import { decideTopUp } from '#shared/ledger/value/decide-top-up.ts';
import type { TopUpToDecide } from '#shared/ledger/value/decide-top-up.ts';
import { topUpCauses } from '#shared/ledger/value/value-details.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { spendingDay } from '#test/support/lots.ts';
import { buyerRef } from '#test/support/redemptions.ts';

const rules: WalletRules = {
  topUpMinMinor: minor(50_000),
  topUpMaxMinor: minor(1_000_000),
  balanceMaxMinor: minor(2_000_000),
  takesChange: true,
  takesRefunds: true,
  gifts: [
    {
      reasonId: 'sorry',
      name: { fa: 'دلجویی', en: 'Goodwill' },
      maxMinor: minor(100_000),
      expireAfterDays: 30,
    },
    {
      reasonId: 'prize',
      name: { fa: 'جایزه', en: 'Prize' },
      maxMinor: minor(100_000),
      expireAfterDays: null,
    },
  ],
};

function topUpOf(changed: Partial<TopUpToDecide> = {}): TopUpToDecide {
  return {
    memberRef: buyerRef,
    cause: 'cash',
    reasonId: null,
    amountMinor: minor(100_000),
    balanceMinor: minor(0),
    rules,
    today: spendingDay,
    ...changed,
  };
}

describe('credit that comes into a wallet', () => {
  test.for([
    ['cash', 'toppedUp', 'clearing'],
    ['card', 'toppedUp', 'clearing'],
    ['transfer', 'toppedUp', 'clearing'],
    ['change', 'change', 'clearing'],
    ['refund', 'refunded', 'clearing'],
    ['gift', 'gift', 'issued'],
    ['cashBack', 'cashBack', 'issued'],
  ] as const)(
    '%s becomes a lot of its own, against the account that it comes from',
    ([cause, origin, account]) => {
      const { detail, moves } = expectOk(
        decideTopUp(topUpOf({ cause, reasonId: cause === 'gift' ? 'prize' : null })),
      );
      expect(detail.cause).toBe(cause);
      expect(moves).toEqual([
        {
          unit: 'money',
          amount: 100_000,
          from: { kind: 'shop', account },
          to: { kind: 'member', memberRef: buyerRef, purse: 'wallet' },
          lot: { kind: 'own', terms: { origin, releaseOn: null, expiresOn: null } },
        },
      ]);
    },
  );

  test('a gift ends when its reason says so', () => {
    const { moves } = expectOk(decideTopUp(topUpOf({ cause: 'gift', reasonId: 'sorry' })));
    expect(moves[0].lot).toMatchObject({ terms: { expiresOn: '2026-12-22' } });
  });

  test('a wallet takes credit up to its maximum and not one unit more', () => {
    const balanceMinor = minor(1_900_000);
    expect(expectOk(decideTopUp(topUpOf({ balanceMinor }))).moves[0].amount).toBe(100_000);
    expect(decideTopUp(topUpOf({ balanceMinor: minor(1_900_001) }))).toEqual({
      ok: false,
      error: { code: 'wallet_full', details: { roomMinor: 99_999 } },
    });
    expect(expectCode(decideTopUp(topUpOf({ balanceMinor: minor(9_000_000) })))).toBe('wallet_full');
  });

  test('a debt makes room for what pays it', () => {
    const full = topUpOf({ cause: 'change', amountMinor: minor(2_000_300), balanceMinor: minor(-300) });
    expect(expectOk(decideTopUp(full)).moves[0].amount).toBe(2_000_300);
  });
});

describe('credit that is refused', () => {
  test.for([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'an amount of %d is no credit',
    (amount) => {
      const amountMinor = amount as TopUpToDecide['amountMinor']; // what no parser lets through
      for (const cause of topUpCauses) {
        expect(expectCode(decideTopUp(topUpOf({ cause, amountMinor })))).toBe('amount_invalid');
      }
    },
  );

  test.for([
    ['in a shop without wallets', { rules: null }, 'wallet_off'],
    ['below the smallest top-up', { amountMinor: minor(49_999) }, 'top_up_out_of_range'],
    ['above the largest top-up', { amountMinor: minor(1_000_001), cause: 'card' }, 'top_up_out_of_range'],
    ['that cannot be counted any more', { amountMinor: minor(2 ** 53 - 1), cause: 'change' }, 'wallet_full'],
    [
      'of change that wallets do not take',
      { cause: 'change', rules: { ...rules, takesChange: false } },
      'wallet_takes_no_change',
    ],
    [
      'of a refund that wallets do not take',
      { cause: 'refund', rules: { ...rules, takesRefunds: false } },
      'wallet_off',
    ],
    ['given without a reason', { cause: 'gift' }, 'gift_reason_unknown'],
    ['given for an unknown reason', { cause: 'gift', reasonId: 'because' }, 'gift_reason_unknown'],
    [
      'given above the limit',
      { cause: 'gift', reasonId: 'sorry', amountMinor: minor(100_001) },
      'gift_above_limit',
    ],
  ] as const)('credit %s is refused', ([, changed, code]) => {
    expect(expectCode(decideTopUp(topUpOf(changed)))).toBe(code);
  });

  test('no credit ever lifts a wallet above its maximum, or is booked in part', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...topUpCauses),
        fc.integer({ min: -10, max: 3_000_000 }),
        fc.integer({ min: -500_000, max: 3_000_000 }),
        (cause, amount, balance) => {
          const reasonId = cause === 'gift' ? 'prize' : null;
          const asked = topUpOf({
            cause,
            reasonId,
            amountMinor: minor(amount),
            balanceMinor: minor(balance),
          });
          const decided = decideTopUp(asked);
          if (!decided.ok) return;
          expect(decided.value.moves[0].amount).toBe(amount);
          expect(balance + amount).toBeLessThanOrEqual(rules.balanceMaxMinor);
        },
      ),
    );
  });
});
