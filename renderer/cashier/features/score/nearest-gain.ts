/** The near miss worth mentioning: the nearest one that would beat what the customer gets now. */

import type { BasketView } from '#shared/contracts/till-views.ts';

type Score = BasketView['score'];

export function nearestGain({ offers, nearMisses }: Score): Score['nearMisses'][number] | undefined {
  const rival = offers.find(({ verdict, stacking }) => verdict.kind === 'applied' && stacking === 'single');
  return nearMisses.find(({ worthMinor }) => worthMinor > (rival?.worthMinor ?? 0));
}
