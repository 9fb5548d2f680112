/** Inputs of the scoring engine as files, for the command line. */

import { z } from 'zod';
import { basketGrossMinorMax, basketLinesMax, lineQuantityMax, unitPriceMinorMax } from '../domain/basket.ts';
import type { BasketLine } from '../domain/basket.ts';
import { isTimeZone } from '../domain/calendar.ts';
import { activityKinds } from '../domain/activity.ts';
import type { MemberTraits } from '../domain/member-traits.ts';
import { minor } from '../domain/money.ts';
import { paymentMeansKinds } from '../domain/payment.ts';
import { uuidFromBytes } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { idTextSchema, isoDateSchema, uuidSchema } from './brands.ts';

const lineSchema = z.strictObject({
  lineId: uuidSchema.exactOptional(),
  productId: idTextSchema.nullable().default(null),
  groupId: idTextSchema.nullable().default(null),
  unitPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor),
  quantity: z.int().min(1).max(lineQuantityMax).default(1),
  brandId: idTextSchema.exactOptional(),
  tags: z.array(idTextSchema).max(50).exactOptional(),
  isReduced: z.literal(true).exactOptional(),
  taxBasisPoints: z.int().min(0).max(10_000).exactOptional(),
  floorUnitPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor).exactOptional(),
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
  storeId: idTextSchema.default('store'),
  paymentMeans: z.enum(paymentMeansKinds).nullable().default(null),
});

const count = z.int().min(0).max(basketGrossMinorMax);
const amountMinor = count.transform(minor);
const idList = z.array(idTextSchema).max(1_000).default([]);

export const traitsSchema = z.strictObject({
  segments: idList,
  tags: idList,
  consents: idList,
  effectiveDates: z
    .array(z.strictObject({ dateKind: idTextSchema, date: isoDateSchema }))
    .max(100)
    .default([]),
  isReferred: z.boolean().default(false),
  referrals: count.default(0),
}) satisfies z.ZodType<MemberTraits>;

/** A member as the till would know them; of the purchases only the count is asked for. */
export const memberFileSchema = z.strictObject({
  /** Decides the arm of an experiment. */
  memberRef: uuidSchema.default(placeId(0)),
  tierId: idTextSchema,
  /** Finished, not reversed purchases before this one. */
  earlierVisits: count,
  birthDate: isoDateSchema.nullable().default(null),
  traits: traitsSchema.prefault({}),
  spentMinor: amountMinor.prefault(0),
  lastVisitOn: isoDateSchema.nullable().default(null),
  purchaseDays: z
    .array(z.strictObject({ date: isoDateSchema, visits: count, spentMinor: amountMinor }))
    .max(10_000)
    .default([]),
  offerUses: z
    .array(
      z.strictObject({ offerId: idTextSchema, date: isoDateSchema, uses: count, costMinor: amountMinor }),
    )
    .max(10_000)
    .default([]),
  stampsCollected: z.record(idTextSchema, count).default({}),
});

export type MemberFile = z.output<typeof memberFileSchema>;

/** Something other than a sale that an offer may reward. */
export const activityFileSchema = z.strictObject({
  kind: z.enum(activityKinds),
  subjectId: idTextSchema.nullable().default(null),
  value: z.int().min(0).max(basketGrossMinorMax).default(0),
  storeTimeZone: z.string().refine(isTimeZone, { message: 'not an IANA time zone' }).default('Asia/Tehran'),
  storeId: idTextSchema.default('store'),
});

function placeId(index: number): Uuid {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, index + 1);
  return uuidFromBytes(bytes);
}
