/** Where a member's balance comes from: every entry over all tills. Amounts of any size are texts. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import { instantSchema } from './admin-common.ts';

/** The place of an entry in the list, as HQ made it. */
const cursorSchema = z
  .string()
  .regex(/^\d{1,15}_[0-9a-f-]{36}_\d{1,9}_\d{1,9}_\d{1,15}_[0-9a-f-]{36}$/)
  .refine((text) => text.split('_').every((part) => part.length !== 36 || isUuid(part)));
/** The last entry that is known: those before it follow. Left out for the newest. */
export const statementQuery = z.object({ before: cursorSchema.exactOptional() });
/** In which the names of stores are. */
export const statementCsvQuery = z.object({ language: z.enum(['fa', 'en']).default('en') });

const sum = z.string().regex(/^-?\d+$/);
/** At hand and held back. */
const amounts = z.object({ points: sum, pointsHeld: sum, walletMinor: sum, walletHeldMinor: sum });
export type StatementAmounts = z.output<typeof amounts>;

const statementEntry = z.object({
  cursor: cursorSchema,
  entryId: uuidSchema,
  /** By the till's clock. */
  atMs: instantSchema,
  storeId: z.string(),
  deviceId: uuidSchema,
  /** Null for HQ itself. */
  tillName: z.string().nullable(),
  kind: z.string(),
  /** The reference that it was booked under: the member or one that means the member now. */
  memberRef: uuidSchema,
  /** 0 where the entry does not count. */
  change: amounts,
  /** What the member had after it, in the order in which tills booked. */
  after: amounts,
  disposition: z.enum(['accepted', 'flagged', 'repeated', 'quarantined']),
  reason: z.string().nullable(),
  /** As on the receipt of a sale, as long as the till has the name that it had then; null for HQ's own. */
  number: z.string().nullable(),
  /** The number of the sale or other entry that it is about. */
  refNumber: z.string().nullable(),
});
export type StatementEntry = z.output<typeof statementEntry>;

export const statementAnswer = z.object({
  balance: amounts,
  /** What the chain brought along. It and the changes of all entries add up to the balance. */
  brought: amounts,
  /** What is in the balance by entries that this list does not have, until everything is counted again. */
  unlisted: amounts,
  entries: z.array(statementEntry),
  hasMore: z.boolean(),
});
export type MemberStatement = z.output<typeof statementAnswer>;
