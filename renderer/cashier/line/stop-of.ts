/** Why HQ lets this till redeem nothing, whatever its lease says. */

import type { SyncView } from '#shared/contracts/till/sync-views.ts';

const stops = ['revoked', 'fork', 'byHand', 'replaced'] as const;
type Stop = (typeof stops)[number];

/** Null where HQ has not stopped the till: what is limited then ends with the next answer of HQ. */
export function stopOf(redemption: SyncView['redemption']): Stop | null {
  return stops.find((stop) => stop === redemption) ?? null;
}
