/** What the screen is told of the line to HQ: whether there is one, what waits, and what is limited meanwhile. */

import { z } from 'zod';
import { tillStates } from '../sync/sync-schemas.ts';
import { epochMsSchema, localTextSchema, uuidSchema } from '../brands.ts';

const count = z.int().nonnegative();

/** Why the line does not work as it should, the till's own words for it. */
export const syncCauses = [
  /** Nobody answers under this address: no network, or HQ is off. */
  'unreachable',
  /** Somebody took the call and said nothing in time. */
  'timeout',
  /** The network wants a log-in first: it answers for HQ with a page of its own. */
  'captivePortal',
  /** Whoever answers is not the HQ that this till joined: the signature is missing or another's. */
  'notHq',
  'certificateExpired',
  'certificateUntrusted',
  /** HQ asks for patience. */
  'busy',
  /** HQ's own answer cannot be understood, or says what cannot be: nothing of it was taken. */
  'badAnswer',
  /** HQ refuses this program: one of the two is too old. */
  'versionUnsupported',
  /** HQ does not know this till's key any more. */
  'notAuthentic',
  'revoked',
  /** HQ answers and entries wait, and for five minutes none went over. */
  'stuck',
  /** What HQ sent cannot be put into this till's files. */
  'notApplied',
  /** There is no room on this till's disk for what HQ sent. */
  'diskFull',
] as const;
export type SyncCause = (typeof syncCauses)[number];

/** What of redemption is left, the strictest reason first. */
export const redemptionLimits = [
  'revoked',
  'fork',
  'byHand',
  'replaced',
  'leaseOver',
  /** HQ cannot be asked: within the limits of a till that is alone. */
  'offline',
] as const;

/** What the worker is at; `waiting` until the next try. */
export const syncActivities = ['idle', 'contacting', 'sending', 'receiving', 'waiting'] as const;

export const syncView = z.object({
  atMs: epochMsSchema,
  /** `alone`: this till belongs to no HQ. */
  mode: z.enum(['alone', 'joining', 'joined']),
  /** Null for a till that is alone. */
  hq: z
    .object({
      url: z.string(),
      chainName: localTextSchema,
      storeName: localTextSchema,
      tillName: z.string(),
      deviceId: uuidSchema,
    })
    .nullable(),
  /** True while HQ answers. */
  isReachable: z.boolean(),
  activity: z.enum(syncActivities),
  /** Of a long run: entries that are sent, or bytes of pages that are received; null between runs. */
  progress: z.object({ kind: z.enum(['push', 'delta', 'snapshot']), done: count, total: count }).nullable(),
  /** HQ answered, whatever it said; null before the first answer. */
  lastContactAtMs: epochMsSchema.nullable(),
  /** Everything was sent and everything was received; null before the first time. */
  lastCompleteAtMs: epochMsSchema.nullable(),
  nextTryAtMs: epochMsSchema.nullable(),
  /** Entries that HQ has not acknowledged, and when the oldest of them was booked. */
  backlog: z.object({ entries: count, oldestAtMs: epochMsSchema.nullable() }),
  /** Whole minutes by which HQ's clock is ahead of this till's, below 0 where it is behind; null before the first answer. */
  hqAheadMinutes: z.int().nullable(),
  /** When HQ wrote what this till knows of members; its age is `atMs` less this. Null for a till that is alone. */
  dataAtMs: epochMsSchema.nullable(),
  /** Null while all is well. */
  trouble: z.object({ cause: z.enum(syncCauses), sinceMs: epochMsSchema }).nullable(),
  /** As HQ said last; null before that. */
  tillState: z.enum(tillStates).nullable(),
  /** The right to redeem without HQ ends; null for a till that has none. */
  leaseEndsAtMs: epochMsSchema.nullable(),
  /** Null where nothing is limited. */
  redemption: z.enum(redemptionLimits).nullable(),
});
export type SyncView = z.output<typeof syncView>;

/** How a till comes to HQ: asked for, compared by a person, approved there. */
export const joinView = z.object({
  step: z.enum(['none', 'waiting', 'receiving', 'joined', 'refused', 'expired', 'cancelled']),
  url: z.string().nullable(),
  /** Compared with the one on HQ's screen: four groups of four characters; null before HQ answered. */
  fingerprint: z.string().nullable(),
  tillName: z.string().nullable(),
  storeName: localTextSchema.nullable(),
  chainName: localTextSchema.nullable(),
  /** Why HQ is not reached at the moment; the till goes on asking. */
  trouble: z.enum(syncCauses).nullable(),
});
export type JoinView = z.output<typeof joinView>;

export const carriedBacklogView = z.object({
  /** Where the file lies. */
  file: z.string(),
  entries: count,
  bytes: count,
});
export type CarriedBacklogView = z.output<typeof carriedBacklogView>;
export type CarriedBacklog = z.output<typeof carriedBacklogView>;
