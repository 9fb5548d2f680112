/** Inputs of the scoring engine as files, for the command line. */

import { z } from 'zod';
import { basketGrossMinorMax, basketLinesMax, lineQuantityMax, unitPriceMinorMax } from '../domain/basket.ts';
import type { BasketLine } from '../domain/basket.ts';
import { isTimeZone } from '../domain/calendar.ts';
import { minor } from '../domain/money.ts';
import { uuidFromBytes } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { idTextSchema, isoDateSchema, uuidSchema } from './brands.ts';

const lineSchema = z.strictObject({
  lineId: uuidSchema.exactOptional(),
  productId: idTextSchema.nullable().default(null),
  groupId: idTextSchema.nullable().default(null),
  unitPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor),
  quantity: z.int().min(1).max(lineQuantityMax).default(1),
});

/** `lineId` may be left out; the line's place is its id then. */
export const basketFileSchema = z.strictObject({
  lines: z
    .array(lineSchema)
    .min(1)
    .max(basketLinesMax)
    .transform((lines) =>
      lines.map((line, index): BasketLine => ({ ...line, lineId: line.lineId ?? placeId(index) })),
    )
    .superRefine((lines, context) => {
      const seen = new Set<string>();
      let grossMinor = 0;
      for (const [index, { lineId, unitPriceMinor, quantity }] of lines.entries()) {
        if (seen.has(lineId)) {
          context.addIssue({
            code: 'custom',
            path: [index, 'lineId'],
            message: `line id ${lineId} is used twice`,
          });
        }
        seen.add(lineId);
        grossMinor += unitPriceMinor * quantity;
        if (grossMinor > basketGrossMinorMax) {
          const message = `up to this line the basket costs more than ${basketGrossMinorMax}`;
          context.addIssue({ code: 'custom', path: [index, 'unitPriceMinor'], message });
          return;
        }
      }
    }),
  storeTimeZone: z.string().refine(isTimeZone, { message: 'not an IANA time zone' }).default('Asia/Tehran'),
});

export const memberFileSchema = z.strictObject({
  tierId: idTextSchema,
  earlierVisits: z.int().nonnegative(),
  birthDate: isoDateSchema.nullable().default(null),
});

function placeId(index: number): Uuid {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, index + 1);
  return uuidFromBytes(bytes);
}
