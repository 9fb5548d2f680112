import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/day-number.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { decideTransfer } from '#shared/ledger/value/decide-transfer.ts';
import type { TransferToDecide } from '#shared/ledger/value/decide-transfer.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { anyLots, entryUuid, lotOf, spendingDay } from '#test/support/lots.ts';

const [fromRef, toRef] = [entryUuid(70), entryUuid(71)];
const rules: PointsRules = {
  redemption: null,
  expireAfterQuietDays: null,
  warnDays: 7,
  closeOutOn: null,
  transfer: { pointsMin: 10, pointsPerDayMax: 150 },
};
const asked = (changed: Partial<TransferToDecide>): TransferToDecide => ({
  fromRef,
  toRef,
  points: 50,
  lots: [lotOf()],
  today: spendingDay,
  lastPurchaseOn: null,
  givenToday: 0,
  rules,
  ...changed,
});

describe('points given to another member', () => {
  test('they leave the lot that ends first, and keep its day in a lot of their own', () => {
    const endsOn = addDays(spendingDay, 3);
    const lots = [lotOf({ entry: 1 }), lotOf({ entry: 2, open: 30, expiresOn: endsOn })];
    const moves = expectOk(decideTransfer(asked({ lots })));
    expect(moves).toMatchObject([
      { amount: 30, from: { memberRef: fromRef }, to: { account: 'redeemed' }, lot: lots[1]?.source },
      { amount: 30, to: { memberRef: toRef }, lot: { terms: { origin: 'transferred', expiresOn: endsOn } } },
      { amount: 20, from: { memberRef: fromRef }, lot: lots[0]?.source },
      { amount: 20, to: { memberRef: toRef }, lot: { terms: { expiresOn: null } } },
    ]);
  });

  test('what ends because its member keeps away gets no day of its own by being given', () => {
    const quiet = { ...rules, expireAfterQuietDays: 90 };
    const moves = expectOk(decideTransfer(asked({ rules: quiet, lastPurchaseOn: '2026-11-01' })));
    expect(moves[1]?.lot).toMatchObject({ terms: { expiresOn: null } });
  });

  test('what has ended by the quiet days cannot be given any more', () => {
    const quiet = { ...rules, expireAfterQuietDays: 5 };
    const lots = [lotOf({ madeOn: '2026-01-01' })];
    expect(expectCode(decideTransfer(asked({ rules: quiet, lots })))).toBe('balance_too_small');
  });

  test('each refusal has its code', () => {
    expect(expectCode(decideTransfer(asked({ rules: { ...rules, transfer: null } })))).toBe(
      'transfers_not_offered',
    );
    expect(expectCode(decideTransfer(asked({ toRef: fromRef })))).toBe('transfer_to_self');
    expect(expectCode(decideTransfer(asked({ points: 9 })))).toBe('transfer_too_small');
    expect(expectCode(decideTransfer(asked({ points: 101 })))).toBe('balance_too_small');
    for (const points of [0, -5, 1.5, Number.NaN]) {
      expect(expectCode(decideTransfer(asked({ points })))).toBe('amount_invalid');
    }
  });

  test('the limit of a day counts what was given before, and says what is left of it', () => {
    expectOk(decideTransfer(asked({ givenToday: 100 })));
    const refused = decideTransfer(asked({ givenToday: 101 }));
    expect(expectCode(refused)).toBe('transfer_day_limit');
    expect(refused).toMatchObject({ error: { details: { left: 49 } } });
    expect(decideTransfer(asked({ givenToday: 400 }))).toMatchObject({ error: { details: { left: 0 } } });
  });

  test('one member gets exactly what the other gives, whatever the lots', () => {
    const free = { ...rules, transfer: { pointsMin: 1, pointsPerDayMax: 1_000_000 } };
    fc.assert(
      fc.property(anyLots('points'), fc.nat(), (lots, wish) => {
        const spendable = spendableOf(lots, spendingDay);
        fc.pre(spendable > 0);
        const points = 1 + (wish % spendable);
        const moves = expectOk(decideTransfer(asked({ lots, points, rules: free })));
        const sum = (memberRef: string, side: 'from' | 'to') =>
          addInt(
            ...moves
              .filter((move) => move[side].kind === 'member' && move[side].memberRef === memberRef)
              .map(({ amount }) => amount),
          );
        expect(sum(fromRef, 'from')).toBe(points);
        expect(sum(toRef, 'to')).toBe(points);
        expect(moves.every(({ amount }) => amount > 0)).toBe(true);
      }),
    );
  });
});
