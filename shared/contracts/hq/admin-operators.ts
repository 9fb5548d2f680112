/** Operators of the tills. A PIN goes in and never comes out. */

import { z } from 'zod';
import { cleanText, asciiDigits } from '#shared/domain/text.ts';
import { uuidSchema } from '../brands.ts';
import { storeIdSchema } from './admin-stores.ts';

export const operatorNameLengthMax = 80;
const typedLengthMax = 200;
/** Whoever works at more stores than this works at every store. */
const storesMax = 1_000;

const name = z
  .string()
  .max(typedLengthMax)
  .transform(cleanText)
  .pipe(z.string().min(1).max(operatorNameLengthMax));
const role = z.enum(['cashier', 'manager']);
/** Looked at by `pinFault`, whose refusal says what is wrong with it. */
const pin = z.string().max(typedLengthMax).transform(asciiDigits);

/** Where the operator may sign in, sorted; null for every store, those that are opened later as well. */
const storeIds = z
  .array(storeIdSchema)
  .min(1)
  .max(storesMax)
  .transform((ids) => [...new Set(ids)].toSorted())
  .nullable();

export const operatorIdParams = z.object({ operatorId: uuidSchema });

/** `latinName` is for screens and receipts in Latin letters; null where the name is in them already. */
export const operatorRequest = z.object({ name, latinName: name.nullable(), role, storeIds });
export const newOperatorRequest = operatorRequest.extend({ pin });
export const pinRequest = z.object({ pin });

export const operatorView = z.object({
  operatorId: uuidSchema,
  name: z.string(),
  latinName: z.string().nullable(),
  role,
  storeIds: z.array(z.string()).nullable(),
  /** A suspended operator is known to no till. */
  state: z.enum(['active', 'suspended']),
});
export const operatorsAnswer = z.object({ operators: z.array(operatorView) });

export type OperatorView = z.output<typeof operatorView>;
export type OperatorRequest = z.output<typeof operatorRequest>;
