/** A chain's data as it reaches a till: what HQ publishes, and what the demo chain ships in `resources/demo`. */

import { z } from 'zod';
import { basketGrossMinorMax, unitPriceMinorMax } from '../domain/basket.ts';
import { isTimeZone } from '../domain/calendar.ts';
import { minor } from '../domain/money.ts';
import { pinPattern } from '../domain/operator-pin.ts';
import { points } from '../domain/points.ts';
import {
  cardUidSchema,
  currencySchema,
  epochMsSchema,
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from './brands.ts';
import { programmeSchema } from './programme-schema.ts';

/** A till adds its own entries to what it is given, so what is given leaves room below the largest safe integer. */
const standing = z.int().min(-basketGrossMinorMax).max(basketGrossMinorMax);
const standingMinor = standing.transform(minor);
const standingPoints = standing.transform(points);

const productTagsMax = 20;
const traitsMax = 50;
/** More than two years of buying every day. */
const purchaseDaysMax = 800;
const snapshotLotsMax = 200;
const membersMax = 20_000_000;

const tillsMax = 100_000;

/** The HQ that a till is joined to, as far as the till needs to know it while the line is down. */
export const hqSchema = z.strictObject({
  /** Tills of the chain that may be alone at the same time, this one included. */
  tills: z.int().min(1).max(tillsMax),
  /** The newest entry of this till that the balances of the snapshot contain; null for none. */
  included: z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1) }).nullable(),
});

/** Public Ed25519 keys of the chain's tills: what one of them signed is known at the others without a line. */
export const tillKeysSchema = z
  .array(z.strictObject({ deviceId: uuidSchema, publicKey: z.string().regex(/^[0-9a-f]{64}$/) }))
  .max(tillsMax);

/** `resources/demo/chain.json` */
export const chainSchema = z.strictObject({
  schemaVersion: z.literal(1),
  chainId: idTextSchema,
  name: localTextSchema,
  /** The instant that balances and facts of the members stand at. */
  snapshotAtMs: epochMsSchema,
  calendar: z.enum(['gregorian', 'persian']),
  /** ISO 3166 country whose phone numbers may be typed without a country code. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** `storeId` of the shop that this till stands in. */
  ownStoreId: idTextSchema,
  till: z.strictObject({ deviceId: uuidSchema, name: z.string().max(60) }),
  stores: z
    .array(
      z.strictObject({
        storeId: idTextSchema,
        name: localTextSchema,
        currency: currencySchema,
        timeZone: z.string().refine(isTimeZone, { message: 'not an IANA time zone' }),
        dayStartsAtHour: z.int().min(0).max(23),
      }),
    )
    .min(1),
  tiers: z
    .array(
      z.strictObject({
        tierId: idTextSchema,
        name: localTextSchema,
        rank: z.int().nonnegative(),
        tone: z.enum(['bronze', 'silver', 'gold']),
      }),
    )
    .min(1),
  productGroups: z.array(z.strictObject({ groupId: idTextSchema, name: localTextSchema })),
  products: z.array(
    z.strictObject({
      productId: idTextSchema,
      name: localTextSchema,
      groupId: idTextSchema,
      barcode: z.string().regex(/^(?:\d{8}|\d{13})$/),
      priceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor),
      brandId: idTextSchema.exactOptional(),
      tags: z.array(idTextSchema).max(productTagsMax).exactOptional(),
      /** The price is a reduced one already. */
      isReduced: z.literal(true).exactOptional(),
      taxBasisPoints: z.int().min(0).max(10_000).exactOptional(),
      /** No discount may take one piece below this; at most the price. */
      floorPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor).exactOptional(),
    }),
  ),
  operators: z
    .array(
      z.strictObject({
        operatorId: uuidSchema,
        name: z.string(),
        latinName: z.string().nullable(),
        role: z.enum(['cashier', 'manager']),
        /** Initial PIN; the till keeps only its argon2id verifier under the till's own pepper. */
        initialPin: z.string().regex(pinPattern),
      }),
    )
    .min(1),
  /** Everything that is worth something to a member, besides the offers; nothing where it is left out. */
  programme: programmeSchema.exactOptional(),
  /** Who has the last word on balances; left out where every till answers for itself. */
  hq: hqSchema.exactOptional(),
  /** Tills whose receipts can be given back here; the till itself may be left out. */
  tills: tillKeysSchema.exactOptional(),
  /** Cards offered in the demo's tray; empty outside the demo. */
  demoCards: z.array(
    z.strictObject({
      cardUid: cardUidSchema,
      label: localTextSchema,
      tone: z.enum(['bronze', 'silver', 'gold', 'plain']),
    }),
  ),
});

/** What offers may ask of a member beyond the tier and the sums; everything may be left out. */
export const memberFactsSchema = z.strictObject({
  traits: z
    .strictObject({
      segments: z.array(idTextSchema).max(traitsMax).default([]),
      tags: z.array(idTextSchema).max(traitsMax).default([]),
      /** What the member consented to, such as `sms`. */
      consents: z.array(idTextSchema).max(traitsMax).default([]),
      /** Yearly dates besides the birthday, such as `wedding`; several of a kind are fine. */
      effectiveDates: z
        .array(z.strictObject({ dateKind: idTextSchema, date: isoDateSchema }))
        .max(traitsMax)
        .default([]),
      isReferred: z.boolean().default(false),
      /** Members brought who have bought. */
      referrals: z.int().min(0).max(membersMax).default(0),
    })
    .exactOptional(),
  /** Finished, not reversed purchases by local day, as far back as the chain's offers ask. */
  purchaseDays: z
    .array(
      z.strictObject({
        date: isoDateSchema,
        visits: z.int().min(0).max(basketGrossMinorMax),
        spentMinor: standingMinor,
      }),
    )
    .max(purchaseDaysMax)
    .exactOptional(),
  /** Parts of the balances that have a name and a day; the rest has neither. */
  lots: z
    .array(
      z.strictObject({
        key: idTextSchema,
        unit: z.enum(['points', 'money']),
        amount: z.int().min(1).max(basketGrossMinorMax),
        expiresOn: isoDateSchema.nullable(),
      }),
    )
    .max(snapshotLotsMax)
    .exactOptional(),
  /** Stamps ever collected, by stamp card. */
  stampsCollected: z.record(idTextSchema, z.int().min(0).max(basketGrossMinorMax)).exactOptional(),
});

/** One line of `resources/demo/members.ndjson`. */
export const memberRecordSchema = z.strictObject({
  memberRef: uuidSchema,
  name: z.string().min(1).max(120),
  latinName: z.string().max(120).nullable(),
  phone: z.string().max(16).nullable(),
  tierId: idTextSchema,
  birthDate: isoDateSchema.nullable(),
  cards: z.array(
    z.strictObject({
      cardUid: cardUidSchema,
      cardNumber: z.string().regex(/^\d{16}$/),
      state: z.enum(['active', 'blocked', 'replaced']),
    }),
  ),
  pointsBalance: standingPoints,
  walletMinor: standingMinor,
  visitCount: z.int().min(0).max(basketGrossMinorMax),
  spentMinor: standingMinor,
  /** Newest first, at most five. */
  lastVisits: z
    .array(
      z.strictObject({
        atMs: epochMsSchema,
        storeId: idTextSchema,
        paidMinor: minorSchema,
        pointsEarned: pointsSchema,
      }),
    )
    .max(5),
  ...memberFactsSchema.shape,
});

export type Chain = z.output<typeof chainSchema>;
export type HqJoined = z.output<typeof hqSchema>;
export type MemberRecord = z.output<typeof memberRecordSchema>;
