/**
 * JSON bodies of the sync protocol. Unknown fields are left out without complaint, so that a newer side may say more.
 * Bytes are lower-case hexadecimal where they are short and base64 where they may be long.
 */

import { z } from 'zod';
import { pagesPerManifestMax } from './protocol.ts';
import { epochMsSchema, localTextSchema, minorSchema, pointsSchema, uuidSchema } from '../brands.ts';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const base64 = (lengthMax: number): z.ZodString =>
  z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .max(lengthMax);
const seq = z.int().min(0).max(4_294_967_295);
const epochNumber = z.int().min(1).max(1_048_575);

export const headSchema = z.object({ epoch: epochNumber, seq, hash: hex(32) });
export type SyncHead = z.output<typeof headSchema>;

/** Opaque to a till: HQ's signature over the head that it acknowledged. */
const proofSchema = z
  .string()
  .regex(/^[0-9a-f]*$/)
  .max(400);

export const hqKeySchema = z.object({ keyId: hex(8), publicKey: hex(32) });
export type HqKey = z.output<typeof hqKeySchema>;

export const helloAnswer = z.object({
  hqId: uuidSchema,
  hqEpoch: uuidSchema,
  nowMs: epochMsSchema,
  protocol: z.object({ newest: z.int(), oldest: z.int() }),
  key: hqKeySchema,
  /** The next service key, vouched for by the present one: Ed25519 over "vafa-next-key/1" and its 32 bytes. */
  nextKey: hqKeySchema.extend({ signature: hex(64) }).nullable(),
  /** X25519: a till seals to it what only HQ may open. */
  escrowKey: hex(32),
});

export const joinRequest = z.object({
  /** As typed, digits and letters of any script normalised by the till. */
  code: z.string().min(1).max(64),
  publicKey: hex(32),
  /** X25519: HQ seals to it what only this till may open. */
  boxKey: hex(32),
  app: z.string().max(40),
  /** The key of the till's files, sealed to `escrowKey`. */
  escrow: base64(400).nullable(),
});

export const joinStates = ['waiting', 'approved', 'refused', 'expired'] as const;
export const joinAnswer = z.object({
  joinId: uuidSchema,
  state: z.enum(joinStates),
  /** Shown on both screens and compared by a person: four groups of four characters. */
  fingerprint: z.string().max(40),
  deviceId: uuidSchema,
  tillName: z.string().max(60),
  storeName: localTextSchema,
  chainName: localTextSchema,
});

export const contactRequest = z.object({
  /** The newest entry of every epoch that this till holds, oldest epoch first. */
  heads: z.array(headSchema).max(1_000),
  /** The newest entry that HQ acknowledged, as far as this till knows. */
  acknowledged: headSchema.nullable(),
  /** What HQ gave with that acknowledgement, as it came: shows HQ that it was set back. */
  proof: proofSchema.exactOptional(),
  /** Entries that HQ does not have, and when the oldest of them was booked. */
  backlog: z.int().min(0),
  oldestUnsentAtMs: epochMsSchema.nullable(),
  /** The till's own clock. */
  nowMs: epochMsSchema,
  cursor: z.string().max(200).nullable(),
  hqEpoch: uuidSchema.nullable(),
  app: z.string().max(40),
});

export const leaseSchema = z.object({ issuedAtMs: epochMsSchema, expiresAtMs: epochMsSchema });

export const tillStates = ['active', 'frozen', 'revoked', 'replaced'] as const;

export const contactAnswer = z.object({
  hqEpoch: uuidSchema,
  nowMs: epochMsSchema,
  state: z.enum(tillStates),
  /** Why redemption stopped; null for an active till. */
  reason: z.enum(['fork', 'byHand', 'replaced']).nullable(),
  /** HQ's head of every epoch of this till; `durable` is in a verified backup. */
  chains: z
    .array(
      z.object({
        epoch: epochNumber,
        /** 0 for the chain as it came first, 1, 2 … for branches that another copy of the till wrote. */
        branch: z.int().min(0),
        received: z.object({ seq, hash: hex(32) }),
        durable: z.object({ seq, hash: hex(32) }).nullable(),
      }),
    )
    .max(10_000),
  lease: leaseSchema.nullable(),
  /** Differs from the till's cursor when there is something to pull. */
  newestCursor: z.string().max(200),
  /** Rule sets that entries name and HQ does not have, by hash. */
  wantedRuleSets: z.array(hex(32)).max(100),
});

export const pushAnswer = z.object({
  hqEpoch: uuidSchema,
  branch: z.int().min(0),
  /** The head that was pushed: HQ has the chain up to it. The same in every repetition. */
  received: headSchema,
  /** For `received`; a till keeps it beside its acknowledged head and shows it with every contact. */
  proof: proofSchema.exactOptional(),
  durable: headSchema.nullable(),
  state: z.enum(tillStates),
  /** Attachments that entries of this till name and that have not come; those of this push first. */
  missingAttachments: z.array(hex(32)).max(1_000),
  wantedRuleSets: z.array(hex(32)).max(100),
});

/** Two readers of one format: the till reads own entries back from these. */
export const pullRequest = z.object({
  /** Null for a till that has nothing yet. */
  cursor: z.string().max(200).nullable(),
});

export const manifestSchema = z.object({
  kind: z.enum(['snapshot', 'delta']),
  hqEpoch: uuidSchema,
  /** What the till has when all pages are in. */
  cursor: z.string().max(200),
  madeAtMs: epochMsSchema,
  /** The till's own entries that the figures leave out, because the till counts its own: up to this one they are at HQ and projected. */
  included: headSchema.nullable(),
  /** There is more to pull at once: a long absence is told in several manifests. */
  hasMore: z.boolean().default(false),
  pages: z
    .array(z.object({ page: hex(32), bytes: z.int().min(1), records: z.int().min(0) }))
    .max(pagesPerManifestMax),
});
export type SyncManifest = z.output<typeof manifestSchema>;

export const reserveRequest = z.object({
  /** Of the entry that will be booked. */
  opKey: hex(32),
  memberRef: uuidSchema,
  parts: z
    .array(
      z.object({
        holderRef: uuidSchema,
        means: z.enum(['points', 'wallet']),
        /** Points, or minor units. */
        amount: z.int().min(1),
      }),
    )
    .min(1)
    .max(10),
});

export const reserveAnswer = z.object({ reservationId: uuidSchema, expiresAtMs: epochMsSchema });

/** `details` of `not_enough`. */
export const reserveLeft = z.object({ points: pointsSchema, walletMinor: minorSchema });

export const ruleSetUpload = z.object({ ruleSetHash: hex(32), canonicalJson: z.string().max(16_000_000) });

export type HelloAnswer = z.output<typeof helloAnswer>;
export type JoinRequest = z.output<typeof joinRequest>;
export type JoinAnswer = z.output<typeof joinAnswer>;
export type ContactRequest = z.output<typeof contactRequest>;
export type ContactAnswer = z.output<typeof contactAnswer>;
export type PushAnswer = z.output<typeof pushAnswer>;
export type ReserveRequest = z.output<typeof reserveRequest>;
export type ReserveAnswer = z.output<typeof reserveAnswer>;
export type Lease = z.output<typeof leaseSchema>;

/**
 * `data` of a hint. Unsigned: only a reason to pull. `urgent` is another text than before when something changed that
 * cannot wait; where only `cursor` is another one, figures are new.
 */
export const hintSchema = z.object({ cursor: z.string().max(200), urgent: z.string().max(200) });
export type Hint = z.output<typeof hintSchema>;
