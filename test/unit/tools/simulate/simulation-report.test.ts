import { describe, expect, test } from 'vitest';
import { expectOk } from '#test/support/expect-ok.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { memberRefs, simulated } from '#test/support/simulated.ts';
import { packEvents } from '#tools/simulate/limit-events.ts';
import { reportText } from '#tools/simulate/report-text.ts';
import type { Shard } from '#tools/simulate/shard.ts';
import { bothSides, startTally } from '#tools/simulate/shard-tally.ts';
import { passesMax, simulate } from '#tools/simulate/simulate.ts';
import { simulationReport } from '#tools/simulate/simulation-report.ts';

const [gold, silver, bronze, absent] = memberRefs;

const against = ruleSetOf({
  ruleSetId: 'old',
  valuation: { walletCreditBasisPoints: 10_000, pointMinor: 10 },
  offers: [{ offerId: 'all', effects: [{ kind: 'discountPercent', basisPoints: 500 }] }],
});
const draft = ruleSetOf({
  ruleSetId: 'new',
  valuation: { walletCreditBasisPoints: 10_000, pointMinor: 10 },
  offers: [
    {
      offerId: 'gold',
      effects: [{ kind: 'bonusPoints', points: 9 }],
      conditions: [{ kind: 'tier', anyOf: ['gold'] }],
    },
    {
      offerId: 'same',
      effects: [{ kind: 'walletCreditPercent', basisPoints: 500 }],
      conditions: [{ kind: 'tier', anyOf: ['silver'] }],
    },
    {
      offerId: 'cup',
      effects: [{ kind: 'gift', giftId: 'cup', name: { fa: 'ل', en: 'c' }, worthMinor: 20 }],
      conditions: [{ kind: 'tier', anyOf: ['bronze'] }],
    },
  ],
});

function saleOf(memberRef: string | null | undefined, unitPriceMinor: number): object {
  const soldAt = '2026-11-20T10:00:00+03:30';
  return { kind: 'sale', soldAt, storeId: 'store', tillId: 'T1', memberRef, lines: [{ unitPriceMinor }] };
}

/** 5 % of 1,000 is 50: gold gets 90 instead (40 more), silver 50 in credit instead, bronze 20 (30 less), nobody nothing. */
const lines = [
  ...Object.entries({ gold, silver, bronze, other: absent }).map(([tierId, memberRef]) => ({
    kind: 'member',
    memberRef,
    tierId,
    earlierVisits: 0,
  })),
  saleOf(gold, 1_000),
  saleOf(gold, 1_000),
  saleOf(silver, 1_000),
  saleOf(bronze, 1_000),
  saleOf(null, 2_000),
];

describe('the report of a simulation', () => {
  test('counts who gets more, who gets less, and who gets something else', async () => {
    const report = simulationReport(await simulated(lines, { draft, against }, 2), { draft, against });
    expect(report.members).toEqual({
      more: { count: 1, sumMinor: 80 },
      less: { count: 1, sumMinor: -30 },
      changed: 3,
    });
    expect(report.sales).toEqual({
      more: { count: 2, sumMinor: 80 },
      less: { count: 2, sumMinor: -130 },
      changed: 5,
    });
    expect(report.anonymousSales).toEqual({
      more: { count: 0, sumMinor: 0 },
      less: { count: 1, sumMinor: -100 },
      changed: 1,
    });
    expect(report.largestChanges).toEqual([
      { memberRef: gold, sales: 2, differenceMinor: 80 },
      { memberRef: bronze, sales: 1, differenceMinor: -30 },
    ]);
    expect(report.history).toMatchObject({
      sales: 5,
      anonymousSales: 1,
      members: 4,
      buyingMembers: 3,
      days: 1,
    });
  });

  test('parts the cost into discounts, credit, points and items, and names offers of either side', async () => {
    const report = simulationReport(await simulated(lines, { draft, against }, 1), { draft, against });
    expect(report.given.draft).toEqual({
      payableMinor: 6_000,
      discountMinor: 0,
      walletCreditMinor: 50,
      pointsEarned: 18,
      pointsMinor: 180,
      itemsMinor: 20,
      costMinor: 250,
      worthMinor: 250,
    });
    expect(report.given.difference).toMatchObject({ payableMinor: 300, discountMinor: -300, costMinor: -50 });
    expect(report.givenToAnonymous.against.costMinor).toBe(100);
    expect(report.offers).toEqual([
      { offerId: 'all', draft: null, against: { uses: 5, costMinor: 300, worthMinor: 300 } },
      { offerId: 'cup', draft: { uses: 1, costMinor: 20, worthMinor: 20 }, against: null },
      { offerId: 'gold', draft: { uses: 2, costMinor: 180, worthMinor: 180 }, against: null },
      { offerId: 'same', draft: { uses: 1, costMinor: 50, worthMinor: 50 }, against: null },
    ]);
  });

  test('names no member and no offer of a history without sales', async () => {
    const report = simulationReport(await simulated([], { draft, against }, 2), { draft, against });
    expect(report).toMatchObject({ largestChanges: [], history: { sales: 0, days: 0, firstDate: null } });
    expect(reportText(report)).toContain('Sales    0, 0 of them anonymous\n');
  });

  test('says where two rates are compared', async () => {
    const dearer = { ...draft, valuation: { ...draft.valuation, walletCreditBasisPoints: 4_000 } };
    const sets = { draft: dearer, against };
    const text = reportText(simulationReport(await simulated(lines, sets, 1), sets));
    expect(text).toContain('each worth is by the rates of its own rule set');
  });
});

test('budgets that never settle are given up after the last pass, and the report says so', async () => {
  const use = {
    line: 1,
    offerId: 'all',
    costMinor: 1,
    date: '2026-11-20',
    minuteOfDay: 0,
    storeId: 's',
    tillId: 't',
    cutBits: 0,
  };
  const events = packEvents([use]);
  const restless: Shard = {
    read: async () => ({
      lines: Float64Array.of(1),
      soldAtMs: Float64Array.of(0),
      dates: null,
      sumMinor: 1,
      events: { draft: events, against: null },
      problem: null,
      parsingMs: 0,
      scoringMs: 0,
    }),
    settle: async () => ({ ok: true, value: { changes: 3, events } }),
    tally: async () => startTally().tally(),
  };
  const passes: number[] = [];
  const ended = await simulate({
    shards: [restless],
    ruleSets: bothSides((side) => ({ ruleSet: side === 'draft' ? draft : against, ruleSetHash: side })),
    progress: { read: () => {}, pass: (_side, pass) => passes.push(pass) },
    nowMs: () => 0,
  });
  const { simulation } = expectOk(ended);
  expect(simulation.settling).toEqual({
    draft: { passes: passesMax, changes: 3 },
    against: { passes: 1, changes: 0 },
  });
  expect(passes.at(-1)).toBe(passesMax);
  expect(reportText(simulationReport(simulation, { draft, against }))).toContain(
    'Not settled (draft): 3 sales',
  );
});
