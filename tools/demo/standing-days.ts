/** What a snapshot knows of a member whose purchases all have their day, and of points that end on one. */

import type { z } from 'zod';
import type { memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { demoSnapshotAtMs, demoTimeZone } from './demo-facts.ts';
import type { StandingData } from './generate-standing.ts';

type MemberInput = z.input<typeof memberRecordSchema>;
export type DatedStanding = StandingData & Pick<MemberInput, 'purchaseDays' | 'lots'>;

/** Between two purchases that are older than the last visits. */
const olderEveryDays = 17;
const endsSoonDays = 18;
const endsLaterDays = 75;

/** The same sums: the days add up to them, and the named lots are a part of the points. */
export function withDays(standing: StandingData): DatedStanding {
  const { lastVisits, visitCount, spentMinor, pointsBalance } = standing;
  const newest = lastVisits
    .map(({ atMs, paidMinor }) => ({ date: dayOf(atMs), visits: 1, spentMinor: paidMinor }))
    .toReversed();
  const olderCount = visitCount - newest.length;
  const olderMinor = spentMinor - newest.reduce((sum, day) => sum + day.spentMinor, 0);
  const oldest = newest[0]?.date ?? dayOf(demoSnapshotAtMs);
  const older = Array.from({ length: olderCount }, (_none, place) => ({
    date: addDays(oldest, (place - olderCount) * olderEveryDays),
    visits: 1,
    spentMinor:
      place === 0
        ? olderMinor - share(olderMinor, olderCount) * (olderCount - 1)
        : share(olderMinor, olderCount),
  }));
  const quarter = Math.floor(pointsBalance / 4);
  return {
    ...standing,
    purchaseDays: [...older, ...newest],
    lots: [
      { key: 'ends-soon', unit: 'points', amount: quarter, expiresOn: afterSnapshot(endsSoonDays) },
      { key: 'ends-later', unit: 'points', amount: quarter, expiresOn: afterSnapshot(endsLaterDays) },
    ],
  };
}

function share(sumMinor: number, count: number): number {
  return Math.floor(sumMinor / count);
}

function afterSnapshot(days: number): IsoDate {
  return addDays(dayOf(demoSnapshotAtMs), days);
}

function dayOf(atMs: number): IsoDate {
  return localDate(epochMs(atMs), demoTimeZone);
}
