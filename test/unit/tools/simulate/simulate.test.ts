import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { plainSimulation } from '#test/support/plain-simulation.ts';
import { memberRefs, simulated } from '#test/support/simulated.ts';
import { anyRuleSet } from '#test/support/scoring-arbitraries.ts';

const anyMember = fc.record({
  tierId: fc.constantFrom('bronze', 'silver', 'gold'),
  earlierVisits: fc.nat(12),
  birthDate: fc.constantFrom(null, '1991-11-22', '1992-03-20'),
  spentMinor: fc.nat(5_000),
  lastVisitOn: fc.constantFrom(null, '2026-11-01'),
  traits: fc.record({
    segments: fc.subarray(['near', 'young']),
    tags: fc.subarray(['employee', 'tea-lover']),
    consents: fc.subarray(['email', 'sms']),
  }),
  stampsCollected: fc.constantFrom({}, { wash: 4 }, { bread: 1 }),
});

const anyLine = fc.record({
  unitPriceMinor: fc.integer({ min: 1, max: 1_500 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  groupId: fc.constantFrom(null, 'tea', 'nuts', 'bread'),
  taxBasisPoints: fc.constantFrom(0, 900),
});

/** Two sales may have the same instant; the date on the wall of a store further west may be the day before. */
const anySale = fc.record({
  minutesLater: fc.constantFrom(0, 1, 30, 300, 900, 2_000),
  zone: fc.constantFrom('+03:30', '+03:30', 'Z'),
  storeId: fc.constantFrom('store', 'vanak'),
  tillId: fc.constantFrom('T1', 'T2'),
  memberRef: fc.constantFrom(null, ...memberRefs),
  paymentMeans: fc.constantFrom('cash', 'card', null),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 3 }),
});

const firstMs = Date.parse('2026-11-20T09:00:00Z');

const anyHistory = fc
  .record({
    members: fc.tuple(anyMember, anyMember, anyMember, anyMember),
    sales: fc.array(anySale, { maxLength: 25 }),
  })
  .map(({ members, sales }): readonly unknown[] => {
    let atMs = firstMs;
    return [
      ...members.map((member, place) => ({ kind: 'member', memberRef: memberRefs[place], ...member })),
      ...sales.map(({ minutesLater, zone, ...sale }) => {
        atMs += minutesLater * 60_000;
        return { kind: 'sale', soldAt: wallClock(atMs, zone), ...sale };
      }),
    ];
  });

function wallClock(atMs: number, zone: string): string {
  const aheadMs = zone === 'Z' ? 0 : 210 * 60_000;
  return new Date(atMs + aheadMs).toISOString().replace('.000Z', zone);
}

/** What both ways of scoring have to agree on. */
function plainSums(lines: readonly unknown[], ruleSet: RuleSet) {
  const scored = plainSimulation(lines, ruleSet);
  const given = {
    payableMinor: 0,
    discountMinor: 0,
    walletCreditMinor: 0,
    pointsEarned: 0,
    costMinor: 0,
    worthMinor: 0,
  };
  const offers = new Map<string, { uses: number; costMinor: number; worthMinor: number }>();
  for (const { result } of scored) {
    given.payableMinor += result.payableMinor;
    given.discountMinor += result.discountMinor;
    given.walletCreditMinor += result.walletCreditMinor;
    given.pointsEarned += result.pointsEarned;
    given.worthMinor += result.worthMinor;
    for (const { offerId, verdict, costMinor, worthMinor } of result.offers) {
      if (verdict.kind !== 'applied') continue;
      given.costMinor += costMinor;
      const sums = offers.get(offerId) ?? { uses: 0, costMinor: 0, worthMinor: 0 };
      offers.set(offerId, {
        uses: sums.uses + 1,
        costMinor: sums.costMinor + costMinor,
        worthMinor: sums.worthMinor + worthMinor,
      });
    }
  }
  return { given, offers };
}

describe('a simulation', () => {
  test('comes to what scoring one sale after the other comes to, with one shard or three', async () => {
    const cases = fc.tuple(anyHistory, anyRuleSet(6), anyRuleSet(4));
    await fc.assert(
      fc.asyncProperty(cases, async ([lines, draft, against]) => {
        const [one, three] = [
          await simulated(lines, { draft, against }, 1),
          await simulated(lines, { draft, against }, 3),
        ];
        expect({ ...three, settling: null }).toEqual({ ...one, settling: null });
        const { tally } = one;
        for (const { settling } of [one, three]) {
          expect(settling.draft.changes + settling.against.changes).toBe(0);
        }
        for (const [side, ruleSet] of [
          ['draft', draft],
          ['against', against],
        ] as const) {
          expect({ given: tally.given[side], offers: tally.offers[side] }).toEqual(plainSums(lines, ruleSet));
        }
      }),
      { numRuns: 150 },
    );
  });
});
