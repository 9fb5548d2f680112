/** What the cashier's screen is shown. Money in minor units, instants in UTC milliseconds. */

import { z } from 'zod';
import { healthConcerns } from './till/safety-views.ts';
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
import { readerStateSchema } from './reader-contract.ts';
import { voucherView } from './till/codes-views.ts';
import { scoreResultSchema, whyNotSchema } from './score-result-schema.ts';
import { standingGlance } from './till/standing-views.ts';
import { paymentMeansKinds } from '../domain/payment.ts';
import { brandingSchema, memberHolds } from './sync/pull-records.ts';
import { basketPaymentView, receiptPaymentView } from './till/payment-views.ts';

export const operatorView = z.object({
  operatorId: uuidSchema,
  name: z.string(),
  latinName: z.string().nullable(),
  role: z.enum(['cashier', 'manager']),
});

export const tierView = z.object({
  tierId: idTextSchema,
  name: localTextSchema,
  rank: z.int(),
  tone: z.enum(['bronze', 'silver', 'gold']),
});

/** One row of a member search; the phone is masked but for its last four digits. */
export const memberRow = z.object({
  memberRef: uuidSchema,
  name: z.string(),
  latinName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  tierId: idTextSchema,
});

export const visitView = z.object({
  atMs: epochMsSchema,
  storeName: localTextSchema,
  paidMinor: minorSchema,
  pointsEarned: pointsSchema,
});

export const memberPanel = memberRow.extend({
  pointsBalance: pointsSchema,
  walletMinor: minorSchema,
  visitCount: z.int().nonnegative(),
  /** Days to the nearest birthday when it is within a week, else null. */
  birthdayInDays: z.int().nullable(),
  /** Newest first, at most five. */
  lastVisits: z.array(visitView),
  /** How the member was identified for this basket. */
  identifiedBy: z.enum(['card', 'search', 'enrolment']),
  /** Age of the balances: the instant of the snapshot that they stand on; null when this till is the only source. */
  balancesAsOfMs: epochMsSchema.nullable(),
  /** Why nothing may be taken from the member until somebody at HQ has looked at it; left out where it may. */
  hold: z.enum(memberHolds).exactOptional(),
  /** Left out by a till from before standings were kept. */
  standing: standingGlance.exactOptional(),
});

export const basketLineView = z.object({
  lineId: uuidSchema,
  /** Null for a plain amount. */
  name: localTextSchema.nullable(),
  groupName: localTextSchema.nullable(),
  barcode: z.string().nullable(),
  unitPriceMinor: minorSchema,
  quantity: z.int().positive(),
});

export const basketView = z.object({
  basketId: uuidSchema,
  /** Rises with every change of the basket; a payment names the revision that the cashier saw. */
  revision: z.int().nonnegative(),
  lines: z.array(basketLineView),
  member: memberPanel.nullable(),
  score: scoreResultSchema,
  /** Null while nobody has said how the customer pays; offers for a means of payment match once it is known. */
  paymentMeans: z.enum(paymentMeansKinds).nullable(),
  /** What the customer asked for instead of the best; both empty when the best applies. */
  wish: z.object({ with: z.array(idTextSchema), without: z.array(idTextSchema) }),
  /** Whose guest card was shown for this basket without a member; left out where none was. */
  guestOf: z.object({ name: z.string(), latinName: z.string().nullable() }).exactOptional(),
  canUndo: z.boolean(),
  /** What pays besides money; left out while nothing does. */
  payment: basketPaymentView.exactOptional(),
});

/** The basket with its new member. */
export const enrolledView = basketView.extend({
  /** What the member was given for enrolling, by an activity that has no lines; null where that was nothing. */
  welcome: scoreResultSchema.nullable(),
});

/** One live offer, matched or not, as a search finds it. */
export const offerRow = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  /** True when it is among the matched offers of the open basket. */
  isMatched: z.boolean(),
});

export const whyNotView = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  terms: localTextSchema.nullable(),
  whyNot: whyNotSchema,
});

/** The rule set in force, and what the till thinks of a newer one that it could not take. */
export const rulesView = z.object({
  ruleSetId: idTextSchema,
  ruleSetHash: z.string(),
  offerCount: z.int().nonnegative(),
  /** What the cards and what their full ones bring are called; items of an answer name them by id only. */
  stampCards: z
    .array(
      z.object({
        stampCardId: idTextSchema,
        name: localTextSchema,
        rewardGiftId: idTextSchema,
        rewardName: localTextSchema,
      }),
    )
    .exactOptional(),
  /** The newest rule set was refused and this one stays in force: where it is wrong, for a technician. */
  refused: z.object({ path: z.string(), reason: z.string() }).nullable(),
});

export const receiptLineView = basketLineView.extend({
  grossMinor: minorSchema,
  discountMinor: minorSchema,
  netMinor: minorSchema,
});

