/**
 * What a page of a pull is made of: one JSON record a line. All figures of a member leave out what the till that asks
 * has booked itself: it adds its own entries, whether HQ has them yet or not, so nothing is counted twice.
 */

import { z } from 'zod';
import { hqSchema, memberRecordSchema, chainSchema, tillKeysSchema } from '../chain-schema.ts';
import { epochMsSchema, idTextSchema, isoDateSchema, minorSchema, uuidSchema } from '../brands.ts';
import { hqKeySchema, leaseSchema } from './sync-schemas.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const count = z.int();
const unit = z.enum(['points', 'money']);

/** An operator; `sealedVerifier` opens with the till's X25519 key only. */
export const operatorRecord = z.object({
  operatorId: uuidSchema,
  name: z.string().max(120),
  latinName: z.string().max(120).nullable(),
  role: z.enum(['cashier', 'manager']),
  sealedVerifier: z.string().max(1_000),
});

/** Who may sign what is published. Signed by two of the list before; the first list is taken at joining. */
export const publishersSchema = z.object({
  version: z.int().min(1),
  publishers: z.array(z.object({ publisherId: uuidSchema, publicKey: hex(32) })).max(100),
  signatures: z.array(z.object({ publisherId: uuidSchema, signature: hex(64) })).max(100),
  /** What a rule set may give at most, whoever signed it; null for no limit. */
  limits: z
    .object({
      discountBasisPointsMax: z.int().min(0).max(10_000),
      pointsPerMillionMinorMax: z.int().min(0),
      pointsAtOnceMax: z.int().min(0),
    })
    .nullable()
    .default(null),
});

export type Publishers = z.output<typeof publishersSchema>;

/** Why redemption of a member waits for a person at HQ. */
export const memberHolds = ['overdraft', 'byHand'] as const;

/** Until an idle till locks itself. */
export const autoLockMsSchema = z.int().min(10_000).max(3_600_000);

/** Neither ends a line nor turns the text around it: control characters, and those that set a direction for others. */
const oneLine = z.string().regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);

/** Both go into a page and onto paper as they are. */
export const brandingSchema = z.object({
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  receiptLines: z.array(oneLine.max(120)).max(10),
});

/** Why a till did not take a rule set, as it keeps it. */
export const refusalSchema = z.object({ path: z.string(), reason: z.string() }).nullable();

/** Everything small, sent whole whenever any of it changed. */
export const chainRecord = z.object({
  t: z.literal('chain'),
  chain: chainSchema
    .omit({ operators: true, products: true, demoCards: true, hq: true, tills: true, snapshotAtMs: true })
    .extend({ operators: z.array(operatorRecord).max(10_000) }),
  hq: hqSchema.omit({ included: true }),
  tills: tillKeysSchema,
  keys: z.array(hqKeySchema).min(1).max(2),
  lease: leaseSchema.nullable(),
  publishers: publishersSchema.nullable(),
  autoLockMs: autoLockMsSchema,
  /** White label: shown on the screen and on receipts. */
  branding: brandingSchema,
});

export const ruleSetRecord = z.object({
  t: z.literal('ruleSet'),
  ruleSetHash: hex(32),
  canonicalJson: z.string().max(16_000_000),
  /** Ed25519 over "vafa-publish/1" and the hash, by two different publishers; empty while a chain has none. */
  approvals: z.array(z.object({ publisherId: uuidSchema, signature: hex(64) })).max(10),
});

export const productRecord = z.object({
  t: z.literal('product'),
  product: chainSchema.shape.products.element,
});
export const productGoneRecord = z.object({ t: z.literal('productGone'), productId: idTextSchema });

/** A part of a balance with a name and a day: `key` names it in an entry that takes from it. */
const lotRecord = z.object({
  key: idTextSchema,
  lotEntryId: uuidSchema,
  lotLine: z.int().min(0),
  unit,
  origin: z.enum(lotOrigins),
  /** At hand; below 0 for what others took of a lot that this till made itself. */
  open: count,
  /** Held back until `releaseOn`. */
  held: count,
  madeOn: isoDateSchema,
  releaseOn: isoDateSchema.nullable(),
  expiresOn: isoDateSchema.nullable(),
});

/**
 * Counts of others alone may be below 0: a sale of this till that was given back at another one. A card that was given
 * out at a till has no printed number.
 */
const othersCounts = {
  cards: z
    .array(
      memberRecordSchema.shape.cards.element.extend({
        cardNumber: memberRecordSchema.shape.cards.element.shape.cardNumber.nullable(),
      }),
    )
    .max(200),
  visitCount: count,
  purchaseDays: z
    .array(z.object({ date: isoDateSchema, visits: count, spentMinor: minorSchema }))
    .max(800)
    .exactOptional(),
  stampsCollected: z.record(idTextSchema, count).exactOptional(),
};

export const memberRecord = z.object({
  t: z.literal('member'),
  member: memberRecordSchema.omit({ lots: true }).extend(othersCounts),
  lots: z.array(lotRecord).max(2_000),
  offerUses: z
    .array(z.object({ offerId: idTextSchema, date: isoDateSchema, uses: count, costMinor: minorSchema }))
    .max(5_000),
  /** Standing that entries of others set last, with the instant: the later one counts. */
  tierSetAtMs: epochMsSchema.nullable(),
  tierKeptUntil: isoDateSchema.nullable(),
  /** Other references that mean this member since they were merged. */
  aliases: z.array(uuidSchema).max(100),
  /** Redemption waits for a person at HQ. */
  hold: z.enum(memberHolds).nullable(),
});

export const memberGoneRecord = z.object({
  t: z.literal('memberGone'),
  memberRef: uuidSchema,
  /** `merged`: it is an alias now. `erased`: personal data is to be deleted and the deletion confirmed. */
  reason: z.enum(['merged', 'erased']),
  orderId: uuidSchema.nullable(),
});

/** Uses of offers with limits of the chain or of a store, by everybody but the till that asks. */
export const offerUseRecord = z.object({
  t: z.literal('offerUse'),
  offerId: idTextSchema,
  storeId: idTextSchema,
  date: isoDateSchema,
  uses: count,
  costMinor: minorSchema,
});

export const pullRecord = z.discriminatedUnion('t', [
  chainRecord,
  ruleSetRecord,
  productRecord,
  productGoneRecord,
  memberRecord,
  memberGoneRecord,
  offerUseRecord,
]);
export type PullRecord = z.output<typeof pullRecord>;
export type PulledMember = z.output<typeof memberRecord>;
export type PulledChain = z.output<typeof chainRecord>;
export type PulledRuleSet = z.output<typeof ruleSetRecord>;
