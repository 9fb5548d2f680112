import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import { endingBefore, spendableOf, takeLots } from '#shared/ledger/value/take-lots.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { anyLots, entryUuid, lotOf, spendingDay } from '#test/support/lots.ts';

const takenOf = (lots: readonly LotState[], amount: number) =>
  expectOk(takeLots(lots, amount, spendingDay)).map(({ lot, amount: taken }) => ({
    place: lots.indexOf(lot),
    taken,
  }));

describe('the order of a spend', () => {
  test('what ends first is spent first, and what never ends is spent last', () => {
    const lots = [
      lotOf({ entry: 1 }),
      lotOf({ entry: 2, expiresOn: '2026-12-30' }),
      lotOf({ entry: 3, expiresOn: '2026-12-01' }),
    ];
    expect(takenOf(lots, 250)).toEqual([
      { place: 2, taken: 100 },
      { place: 1, taken: 100 },
      { place: 0, taken: 50 },
    ]);
  });

  test('of lots that end together the older is spent first, one of unknown age before all', () => {
    const lots = [
      lotOf({ entry: 1, madeOn: '2026-11-02' }),
      lotOf({ entry: 2, madeOn: '2026-11-01' }),
      lotOf({ source: { kind: 'snapshot', key: '' }, madeOn: null }),
    ];
    expect(takenOf(lots, 201).map(({ place }) => place)).toEqual([2, 1, 0]);
  });

  test('lots of one day are spent in the order of their entries and lines', () => {
    const entryId = entryUuid(2);
    const lots = [
      lotOf({ source: { kind: 'entry', entryId, line: 4 } }),
      lotOf({ source: { kind: 'entry', entryId, line: 2 } }),
      lotOf({ source: { kind: 'snapshot', key: entryId } }),
      lotOf({ entry: 1 }),
    ];
    expect(takenOf(lots, 400).map(({ place }) => place)).toEqual([3, 2, 1, 0]);
  });
});

describe('what can be spent', () => {
  test('a lot is worth nothing on the day that it ends, and everything on the day before', () => {
    const lots = [lotOf({ expiresOn: spendingDay })];
    expect(spendableOf(lots, spendingDay)).toBe(0);
    expect(spendableOf(lots, '2026-11-21')).toBe(100);
  });

  test('a debt is paid by the other lots before anything is spent of them', () => {
    const lots = [lotOf({ entry: 1, open: -30 }), lotOf({ entry: 2 })];
    expect(spendableOf(lots, spendingDay)).toBe(70);
    expect(spendableOf([lotOf({ open: -30, expiresOn: '2026-01-01' })], spendingDay)).toBe(0);
  });

  test('a lot that has ended pays no debt', () => {
    const lots = [lotOf({ entry: 1, open: -30 }), lotOf({ entry: 2, expiresOn: '2026-11-01' })];
    expect(spendableOf(lots, spendingDay)).toBe(0);
  });

  test('what is held back cannot be spent', () => {
    expect(spendableOf([lotOf({ open: 0, held: 500 })], spendingDay)).toBe(0);
  });

  test.for([0, -0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'no lots are taken for an amount of %d',
    (amount) => {
      expect(expectCode(takeLots([lotOf()], amount, spendingDay))).toBe('amount_invalid');
    },
  );

  test('the largest safe amount is refused like any other that is not there', () => {
    expect(takeLots([lotOf()], Number.MAX_SAFE_INTEGER, spendingDay)).toEqual({
      ok: false,
      error: { code: 'balance_too_small', details: { spendable: 100 } },
    });
  });
});

describe('what ends soon', () => {
  test('amounts that end before a day are told by day, the nearest first', () => {
    const lots = [
      lotOf({ entry: 1, expiresOn: '2026-12-02' }),
      lotOf({ entry: 2, expiresOn: '2026-11-25', open: 40 }),
      lotOf({ entry: 3, expiresOn: '2026-12-02', open: 5 }),
      lotOf({ entry: 4, expiresOn: '2026-12-03' }),
      lotOf({ entry: 5 }),
    ];
    expect(endingBefore(lots, spendingDay, '2026-12-03')).toEqual([
      { expiresOn: '2026-11-25', amount: 40 },
      { expiresOn: '2026-12-02', amount: 105 },
    ]);
  });

  test('where nothing can be spent nothing ends', () => {
    expect(endingBefore([], spendingDay, '2099-01-01')).toEqual([]);
  });
});

describe('any lots', () => {
  test('a spend takes exactly its amount, never more of a lot than it has, and each lot once', () => {
    fc.assert(
      fc.property(anyLots('points'), fc.double({ min: 0, max: 1, noNaN: true }), (lots, share) => {
        const amount = Math.ceil(spendableOf(lots, spendingDay) * share);
        if (amount === 0) return;
        const draws = expectOk(takeLots(lots, amount, spendingDay));
        expect(draws.reduce((sum, draw) => sum + draw.amount, 0)).toBe(amount);
        expect(new Set(draws.map(({ lot }) => lot)).size).toBe(draws.length);
        for (const draw of draws) {
          expect(draw.amount).toBeGreaterThan(0);
          expect(draw.amount).toBeLessThanOrEqual(draw.lot.open);
          expect((draw.lot.expiresOn ?? '9999-12-31') > spendingDay).toBe(true);
        }
      }),
    );
  });

  test('never more than the sum of all lots is spent, and one more is always refused', () => {
    fc.assert(
      fc.property(anyLots('points'), (lots) => {
        const spendable = spendableOf(lots, spendingDay);
        const live = lots.filter(({ expiresOn, open }) => open < 0 || (expiresOn ?? '~') > spendingDay);
        expect(spendable).toBe(
          Math.max(
            0,
            live.reduce((sum, { open }) => sum + open, 0),
          ),
        );
        expect(expectCode(takeLots(lots, spendable + 1, spendingDay))).toBe('balance_too_small');
      }),
    );
  });

  test('the order in which lots are listed changes nothing', () => {
    fc.assert(
      fc.property(anyLots('points'), (lots) => {
        const spendable = spendableOf(lots, spendingDay);
        if (spendable === 0) return;
        const half = Math.ceil(spendable / 2);
        expect(takeLots([...lots].toReversed(), half, spendingDay)).toEqual(
          takeLots(lots, half, spendingDay),
        );
      }),
    );
  });
});
