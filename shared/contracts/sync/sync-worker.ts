/** Between the till service's main thread and the worker that talks to HQ: orders one way, news the other. */

import { z } from 'zod';
import { epochMsSchema, uuidSchema } from '../brands.ts';
import { syncActivities, syncCauses } from '../till/sync-views.ts';
import { contactAnswer, headSchema, hqKeySchema, reserveRequest } from './sync-schemas.ts';

const count = z.int().nonnegative();
const opKey = z.string().regex(/^[0-9a-f]{64}$/);

export const syncNews = z.discriminatedUnion('kind', [
  /** The worker lives; sent when nothing else was for a while. */
  z.object({ kind: z.literal('alive') }),
  z.object({
    kind: z.literal('activity'),
    activity: z.enum(syncActivities),
    /** Until the next try; null while something is under way. */
    nextTryInMs: count.nullable(),
  }),
  z.object({
    kind: z.literal('contacted'),
    answer: contactAnswer.pick({ hqEpoch: true, nowMs: true, state: true, reason: true, lease: true }),
    /** HQ's clock less the till's, half the way there and back taken off. */
    hqAheadMs: z.int(),
  }),
  z.object({
    kind: z.literal('acknowledged'),
    /** Everything up to this entry is at HQ; null while that is nothing. */
    head: headSchema.nullable(),
    /** What HQ gave for it; null where it gave nothing. */
    proof: z.string().max(400).nullable(),
    durable: headSchema.nullable(),
  }),
  z.object({
    kind: z.literal('progress'),
    progress: z.object({ kind: z.enum(['push', 'delta', 'snapshot']), done: count, total: count }).nullable(),
  }),
  /** Null: it works again. */
  z.object({ kind: z.literal('trouble'), cause: z.enum(syncCauses).nullable(), detail: z.string().max(300) }),
  /** HQ has everything, and the till has everything of HQ. */
  z.object({ kind: z.literal('complete') }),
  /** A pull was taken over. */
  z.object({
    kind: z.literal('pulled'),
    cursor: z.string().max(200),
    madeAtMs: epochMsSchema,
    /** It takes the place of the cache when the till service starts next. */
    isSnapshot: z.boolean(),
    /** Something besides members is new. */
    hasChain: z.boolean(),
    membersGone: z.array(uuidSchema),
  }),
  /** Keys that HQ vouched for, the present one first. */
  z.object({ kind: z.literal('keys'), keys: z.array(hqKeySchema).min(1).max(3) }),
  /** Entries under this till's name that it does not hold; what could be read back waits for the next start. */
  z.object({ kind: z.literal('setBack'), known: headSchema, entries: count }),
  /** HQ answers and nothing goes over: the worker wants to be started again. */
  z.object({ kind: z.literal('stuck') }),
  z.object({
    kind: z.literal('reserved'),
    opKey,
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('given') }),
      z.object({ kind: z.literal('refused'), code: z.string().max(64) }),
      /** HQ could not be asked in time. */
      z.object({ kind: z.literal('notReached') }),
    ]),
  }),
]);

export const syncOrder = z.discriminatedUnion('order', [
  /** Entries were booked. */
  z.object({ order: z.literal('booked') }),
  z.object({ order: z.literal('now') }),
  z.object({ order: z.literal('reserve'), request: reserveRequest, withinMs: z.int().positive() }),
  z.object({ order: z.literal('release'), opKey }),
  z.object({ order: z.literal('stop') }),
]);

export type SyncNews = z.output<typeof syncNews>;
export type SyncOrder = z.output<typeof syncOrder>;
