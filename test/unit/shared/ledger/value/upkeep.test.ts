import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/day-number.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { closedDaysMax, isDayBelieved, workedDaysMin } from '#shared/ledger/value/believed-day.ts';
import { decideExpire } from '#shared/ledger/value/decide-expire.ts';
import type { ExpiryToDecide } from '#shared/ledger/value/decide-expire.ts';
import { decideRelease } from '#shared/ledger/value/decide-release.ts';
import { expiringSoon } from '#shared/ledger/value/expiring-soon.ts';
import { endOf } from '#shared/ledger/value/lot-end.ts';
import { anyLots, entryUuid, lotOf, spendingDay } from '#test/support/lots.ts';

const memberRef = entryUuid(99);
const noEnds = { expireAfterQuietDays: null, closeOutOn: null };
const asked = (changed: Partial<ExpiryToDecide>): ExpiryToDecide => ({
  memberRef,
  lots: [],
  today: spendingDay,
  lastPurchaseOn: null,
  rules: noEnds,
  authority: { kind: 'till' },
  isDayBelieved: true,
  ...changed,
});

describe('the release of what was held back', () => {
  test('a lot is given on its day and not before', () => {
    const lots = [lotOf({ open: 0, held: 120, releaseOn: spendingDay, expiresOn: '2027-01-01' })];
    expect(decideRelease({ memberRef, lots, today: addDays(spendingDay, -1) })).toEqual([]);
    expect(decideRelease({ memberRef, lots, today: spendingDay })).toEqual([
      {
        unit: 'points',
        amount: 120,
        from: { kind: 'member', memberRef, purse: 'points_pending' },
        to: { kind: 'member', memberRef, purse: 'points' },
        lot: lots[0]?.source,
      },
    ]);
  });

  test('credit goes from the held wallet to the open one, and a lot without a day stays held', () => {
    const lots = [
      lotOf({ unit: 'money', open: 0, held: 5, releaseOn: spendingDay }),
      lotOf({ open: 0, held: 7 }),
    ];
    const [move, ...others] = decideRelease({ memberRef, lots, today: spendingDay });
    expect(others).toEqual([]);
    expect(move).toMatchObject({ from: { purse: 'wallet_pending' }, to: { purse: 'wallet' }, amount: 5 });
  });

  test('what a refund took from the held part already is never released', () => {
    const lots = [lotOf({ open: 0, held: 0, releaseOn: spendingDay })];
    expect(decideRelease({ memberRef, lots, today: spendingDay })).toEqual([]);
  });
});

describe('the end of a lot', () => {
  test('the earliest of its own day, the quiet days and the close-out counts', () => {
    const rules = { expireAfterQuietDays: 10, closeOutOn: '2026-12-31' };
    const end = (changed: Parameters<typeof lotOf>[0], lastPurchaseOn: string | null) =>
      endOf(lotOf(changed), { rules, lastPurchaseOn });
    expect(end({ expiresOn: '2026-12-01' }, '2026-11-01')).toEqual({ endsOn: '2026-12-01', cause: 'due' });
    expect(end({}, '2026-11-01')).toEqual({ endsOn: '2026-11-11', cause: 'inactivity' });
    expect(end({ expiresOn: '2027-06-01' }, null)).toEqual({ endsOn: '2026-12-31', cause: 'closeOut' });
    expect(end({ expiresOn: '2026-12-31' }, null)).toEqual({ endsOn: '2026-12-31', cause: 'due' });
  });

  test('the quiet days are counted from the newest of purchase, making and release', () => {
    const rules = { expireAfterQuietDays: 10, closeOutOn: null };
    const endsOn = (changed: Parameters<typeof lotOf>[0], lastPurchaseOn: string | null) =>
      endOf(lotOf(changed), { rules, lastPurchaseOn })?.endsOn;
    expect(endsOn({ madeOn: '2026-11-05' }, '2026-11-01')).toBe('2026-11-15');
    expect(endsOn({ madeOn: '2026-11-05', releaseOn: '2026-11-12' }, '2026-11-06')).toBe('2026-11-22');
    expect(endsOn({ madeOn: null }, '2026-11-01')).toBe('2026-11-11');
    expect(endsOn({ madeOn: null }, null)).toBeUndefined();
  });

  test('only a day of its own ends credit: a wallet holds money that was paid in', () => {
    const rules = { expireAfterQuietDays: 1, closeOutOn: '2026-01-01' };
    expect(endOf(lotOf({ unit: 'money' }), { rules, lastPurchaseOn: '2026-01-01' })).toBeNull();
    expect(endOf(lotOf({ unit: 'money', expiresOn: '2026-11-30' }), { rules, lastPurchaseOn: null })).toEqual(
      { endsOn: '2026-11-30', cause: 'due' },
    );
  });
});

