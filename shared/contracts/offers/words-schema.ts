/** The small words of the offer language. */

import { z } from 'zod';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import { weekdayNames } from '#shared/scoring/language/period.ts';
import { idTextSchema } from '../brands.ts';
import { countMax, daysMax, itemWorthMinorMax, listMax } from './offer-limits.ts';

export const amountSchema = z
  .int()
  .min(0)
  .max(basketGrossMinorMax)
  .transform(minor)
  .meta({ description: 'Minor units of the currency; 1 IRR unit is 1 Rial.' });

export const amountAboveZeroSchema = z
  .int()
  .min(1)
  .max(basketGrossMinorMax)
  .transform(minor)
  .meta({ description: 'Minor units of the currency, at least 1.' });

export const itemWorthSchema = z.int().min(0).max(itemWorthMinorMax).transform(minor).meta({
  description: 'What one of them is worth to the customer, in minor units, as the owner states it.',
});

/** A part of the whole that is more than nothing. */
export const shareSchema = z
  .int()
  .min(1)
  .max(10_000)
  .meta({ description: 'Basis points: 10,000 is the whole, 500 is 5 %.' });

/** A part of the whole, nothing and all included. */
export const portionSchema = z.int().min(0).max(10_000).meta({ description: 'Basis points, 0 to 10,000.' });

export const countSchema = z.int().min(0).max(countMax);
export const countAboveZeroSchema = z.int().min(1).max(countMax);
export const idListSchema = z.array(idTextSchema).min(1).max(listMax);

export const offerTextSchema = z
  .strictObject({ fa: z.string().max(500), en: z.string().max(500) })
  .meta({ id: 'LocalText', description: 'One text for each language, for people.' });

export const weekdaySchema = z
  .enum(weekdayNames)
  .meta({ id: 'Weekday', description: 'Day of the week, Saturday first.' });

export const timeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  .meta({ id: 'TimeOfDay', description: 'HH:MM on the wall of the store, 00:00 to 23:59.' });

export const endTimeSchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .meta({ id: 'EndTime', description: 'HH:MM on the wall of the store; the end of the day is 24:00.' });

/** What the schema says of a text that is no date. */
export const noSuchDate = 'no such date';

export const dateSchema = z.iso
  .date({ error: noSuchDate, abort: true })
  .refine(isIsoDate, noSuchDate)
  .meta({ id: 'IsoDate', description: 'A Gregorian date, YYYY-MM-DD; the local date of the store.' });

export const periodSchema = z
  .union([
    z.enum(['lifetime', 'day', 'week', 'month', 'year']),
    z.strictObject({ days: z.int().min(1).max(daysMax) }),
  ])
  .meta({
    id: 'Period',
    description:
      "The current day, week, month or year of the rule set's calendar up to today; the last so many days, today included; or ever.",
  });