const personNames = z.object({ name: z.string(), latinName: z.string().nullable() });

export const receiptView = z.object({
  entryId: uuidSchema,
  /** Short code that a person can read out: till, day and running number. */
  receiptNumber: z.string(),
  soldAtMs: epochMsSchema,
  storeName: localTextSchema,
  /** Null when the operator has left the chain since. */
  operator: personNames.nullable(),
  /** Null for an anonymous sale, and for a member whom this till no longer knows. */
  member: personNames.nullable(),
  lines: z.array(receiptLineView),
  score: scoreResultSchema,
  /** Coupons that the sale made, each to hand over with the receipt; empty once they were. */
  vouchers: z.array(voucherView).max(100).exactOptional(),
  /** Balances after this sale; null for an anonymous sale. */
  balances: z.object({ pointsBalance: pointsSchema, walletMinor: minorSchema }).nullable(),
  /** Left out of a sale that was paid with money alone, without change into the wallet. */
  payment: receiptPaymentView.exactOptional(),
});

export const productView = z.object({
  productId: idTextSchema,
  name: localTextSchema,
  groupName: localTextSchema,
  barcode: z.string(),
  priceMinor: minorSchema,
});

/** What a tap of a card led to, with everything the screen needs, in one message. */
export const tapOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identified'), basket: basketView }),
  /** The basket already belongs to another member: the cashier decides. */
  z.object({ kind: z.literal('otherMember'), cardUid: cardUidSchema, member: memberRow }),
  z.object({ kind: z.literal('unknownCard'), cardUid: cardUidSchema }),
  z.object({ kind: z.literal('blockedCard'), cardUid: cardUidSchema }),
  /** `basket` is present when the first card of the two had been taken already: its identity is taken back. */
  z.object({ kind: z.literal('severalCards'), basket: basketView.exactOptional() }),
  z.object({ kind: z.literal('notForMembers') }),
  z.object({ kind: z.literal('unreadable') }),
  /** Nobody is signed in: the card is not looked up. */
  z.object({ kind: z.literal('signedOut') }),
]);

/** Whether sales can be booked, and if not, why. */
export const ledgerState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('writable') }),
  z.object({ kind: z.literal('readOnly'), code: z.enum(['disk_full', 'database_damaged', 'ledger_broken']) }),
]);

export const demoCardView = z.object({
  cardUid: cardUidSchema,
  label: localTextSchema,
  tone: z.enum(['bronze', 'silver', 'gold', 'plain']),
});

export const tillView = z.object({
  tillName: z.string(),
  storeName: localTextSchema,
  /** Left out by a till that was never told. */
  chainName: localTextSchema.exactOptional(),
  branding: brandingSchema,
  currency: currencySchema,
  calendar: z.enum(['gregorian', 'persian']),
  timeZone: z.string(),
  businessDay: isoDateSchema,
  operators: z.array(operatorView),
  tiers: z.array(tierView),
  productGroups: z.array(z.object({ groupId: idTextSchema, name: localTextSchema })),
  signedIn: operatorView.nullable(),
  reader: readerStateSchema,
  ledger: ledgerState,
  /** `demoFile`: the demo keeps its key in a file of mode 600, because no keyring answered. */
  keyKeeping: z.enum(['sealed', 'demoFile']),
  /** Present only in the demo chain. */
  demo: z
    .object({
      cards: z.array(demoCardView),
      pins: z.array(z.object({ operatorId: uuidSchema, pin: z.string() })),
    })
    .nullable(),
  rules: rulesView,
  /** What somebody has to see to, the most urgent first; empty when all is well. */
  concerns: z.array(z.enum(healthConcerns)),
  /** By how much the till's clock is ahead, below 0 behind, where it cannot be believed; null while it can. */
  clockAheadMs: z.int().nullable(),
  basket: basketView.nullable(),
  /** The newest sale of this till, when it was booked but its receipt may not have been seen. */
  unseenReceipt: receiptView.nullable(),
});

export type OperatorView = z.output<typeof operatorView>;
export type MemberRow = z.output<typeof memberRow>;
export type MemberPanel = z.output<typeof memberPanel>;
export type BasketLineView = z.output<typeof basketLineView>;
export type BasketView = z.output<typeof basketView>;
export type EnrolledView = z.output<typeof enrolledView>;
export type ReceiptView = z.output<typeof receiptView>;
export type ProductView = z.output<typeof productView>;
export type TapOutcome = z.output<typeof tapOutcome>;
export type LedgerState = z.output<typeof ledgerState>;
export type DemoCardView = z.output<typeof demoCardView>;
export type OfferRow = z.output<typeof offerRow>;
export type WhyNotView = z.output<typeof whyNotView>;
export type RulesView = z.output<typeof rulesView>;
export type TillView = z.output<typeof tillView>;