describe('what a till takes away', () => {
  test('a lot goes on the day that it ends, and stays on the day before', () => {
    const lots = [lotOf({ expiresOn: spendingDay }), lotOf({ entry: 2, expiresOn: addDays(spendingDay, 1) })];
    expect(decideExpire(asked({ lots }))).toEqual([
      {
        cause: 'due',
        moves: [
          {
            unit: 'points',
            amount: 100,
            from: { kind: 'member', memberRef, purse: 'points' },
            to: { kind: 'shop', account: 'expired' },
            lot: lots[0]?.source,
          },
        ],
      },
    ]);
  });

  test('each reason is an entry of its own, and the close-out takes what is held back as well', () => {
    const lots = [
      lotOf({ entry: 1, expiresOn: '2026-11-01' }),
      lotOf({ entry: 2 }),
      lotOf({ entry: 3, open: 0, held: 40, releaseOn: '2026-12-20', expiresOn: '2027-06-01' }),
      lotOf({ entry: 4, unit: 'money' }),
    ];
    const rules = { expireAfterQuietDays: 5, closeOutOn: '2026-11-20' };
    const expired = decideExpire(asked({ lots, rules, lastPurchaseOn: '2026-10-01' }));
    expect(expired.map(({ cause }) => cause)).toEqual(['due', 'inactivity', 'closeOut']);
    expect(expired[2]?.moves).toMatchObject([{ amount: 40, from: { purse: 'points_pending' } }]);
  });

  test('a debt keeps as much of an ending lot as it needs', () => {
    const lots = [lotOf({ entry: 1, open: -30 }), lotOf({ entry: 2, expiresOn: '2026-11-01' })];
    expect(decideExpire(asked({ lots }))[0]?.moves.map(({ amount }) => amount)).toEqual([70]);
    const broke = [lotOf({ entry: 1, open: -300 }), lotOf({ entry: 2, expiresOn: '2026-11-01' })];
    expect(decideExpire(asked({ lots: broke }))).toEqual([]);
  });

  test('nothing ends on a day that cannot be believed, or where HQ has the last word', () => {
    const lots = [lotOf({ expiresOn: '2026-11-01' })];
    const hq = { kind: 'hq', snapshotAgeMs: 0, isReachable: true, tills: 3 } as const;
    expect(decideExpire(asked({ lots, isDayBelieved: false }))).toEqual([]);
    expect(decideExpire(asked({ lots, authority: hq }))).toEqual([]);
  });

  test('never more ends than all lots hold together, nor of one lot than it holds, and nothing ends twice', () => {
    fc.assert(
      fc.property(
        anyLots('points'),
        fc.option(fc.integer({ min: 0, max: 40 })),
        fc.boolean(),
        (lots, quietDays, isClosed) => {
          const rules = { expireAfterQuietDays: quietDays, closeOutOn: isClosed ? spendingDay : null };
          const ask = asked({ lots, rules, lastPurchaseOn: '2026-11-01' });
          const moves = decideExpire(ask).flatMap((expiry) => expiry.moves);
          const openMoves = moves.filter(({ from }) => from.kind === 'member' && from.purse === 'points');
          const all = Math.max(0, addInt(...lots.map(({ open }) => open)));
          expect(addInt(...openMoves.map(({ amount }) => amount))).toBeLessThanOrEqual(all);
          const after = lots.map((lot) => {
            const of = (purse: string) =>
              addInt(
                ...moves
                  .filter((move) => move.lot === lot.source)
                  .filter(({ from }) => from.kind === 'member' && from.purse === purse)
                  .map(({ amount }) => amount),
              );
            return { ...lot, open: lot.open - of('points'), held: lot.held - of('points_pending') };
          });
          for (const [place, lot] of after.entries()) {
            expect(lot.open).toBeGreaterThanOrEqual(Math.min(0, lots[place]?.open ?? 0));
            expect(lot.held).toBeGreaterThanOrEqual(0);
          }
          expect(decideExpire({ ...ask, lots: after })).toEqual([]);
        },
      ),
    );
  });
});

