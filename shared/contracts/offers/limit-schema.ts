/** What an offer may give at most. */

import { z } from 'zod';
import type { Limit } from '#shared/scoring/language/limit.ts';
import { amountAboveZeroSchema, countAboveZeroSchema, periodSchema } from './words-schema.ts';

export const limitSchema = z
  .strictObject({
    scope: z.enum(['chain', 'store', 'till', 'member', 'basket']),
    period: periodSchema.exactOptional(),
    costMinor: amountAboveZeroSchema.exactOptional(),
    uses: countAboveZeroSchema.exactOptional(),
  })
  .meta({
    id: 'Limit',
    description:
      'A budget in money cuts what is given, a number of uses allows it or not. At least one of the two is needed.',
  }) satisfies z.ZodType<Limit>;
