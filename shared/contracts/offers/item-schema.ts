/** Things that an offer gives, counted in pieces. */

import { z } from 'zod';
import type { ItemEffect } from '#shared/scoring/language/effect.ts';
import { idTextSchema } from '../brands.ts';
import { daysMax } from './offer-limits.ts';
import { selectorSchema } from './selector-schema.ts';
import {
  amountAboveZeroSchema,
  countAboveZeroSchema,
  itemWorthSchema,
  offerTextSchema,
} from './words-schema.ts';

export const itemOptions = [
  z
    .strictObject({
      kind: z.literal('gift'),
      giftId: idTextSchema,
      isSample: z.literal(true).exactOptional(),
      name: offerTextSchema,
      worthMinor: itemWorthSchema,
    })
    .meta({ description: 'A thing to take along; a sample to try.' }),
  z
    .strictObject({
      kind: z.literal('coupon'),
      couponId: idTextSchema,
      name: offerTextSchema,
      worthMinor: itemWorthSchema,
      expireAfterDays: z.int().min(1).max(daysMax).exactOptional(),
    })
    .meta({ description: 'A coupon for next time.' }),
  z
    .strictObject({
      kind: z.literal('raffleTickets'),
      raffleId: idTextSchema,
      name: offerTextSchema,
      tickets: countAboveZeroSchema,
      perMinor: amountAboveZeroSchema.exactOptional(),
      worthMinor: itemWorthSchema,
    })
    .meta({ description: 'Tickets of a raffle: so many, or so many for each full amount of the basket.' }),
  z
    .strictObject({
      kind: z.literal('stamps'),
      stampCardId: idTextSchema,
      stamps: z.int().min(1).max(1_000),
      perPieceOf: selectorSchema.exactOptional(),
    })
    .meta({ description: 'Stamps on a card of the rule set: so many, or so many for each piece.' }),
  z
    .strictObject({ kind: z.literal('freeDelivery'), worthMinor: itemWorthSchema })
    .meta({ description: 'Delivery costs nothing.' }),
  z
    .strictObject({ kind: z.literal('tierProgress'), progress: countAboveZeroSchema })
    .meta({ description: 'Counts toward the next tier.' }),
] as const;

/** Fails to compile when an option and the language part. */
z.discriminatedUnion('kind', itemOptions) satisfies z.ZodType<ItemEffect>;
