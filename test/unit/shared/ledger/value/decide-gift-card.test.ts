import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { GiftCardRules } from '#shared/domain/programme.ts';
import { sellGiftCard, spendGiftCard, spendableOfGiftCard } from '#shared/ledger/value/decide-gift-card.ts';
import type { GiftCardToSell } from '#shared/ledger/value/decide-gift-card.ts';
import { giftCardOf } from '#test/support/codes.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { memberRef, testId } from '#test/support/ledger.ts';
import { lotOf, spendingDay } from '#test/support/lots.ts';

const rules: GiftCardRules = {
  valueMinMinor: minor(100),
  valueMaxMinor: minor(1_000),
  expireAfterDays: 365,
};
const toSell: GiftCardToSell = {
  codeId: testId(1),
  batchId: testId(2),
  valueMinor: minor(500),
  today: '2026-11-21',
  wallet: null,
};

describe('a gift card is sold', () => {
  test('for money that came in at the till, and ends a year later', () => {
    const { moves, detail } = expectOk(sellGiftCard(toSell, rules));
    expect(detail).toMatchObject({ codeKind: 'giftCard', codeIds: [testId(1)], valueMinor: 500, usesMax: 0 });
    expect(detail.expiresOn).toBe('2027-11-21');
    expect(moves).toHaveLength(1);
    expect(moves[0]).toMatchObject({ amount: 500, from: { account: 'clearing' }, to: { codeId: testId(1) } });
  });

  test('without an end where the programme names none', () => {
    const { detail } = expectOk(sellGiftCard(toSell, { ...rules, expireAfterDays: null }));
    expect(detail.expiresOn).toBeNull();
  });

  test('out of a wallet, by the lots that end first', () => {
    const lots = [
      lotOf({ entry: 1, unit: 'money', open: 400 }),
      lotOf({ entry: 2, unit: 'money', open: 300, expiresOn: '2026-12-24' }),
    ];
    const { moves } = expectOk(
      sellGiftCard({ ...toSell, today: spendingDay, wallet: { memberRef, lots } }, rules),
    );
    expect(moves.map(({ amount }) => amount)).toEqual([500, 300, 200]);
    expect(moves[1]).toMatchObject({
      from: { kind: 'member', memberRef, purse: 'wallet' },
      to: { kind: 'shop', account: 'clearing' },
      lot: lots[1]?.source,
    });
  });

  test('never for more than the wallet holds', () => {
    const lots = [lotOf({ entry: 1, unit: 'money', open: 499 })];
    expect(
      expectCode(sellGiftCard({ ...toSell, today: spendingDay, wallet: { memberRef, lots } }, rules)),
    ).toBe('balance_too_small');
  });

  test.each([99, 1_001, 0, -5, 100.5, Number.NaN, Number.MAX_SAFE_INTEGER])('never for %d', (value) => {
    // Not through `minor`, which would throw before: a page may ask for anything.
    const valueMinor = value as GiftCardToSell['valueMinor'];
    expect(expectCode(sellGiftCard({ ...toSell, valueMinor }, rules))).toBe('amount_invalid');
  });

  test('only where the programme has gift cards', () => {
    expect(expectCode(sellGiftCard(toSell, null))).toBe('gift_cards_off');
  });
});

describe('a gift card pays', () => {
  const today = '2026-11-21';
  const code = giftCardOf({ place: 1 });
  const card = { code, balanceMinor: minor(300) };

  test('a part of what is on it, out of its own lot', () => {
    expect(expectOk(spendGiftCard(card, minor(120), today))).toEqual({
      unit: 'money',
      amount: 120,
      from: { kind: 'giftCard', codeId: code.codeId },
      to: { kind: 'shop', account: 'redeemed' },
      lot: { kind: 'entry', entryId: code.issueEntryId, line: 2 },
    });
  });

  test('all of it and nothing more', () => {
    expectOk(spendGiftCard(card, minor(300), today));
    expect(expectCode(spendGiftCard(card, minor(301), today))).toBe('balance_too_small');
    expect(expectCode(spendGiftCard(card, minor(0), today))).toBe('amount_invalid');
    expect(expectCode(spendGiftCard(card, minor(-1), today))).toBe('amount_invalid');
  });

  test('nothing once it is empty, has ended or was cancelled', () => {
    expect(expectCode(spendableOfGiftCard({ code, balanceMinor: minor(0) }, today))).toBe('gift_card_empty');
    expect(
      expectCode(spendGiftCard({ ...card, code: giftCardOf({ expiresOn: today }) }, minor(1), today)),
    ).toBe('code_expired');
    expect(expectCode(spendableOfGiftCard({ ...card, code: giftCardOf({ isCancelled: true }) }, today))).toBe(
      'code_cancelled',
    );
  });

  test('in any parts exactly what it was sold for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.array(fc.nat({ max: 400 })), (value, wishes) => {
        let balanceMinor = minor(value);
        let paid = 0;
        for (const wish of wishes) {
          const move = spendGiftCard({ code, balanceMinor }, minor(wish), today);
          if (!move.ok) continue;
          paid += move.value.amount;
          balanceMinor = minor(balanceMinor - move.value.amount);
        }
        expect(balanceMinor).toBeGreaterThanOrEqual(0);
        expect(paid + balanceMinor).toBe(value);
      }),
    );
  });
});
