/** Inputs of the scoring engine as files, for the command line. */

import { z } from 'zod';
import { basketLinesMax, lineQuantityMax, unitPriceMinorMax } from '../domain/basket.ts';
import { minor } from '../domain/money.ts';
import { idTextSchema, isoDateSchema, uuidSchema } from './brands.ts';

/** `lineId` may be left out; the line's place is its id then. */
export const basketFileSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: uuidSchema.optional(),
        productId: idTextSchema.nullable().default(null),
        groupId: idTextSchema.nullable().default(null),
        unitPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor),
        quantity: z.int().min(1).max(lineQuantityMax).default(1),
      }),
    )
    .min(1)
    .max(basketLinesMax),
  storeTimeZone: z.string().default('Asia/Tehran'),
});

export const memberFileSchema = z.strictObject({
  tierId: idTextSchema,
  earlierVisits: z.int().nonnegative(),
  birthDate: isoDateSchema.nullable().default(null),
});
