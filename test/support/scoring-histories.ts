/** Random histories of members around the days on which the scoring tests score. */

import fc from 'fast-check';
import { historyOf } from './scoring.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { offerIds } from './scoring-arbitraries.ts';

const date = fc.oneof(
  fc.constantFrom(
    '2026-11-22',
    '2026-11-21',
    '2026-11-20',
    '2026-11-12',
    '2026-11-13',
    '2026-10-23',
    '2026-03-21',
  ),
  fc
    .integer({ min: 0, max: 900 })
    .map((daysBack) => new Date(Date.UTC(2026, 10, 22) - daysBack * 86_400_000).toISOString().slice(0, 10)),
);
/** Often near the edges of the calendars' years and months. */
const yearlyDate = fc.oneof(
  fc.constantFrom(
    '2000-02-29',
    '2021-03-20',
    '1989-11-22',
    '1990-03-21',
    '1996-03-19',
    '2008-12-31',
    '2004-02-29',
  ),
  fc
    .integer({ min: 0, max: 25_000 })
    .map((day) => new Date(Date.UTC(1950, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)),
);
const count = fc.integer({ min: 0, max: 6 });
const amountMinor = fc.integer({ min: 0, max: 900 });

export const anyHistory: fc.Arbitrary<MemberHistory> = fc
  .record({
    memberRef: fc.uuid(),
    tierId: fc.constantFrom('bronze', 'silver', 'gold'),
    earlierVisits: count,
    spentMinor: amountMinor,
    birthDate: fc.option(yearlyDate, { nil: null }),
    lastVisitOn: fc.option(date, { nil: null }),
    traits: fc.record({
      segments: fc.uniqueArray(fc.constantFrom('young', 'near', 'far')),
      tags: fc.uniqueArray(fc.constantFrom('tea-lover', 'employee', 'other')),
      consents: fc.uniqueArray(fc.constantFrom('sms', 'email', 'push')),
      effectiveDates: fc.array(
        fc.record({ dateKind: fc.constantFrom('wedding', 'other'), date: yearlyDate }),
        { maxLength: 3 },
      ),
      isReferred: fc.boolean(),
      referrals: count,
    }),
    purchaseDays: fc.array(fc.record({ date, visits: count, spentMinor: amountMinor }), { maxLength: 6 }),
    offerUses: fc.array(
      fc.record({ offerId: fc.constantFrom(...offerIds), date, uses: count, costMinor: amountMinor }),
      { maxLength: 6 },
    ),
    stampsCollected: fc.record({ wash: fc.integer({ min: 0, max: 30 }), bread: count }),
  })
  .map(historyOf);

/** Days on which weeks, months and years of some calendar begin or end, and others. */
export const anyToday: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '2026-11-22',
    '2026-11-21',
    '2026-02-18',
    '2026-02-28',
    '2026-03-20',
    '2026-03-21',
    '2027-03-20',
    '2025-03-20',
    '2027-01-01',
    '2026-12-31',
  ),
  fc
    .integer({ min: 0, max: 1_200 })
    .map((day) => new Date(Date.UTC(2025, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)),
);
