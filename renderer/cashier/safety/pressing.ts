/** Which concerns stop the work or cost something, and which can wait until the shop is closed. */

import type { HealthConcern } from '#shared/contracts/till/safety-views.ts';

const pressing: ReadonlySet<HealthConcern> = new Set<HealthConcern>([
  'ledgerStopped',
  'entriesMissing',
  'checkFailed',
  'diskFull',
]);

export function isPressing(concern: HealthConcern): boolean {
  return pressing.has(concern);
}
