/** What the panel of a fake member says of their standing. */

import type { StandingGlance } from '#shared/contracts/till/standing-views.ts';
import { minor } from '#shared/domain/money.ts';

export function glanceOf(pointsBalance: number): StandingGlance {
  return {
    held: [{ unit: 'points', on: '2026-11-24', amount: 120 }],
    ending: [{ unit: 'points', on: '2026-11-27', amount: 80 }],
    worthMinor: minor(pointsBalance * 1_120),
    index: {
      name: { fa: 'یک گرم طلای ۱۸ عیار', en: 'a gram of 18-carat gold' },
      date: '2026-11-19',
      valueMinor: minor(112_000_000),
    },
    tier: {
      tierId: 'silver',
      keptUntil: null,
      measure: 'visits',
      measured: 27,
      next: { tierId: 'gold', atLeast: 30, missing: 3 },
      isWhole: true,
    },
  };
}
