/** Stores of the chain. */

import { z } from 'zod';
import { isTimeZone } from '#shared/domain/calendar.ts';
import { isCurrency } from '#shared/domain/money.ts';

const storeValues = {
  name: z.object({ fa: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }),
  currency: z.string().refine(isCurrency),
  timeZone: z.string().refine(isTimeZone, { message: 'not an IANA time zone' }),
  dayStartsAtHour: z.int().min(0).max(23),
};

export const storeIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);

export const storeIdParams = z.object({ storeId: storeIdSchema });
export const storeRequest = z.object(storeValues);
export const newStoreRequest = z.object({ storeId: storeIdSchema, ...storeValues });
export const storeView = z.object({ storeId: storeIdSchema, ...storeValues });
export const storesAnswer = z.object({ stores: z.array(storeView) });

export type StoreView = z.output<typeof storeView>;
