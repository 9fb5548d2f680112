/** Words for days that return and for how a customer pays. */

import { z } from 'zod';
import { paymentMeansKinds } from '#shared/domain/payment.ts';

export const recurringCalendarSchema = z
  .enum(['gregorian', 'persian', 'hijri'])
  .meta({ id: 'RecurringCalendar', description: 'hijri is the lunar calendar.' });

export const missingDaySchema = z.enum(['lastOfMonth', 'dayAfter', 'skipYear']).meta({
  id: 'MissingDay',
  description:
    'Where a day falls that a year lacks, such as 30 Esfand: on the last of its month (when left out), on the 1st of the next, or nowhere.',
});

export const monthDaySchema = z
  .strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
  .meta({ id: 'MonthDay', description: 'A day of the year.' });

export const paymentMeansSchema = z.enum(paymentMeansKinds).meta({ id: 'PaymentMeans' });
