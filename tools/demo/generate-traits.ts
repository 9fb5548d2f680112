/** What offers may ask of a demo member beyond tier and sums. Most members have none of it. */

import type { z } from 'zod';
import type { memberRecordSchema } from '#shared/contracts/chain-schema.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { randomBirthDate } from './jalali-dates.ts';

export type TraitsData = Pick<z.input<typeof memberRecordSchema>, 'traits'>;

/** `rng` is the traits' own: whatever is added here leaves every other field of the member as it was. */
export function generateTraits(rng: Rng): TraitsData {
  const traits = {
    ...(rng.below(100) < 12 ? { segments: ['coffee-lovers'] } : {}),
    ...(rng.below(100) < 8 ? { tags: ['newsletter'] } : {}),
    ...(rng.below(100) < 20 ? { consents: ['sms'] } : {}),
    ...(rng.below(100) < 5 ? { effectiveDates: [{ dateKind: 'wedding', date: randomBirthDate(rng) }] } : {}),
    ...(rng.below(100) < 6 ? { isReferred: true } : {}),
    ...(rng.below(100) < 4 ? { referrals: 1 + rng.below(3) } : {}),
  };
  return Object.keys(traits).length === 0 ? {} : { traits };
}
