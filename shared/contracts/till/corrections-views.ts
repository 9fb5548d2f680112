/** Booked sales as they can be corrected: what is left of them, what a refund does, and the slip of what was done. */

import { z } from 'zod';
import {
  epochMsSchema,
  idTextSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from '../brands.ts';
import { refundEvidences, refundScopes, tenderMeans } from '#shared/ledger/value/value-details.ts';

const personNames = z.object({ name: z.string(), latinName: z.string().nullable() });
const memberNames = personNames.extend({ memberRef: uuidSchema });
const reasonView = z.object({ reasonId: idTextSchema, name: localTextSchema });

export const saleStates = ['whole', 'partly', 'refunded'] as const;

/** One sale in a list. */
export const saleRowView = z.object({
  entryId: uuidSchema,
  /** `proof`: another till's sale, by the signed code on its receipt. */
  evidence: z.enum(refundEvidences),
  receiptNumber: z.string(),
  soldAtMs: epochMsSchema,
  member: personNames.nullable(),
  itemCount: z.int().nonnegative(),
  paidMinor: minorSchema,
  leftMinor: minorSchema,
  state: z.enum(saleStates),
});

export const saleLineLeftView = z.object({
  lineId: uuidSchema,
  /** Null for a plain amount, and for a product that the till does not know. */
  name: localTextSchema.nullable(),
  quantitySold: z.int().positive(),
  quantityLeft: z.int().nonnegative(),
  paidMinor: minorSchema,
  leftMinor: minorSchema,
});

/** A part of what was paid that is worth something still. */
export const tenderLeftView = z.object({
  means: z.enum(tenderMeans),
  amountLeft: z.int().nonnegative(),
  worthLeftMinor: minorSchema,
});

/** A sale with all that is left of it. */
export const saleLeftView = saleRowView.extend({
  operator: personNames.nullable(),
  holder: memberNames.nullable(),
  lines: z.array(saleLineLeftView),
  tenders: z.array(tenderLeftView),
  outsideLeftMinor: minorSchema,
  /** What the sale gave and did not take back. */
  pointsEarned: pointsSchema,
  creditEarnedMinor: minorSchema,
  /** Milliseconds until the sale can get no other member any more; 0 when that is over. */
  memberChangeLeftMs: z.int().nonnegative(),
  /** False once the business day has ended. */
  isVoidable: z.boolean(),
  /** Days until it can be refunded no more; below 0 when that is over. */
  refundDaysLeft: z.int(),
  walletTakesRefunds: z.boolean(),
  refunds: z.array(
    z.object({
      entryId: uuidSchema,
      receiptNumber: z.string(),
      atMs: epochMsSchema,
      scope: z.enum(refundScopes),
      refundMinor: minorSchema,
    }),
  ),
});

/** What a refund does, before or after it is done. */
export const refundEffectView = z.object({
  refundMinor: minorSchema,
  outsideMinor: minorSchema,
  toWalletMinor: minorSchema,
  back: z.array(
    z.object({ means: z.enum(tenderMeans), amount: z.int().nonnegative(), worthMinor: minorSchema }),
  ),
  /** Taken back of what the sale gave. */
  pointsTaken: pointsSchema,
  creditTakenMinor: minorSchema,
  needsApproval: z.boolean(),
  /** Of the sale's member, once it is done; null for an anonymous sale. Points may be below 0. */
  balances: z.object({ pointsBalance: pointsSchema, walletMinor: minorSchema }).nullable(),
});

/** The slip of a refund, made from the ledger alone whenever it is asked for. */
export const refundSlipView = refundEffectView.extend({
  entryId: uuidSchema,
  receiptNumber: z.string(),
  saleNumber: z.string(),
  atMs: epochMsSchema,
  storeName: localTextSchema,
  scope: z.enum(refundScopes),
  operator: personNames.nullable(),
  approver: personNames.nullable(),
  member: personNames.nullable(),
  reason: localTextSchema,
  lines: z.array(
    z.object({
      lineId: uuidSchema,
      name: localTextSchema.nullable(),
      quantity: z.int().positive(),
      refundMinor: minorSchema,
    }),
  ),
});

/** What a change of member takes from the one and gives to the other. */
export const memberChangeView = z.object({
  from: personNames.nullable(),
  to: personNames,
  pointsTaken: pointsSchema,
  creditTakenMinor: minorSchema,
  pointsGiven: pointsSchema,
  creditGivenMinor: minorSchema,
  needsApproval: z.boolean(),
});

/** Reasons and limits of the owner's, for the dialogs. */
export const correctionRulesView = z.object({
  refundReasons: z.array(reasonView),
  adjustReasons: z.array(reasonView),
  adjustPointsMax: z.int(),
  adjustMinorMax: minorSchema,
});

/** What the cancelling of a batch takes, in sum. */
export const batchSumsView = z.object({
  members: z.int().nonnegative(),
  points: pointsSchema,
  moneyMinor: minorSchema,
});

export type SaleRowView = z.output<typeof saleRowView>;
export type SaleLeftView = z.output<typeof saleLeftView>;
export type RefundEffectView = z.output<typeof refundEffectView>;
export type RefundSlipView = z.output<typeof refundSlipView>;
export type MemberChangeView = z.output<typeof memberChangeView>;
export type CorrectionRulesView = z.output<typeof correctionRulesView>;
export type BatchSumsView = z.output<typeof batchSumsView>;
