/** What people at HQ order about single members. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema } from './admin-common.ts';

export const memberRefParams = z.object({ memberRef: uuidSchema });
/** The member is erased at HQ; tills confirm under this order. */
export const erasureAnswer = z.object({ orderId: z.string() });
export const erasuresAnswer = z.object({
  erasures: z.array(
    z.object({
      orderId: z.string(),
      memberRef: z.string(),
      orderedMs: instantSchema,
      /** Tills that have deleted the person. */
      done: z.array(z.string()),
    }),
  ),
});

export type ErasureView = z.output<typeof erasuresAnswer>['erasures'][number];
