/** Between the reader service and the till service. The reader service answers calls and sends events. */

import { z } from 'zod';
import { cardUidSchema } from './brands.ts';

/** Why a card in the field gave no identity. */
export const unreadableReasons = [
  'connectFailed',
  'liftedTooEarly',
  'noAnswer',
  'badReply',
  'notForMembers',
  'severalCards',
  'heldByAnotherProgram',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

export const readerStateSchema = z.discriminatedUnion('kind', [
  /** The reader service itself is being started, for the `attempt`-th time in a row. */
  z.object({ kind: z.literal('starting'), attempt: z.int().positive() }),
  z.object({ kind: z.literal('noService') }),
  z.object({ kind: z.literal('noReader') }),
  z.object({ kind: z.literal('ready'), readerName: z.string().max(200) }),
]);
export type ReaderState = z.output<typeof readerStateSchema>;

export const readerContract = {
  operations: {
    /** Current state, for a till service that has just been connected. */
    readerState: { input: z.object({}), output: readerStateSchema, errors: [], deadlineMs: 2_000 },
    /** Demo and tests: acts as a card put on the scripted reader for `holdMs`. */
    tapScriptedCard: {
      input: z.object({ cardUid: cardUidSchema, holdMs: z.int().min(1).max(60_000) }),
      output: z.object({}),
      errors: ['demo_only'],
      deadlineMs: 2_000,
    },
  },
  events: {
    stateChanged: readerStateSchema,
    /** `session` counts insertions of this reader service; one card put down once is one session. */
    cardPresent: z.object({
      session: z.int().positive(),
      cardUid: cardUidSchema,
      readerName: z.string().max(200),
      /** Monotonic milliseconds that the reading took, from the reader's event to the UID. */
      readingMs: z.number().nonnegative(),
    }),
    cardRemoved: z.object({ session: z.int().positive() }),
    cardUnreadable: z.object({ session: z.int().positive(), reason: z.enum(unreadableReasons) }),
  },
} as const;
export type ReaderContract = typeof readerContract;
