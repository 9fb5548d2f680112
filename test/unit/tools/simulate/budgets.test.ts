import { describe, expect, test } from 'vitest';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';
import { memberRefs, simulated } from '#test/support/simulated.ts';

const tenPercent = [{ kind: 'discountPercent', basisPoints: 1_000 }];
const nothing = ruleSetOf({
  offers: [{ offerId: 'none', effects: tenPercent, conditions: [{ kind: 'firstPurchase' }] }],
});

function saleOf(day: number, time: string, grossMinor: number, rest: object = {}): object {
  const soldAt = `2026-11-${String(day).padStart(2, '0')}T${time}+03:30`;
  return {
    kind: 'sale',
    soldAt,
    storeId: 'store',
    tillId: 'T1',
    memberRef: null,
    lines: [{ unitPriceMinor: grossMinor }],
    ...rest,
  };
}

function draftOf(limit: object, more: readonly OfferSketch[] = []): RuleSet {
  return ruleSetOf({ offers: [{ offerId: 'ten', effects: tenPercent, limits: [limit] }, ...more] });
}

async function budgetsOf(lines: readonly unknown[], limit: object) {
  const { budgets, tally } = await simulated(lines, { draft: draftOf(limit), against: nothing }, 2);
  const ends = budgets.draft.map(({ storeId, tillId, runsOutAt, periodsRunOut, usedBasisPoints }) => ({
    place: [storeId, tillId].filter((name) => name !== null).join('/'),
    at: runsOutAt === null ? null : `${runsOutAt.date} ${runsOutAt.minuteOfDay}`,
    periodsRunOut,
    usedBasisPoints,
  }));
  return { ends, costMinor: tally.given.draft.costMinor };
}

describe('a budget of the chain', () => {
  test('runs out at the sale that gets less than it should, to the last unit', async () => {
    const lines = [
      saleOf(20, '10:00', 1_000),
      saleOf(20, '17:30', 2_000),
      saleOf(21, '09:15', 1_000),
      saleOf(21, '09:16', 1_000),
    ];
    // 100 + 200 + 50 of 350; the fourth sale finds nothing.
    const { ends, costMinor } = await budgetsOf(lines, { scope: 'chain', costMinor: 350 });
    expect(costMinor).toBe(350);
    expect(ends).toEqual([{ place: '', at: '2026-11-21 555', periodsRunOut: 1, usedBasisPoints: 10_000 }]);
  });

  test('has run out when too little is left for what is given in whole steps', async () => {
    const offers = [{ offerId: 'ten', effects: tenPercent, limits: [{ scope: 'chain', costMinor: 100 }] }];
    const draft = ruleSetOf({ settings: { grantStepMinor: 30 }, offers });
    const lines = [10, 11, 12].map((hour) => saleOf(20, `${hour}:00`, 600));
    // 60, then 30 of the 40 that are left; nobody can use the last 10.
    const { budgets, tally } = await simulated(lines, { draft, against: nothing }, 2);
    expect(tally.given.draft.costMinor).toBe(90);
    expect(budgets.draft).toMatchObject([
      { runsOutAt: { date: '2026-11-20', minuteOfDay: 660 }, usedBasisPoints: 9_000 },
    ]);
  });

  test('with two limits alike ends at the smaller of each kind', async () => {
    const limits = [
      { scope: 'chain', period: 'day', costMinor: 400, uses: 1 },
      { scope: 'chain', period: 'day', costMinor: 50, uses: 9 },
    ];
    const draft = ruleSetOf({ offers: [{ offerId: 'ten', effects: tenPercent, limits }] });
    const lines = [saleOf(20, '10:00', 200), saleOf(20, '11:00', 200), saleOf(21, '10:00', 900)];
    const { tally, budgets } = await simulated(lines, { draft, against: nothing }, 1);
    expect(tally.offers.draft.get('ten')).toMatchObject({ uses: 2, costMinor: 70 });
    expect(budgets.draft).toMatchObject([{ limit: { costMinor: 50, uses: 1 }, periodsRunOut: 2 }]);
  });

  test('that lasts beyond the history says how much of it is used', async () => {
    const lines = [saleOf(20, '10:00', 1_000), saleOf(21, '10:00', 2_100)];
    const { ends } = await budgetsOf(lines, { scope: 'chain', costMinor: 500 });
    expect(ends).toEqual([{ place: '', at: null, periodsRunOut: 0, usedBasisPoints: 6_200 }]);
  });

  test('begins anew with its period and runs out again', async () => {
    const lines = [20, 21, 22].flatMap((day) => [saleOf(day, '10:00', 1_000), saleOf(day, '11:00', 1_000)]);
    const { ends, costMinor } = await budgetsOf(lines, { scope: 'chain', period: 'day', uses: 1 });
    expect(costMinor).toBe(300);
    expect(ends).toEqual([{ place: '', at: '2026-11-20 600', periodsRunOut: 3, usedBasisPoints: 10_000 }]);
  });
});

test('each store and each till has its own share of a budget', async () => {
  const places = [
    { storeId: 'store', tillId: 'T1' },
    { storeId: 'store', tillId: 'T2' },
    { storeId: 'vanak', tillId: 'T1' },
  ];
  const lines = places.flatMap((place, index) => [
    saleOf(20 + index, '10:00', 1_000, place),
    saleOf(20 + index, '11:00', 1_000, place),
  ]);
  const store = await budgetsOf(lines, { scope: 'store', uses: 3 });
  expect(store.ends.map(({ place, at }) => [place, at])).toEqual([
    ['store', '2026-11-21 600'],
    ['vanak', null],
  ]);
  const till = await budgetsOf(lines, { scope: 'till', uses: 3 });
  expect(till.ends.map(({ place, usedBasisPoints }) => [place, usedBasisPoints])).toEqual([
    ['store/T1', 6_666],
    ['store/T2', 6_666],
    ['vanak/T1', 6_666],
  ]);
});

test('what a member pays more when a budget is gone counts for the next purchase', async () => {
  const [first, second] = memberRefs;
  const bonus = {
    offerId: 'bonus',
    effects: [{ kind: 'bonusPoints', points: 5 }],
    conditions: [{ kind: 'purchases', measure: 'spentMinor', period: 'day', atLeast: 1_000 }],
  };
  const members = [first, second].map((memberRef) => ({
    kind: 'member',
    memberRef,
    tierId: 'gold',
    earlierVisits: 3,
  }));
  const lines = [
    ...members,
    saleOf(20, '10:00', 1_000, { memberRef: first }),
    saleOf(20, '10:30', 1_000, { memberRef: second }),
    saleOf(20, '11:00', 10, { memberRef: first }),
    saleOf(20, '11:30', 10, { memberRef: second }),
  ];
  const draft = draftOf({ scope: 'chain', uses: 1 }, [bonus]);
  const sums = [];
  for (const shardCount of [1, 2, 3]) {
    const { tally } = await simulated(lines, { draft, against: nothing }, shardCount);
    sums.push([tally.offers.draft.get('ten')?.uses, tally.offers.draft.get('bonus')?.uses]);
  }
  // The first member paid 900 with the discount; only the second one reached 1,000.
  expect(sums).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
});