describe('the day that is believed', () => {
  const snapshotOn = '2026-11-01';
  const days = (from: string, count: number) =>
    Array.from({ length: count }, (_, place) => addDays(from, place));

  test('a day near the snapshot, or near days of work that lead back to it, is believed', () => {
    expect(isDayBelieved({ today: '2026-11-22', snapshotOn, bookedOn: [] })).toBe(true);
    const bookedOn = ['2026-12-20', '2027-02-01', '2027-03-20'];
    expect(isDayBelieved({ today: '2027-05-01', snapshotOn, bookedOn })).toBe(true);
    expect(isDayBelieved({ today: '2027-05-01', snapshotOn, bookedOn: [] })).toBe(false);
  });

  test('a clock that jumped to 2099, or by one year, is not believed, however many sales follow on that day', () => {
    const bookedOn = [...days('2026-11-01', 21), '2099-01-01'];
    expect(isDayBelieved({ today: '2099-01-01', snapshotOn, bookedOn })).toBe(false);
    expect(isDayBelieved({ today: '2099-01-02', snapshotOn, bookedOn })).toBe(false);
    expect(isDayBelieved({ today: '2027-11-22', snapshotOn, bookedOn })).toBe(false);
    expect(isDayBelieved({ today: '2026-11-22', snapshotOn, bookedOn })).toBe(true);
  });

  test('a shop that was closed for long is believed after many days of work, and not a day sooner', () => {
    const back = '2028-01-01';
    const until = (count: number) => ({
      today: addDays(back, count),
      snapshotOn,
      bookedOn: ['2026-11-20', ...days(back, count)],
    });
    expect(isDayBelieved(until(workedDaysMin - 1))).toBe(false);
    expect(isDayBelieved(until(workedDaysMin))).toBe(true);
    const lastDay = addDays(snapshotOn, closedDaysMax);
    expect(isDayBelieved({ today: lastDay, snapshotOn, bookedOn: [] })).toBe(true);
    expect(isDayBelieved({ today: addDays(lastDay, 1), snapshotOn, bookedOn: [] })).toBe(false);
  });

  test('a clock of 1970 is believed, because it takes nothing before its time', () => {
    expect(isDayBelieved({ today: '1970-01-01', snapshotOn, bookedOn: days('2026-11-01', 3) })).toBe(true);
    expect(decideExpire(asked({ today: '1970-01-01', lots: [lotOf({ expiresOn: '2026-11-01' })] }))).toEqual(
      [],
    );
  });
});

describe('the warning before points end', () => {
  test('what ends within the days of the warning is told by unit and day', () => {
    const lots = [
      lotOf({ entry: 1, expiresOn: addDays(spendingDay, 5) }),
      lotOf({ entry: 2, expiresOn: addDays(spendingDay, 6) }),
      lotOf({ entry: 3, unit: 'money', expiresOn: addDays(spendingDay, 1), open: 9 }),
      lotOf({ entry: 4 }),
    ];
    const ask = { lots, today: spendingDay, warnDays: 5, rules: noEnds, lastPurchaseOn: null };
    expect(expiringSoon(ask)).toEqual([
      { unit: 'points', endsOn: addDays(spendingDay, 5), amount: 100 },
      { unit: 'money', endsOn: addDays(spendingDay, 1), amount: 9 },
    ]);
  });

  test('points that end because their member keeps away are told too', () => {
    const rules = { expireAfterQuietDays: 30, closeOutOn: null };
    const lots = [lotOf({ madeOn: null })];
    const ask = { lots, today: spendingDay, warnDays: 3, rules, lastPurchaseOn: '2026-10-25' };
    expect(expiringSoon(ask)).toEqual([{ unit: 'points', endsOn: '2026-11-24', amount: 100 }]);
  });
});
