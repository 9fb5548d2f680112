/** Which lines of a basket are meant. */

import { z } from 'zod';
import type { Selector } from '#shared/scoring/language/selector.ts';
import { idTextSchema } from '../brands.ts';
import { selectorIdsMax } from './offer-limits.ts';

const ids = z.array(idTextSchema).min(1).max(selectorIdsMax);

export const selectorSchema = z
  .strictObject({
    productIds: ids.exactOptional(),
    groupIds: ids.exactOptional(),
    brandIds: ids.exactOptional(),
    tags: ids.exactOptional(),
    exceptReduced: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Leaves lines out whose shelf price is reduced already.' }),
  })
  .meta({
    id: 'Selector',
    description: 'Lines that any of the lists names; without lists every line.',
  }) satisfies z.ZodType<Selector>;
