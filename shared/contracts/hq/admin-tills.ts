/** Tills, and how they come and go. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { instantSchema } from './admin-common.ts';

const tillName = z.string().trim().min(1).max(60);
const storeId = z.string().min(1).max(64);

export const tillView = z.object({
  deviceId: uuidSchema,
  storeId: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'active', 'frozen', 'revoked', 'replaced']),
  reason: z.enum(['fork', 'byHand', 'replaced']).nullable(),
  revokedAtMs: instantSchema.nullable(),
  /** The till that takes or took its place. */
  replacedBy: uuidSchema.nullable(),
  lease: z.object({ issuedAtMs: instantSchema, expiresAtMs: instantSchema }).nullable(),
  app: z.string().nullable(),
  lastContactAtMs: instantSchema.nullable(),
  /** Entries that it said it had not sent, and when the oldest of them was booked. */
  backlog: z.int().nullable(),
  oldestUnsentAtMs: instantSchema.nullable(),
  clockAheadMs: z.int().nullable(),
  createdAtMs: instantSchema,
  joinedAtMs: instantSchema.nullable(),
});
export const tillsAnswer = z.object({ tills: z.array(tillView), nowMs: instantSchema });

export const newTillRequest = z.object({ storeId, name: tillName });

/** The code is told this once: read out to whoever stands at the till. */
export const codeAnswer = z.object({
  deviceId: uuidSchema,
  /** In groups, as it is read out. */
  code: z.string(),
  expiresAtMs: instantSchema,
});

export const joinView = z.object({
  joinId: uuidSchema,
  deviceId: uuidSchema,
  tillName: z.string(),
  storeId: z.string(),
  /** To be compared with the one on the till's screen. */
  fingerprint: z.string(),
  app: z.string(),
  askedAtMs: instantSchema,
});
export const joinsAnswer = z.object({ joins: z.array(joinView) });
export const joinIdParams = z.object({ joinId: uuidSchema });
/** The fingerprint that the person compared: no other request than this one can be decided by mistake. */
export const joinDecisionRequest = z.object({ fingerprint: z.string().max(40) });
export const joinDecisionAnswer = z.object({ state: z.enum(['approved', 'refused']) });

/** From that instant on nothing of the till is believed; null for now. Never later than now, and never moved later. */
export const revokeRequest = z.object({ fromMs: instantSchema.nullable() });

export const freezeReasons = ['suspicion', 'inventory', 'repair'] as const;
export const freezeRequest = z.object({ why: z.enum(freezeReasons) });

/** Why a person is sure that there is one till only with this identity. */
export const unfreezeReasons = ['copyDestroyed', 'restoredOnPurpose', 'falseAlarm', 'checked'] as const;
export const unfreezeRequest = z.object({ why: z.enum(unfreezeReasons) });

/** What is booked from then on belongs to the other store. */
export const changeTillRequest = z.object({ storeId, name: tillName });

export type TillView = z.output<typeof tillView>;
export type CodeAnswer = z.output<typeof codeAnswer>;
export type JoinView = z.output<typeof joinView>;
