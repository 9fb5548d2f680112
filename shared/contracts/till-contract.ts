/**
 * Between the cashier's screen and the till service. Every command carries a `commandId`; the same id again is the
 * same command and gets the same answer. The till service stamps the time.
 */

import { z } from 'zod';
import { lineQuantityMax, unitPriceMinorMax } from '../domain/basket.ts';
import { cardUidSchema, idTextSchema, isoDateSchema, shortTextSchema, uuidSchema } from './brands.ts';
import { paymentMeansKinds } from '../domain/payment.ts';
import { readerStateSchema } from './reader-contract.ts';
import { codesOperations } from './till/codes-operations.ts';
import { standingOperations } from './till/standing-operations.ts';
import { correctionsOperations } from './till/corrections-operations.ts';
import { approvalErrors, approvalSchema } from './till/approval-schema.ts';
import {
  cashErrors,
  cashReceivedSchema,
  paymentOperations,
  tenderErrors,
} from './till/payment-operations.ts';
import { safetyOperations } from './till/safety-operations.ts';
import { healthConcerns } from './till/safety-views.ts';
import { syncOperations } from './till/sync-operations.ts';
import { syncView } from './till/sync-views.ts';
import {
  basketView,
  enrolledView,
  ledgerState,
  memberRow,
  offerRow,
  operatorView,
  productView,
  receiptView,
  rulesView,
  tapOutcome,
  tillView,
  whyNotView,
} from './till-views.ts';

const command = z.object({ commandId: uuidSchema });
const basketCommand = command.extend({ basketId: uuidSchema });
const quantity = z.int().min(1).max(lineQuantityMax);
const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
const basketErrors = ['not_signed_in', 'basket_changed', ...storageErrors] as const;
const nothing = z.object({});
const commandDeadlineMs = 5_000;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;

export const tillContract = {
  operations: {
    till: { input: nothing, output: tillView, errors: [], deadlineMs: queryDeadlineMs },
    signIn: {
      input: command.extend({ operatorId: uuidSchema, pin: z.string().max(20) }),
      output: z.object({ operator: operatorView, basket: basketView }),
      /** `not_signed_in`: somebody signed out, or somebody else in, while the PIN was being checked. */
      errors: ['operator_unknown', 'wrong_pin', 'locked_out', 'not_signed_in', ...storageErrors],
      deadlineMs: commandDeadlineMs,
    },
    signOut: { input: command, output: nothing, errors: [], deadlineMs: commandDeadlineMs },
    searchMembers: {
      input: z.object({ text: shortTextSchema }),
      output: z.object({ members: z.array(memberRow).max(20) }),
      errors: ['not_signed_in', 'search_too_short'],
      deadlineMs: queryDeadlineMs,
    },
    searchProducts: {
      input: z.object({ text: shortTextSchema }),
      output: z.object({ products: z.array(productView).max(20) }),
      errors: ['not_signed_in'],
      deadlineMs: queryDeadlineMs,
    },
    attachMember: {
      input: basketCommand.extend({ memberRef: uuidSchema, cardUid: cardUidSchema.nullable() }),
      output: basketView,
      errors: ['member_unknown', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    detachMember: {
      input: basketCommand,
      output: basketView,
      errors: [...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    enrolMember: {
      input: basketCommand.extend({
        name: shortTextSchema,
        phone: shortTextSchema.nullable(),
        birthDate: isoDateSchema.nullable(),
        cardUid: cardUidSchema.nullable(),
        /** Who brought the new member, with the guest card that says so if there was one. */
        introducedBy: z
          .object({ memberRef: uuidSchema, guestCodeId: uuidSchema.nullable() })
          .nullable()
          .exactOptional(),
      }),
      output: enrolledView,
      errors: [
        'introducer_unknown',
        'name_missing',
        'phone_invalid',
        'phone_taken',
        'card_taken',
        'birth_date_invalid',
        ...basketErrors,
      ],
      deadlineMs: commandDeadlineMs,
    },
    addProduct: {
      input: basketCommand.extend({ productId: idTextSchema, quantity }),
      output: basketView,
      errors: ['product_unknown', 'basket_full', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    addBarcode: {
      input: basketCommand.extend({ barcode: shortTextSchema }),
      output: basketView,
      errors: ['barcode_unknown', 'basket_full', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    addAmount: {
      input: basketCommand.extend({ amountMinor: z.int().min(1).max(unitPriceMinorMax) }),
      output: basketView,
      errors: ['basket_full', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    setQuantity: {
      input: basketCommand.extend({ lineId: uuidSchema, quantity }),
      output: basketView,
      errors: ['line_unknown', 'basket_full', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    removeLine: {
      input: basketCommand.extend({ lineId: uuidSchema }),
      output: basketView,
      errors: ['line_unknown', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    /** Takes back the last change of a line: the line added, removed or counted last. */
    undoLine: {
      input: basketCommand,
      output: basketView,
      errors: ['nothing_to_undo', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    clearBasket: {
      input: basketCommand,
      output: basketView,
      errors: [...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    /** How the customer is going to pay; null takes it back. */
    choosePaymentMeans: {
      input: basketCommand.extend({ paymentMeans: z.enum(paymentMeansKinds).nullable() }),
      output: basketView,
      errors: [...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    /** Another combination than the best one, by the customer's wish; two empty lists go back to the best. */
    wishOffers: {
      input: basketCommand.extend({
        with: z.array(idTextSchema).max(20),
        without: z.array(idTextSchema).max(100),
      }),
      output: basketView,
      errors: ['offer_unknown', ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    /** Live offers by name, matched or not; an empty text lists the first by name. */
    searchOffers: {
      input: z.object({ text: shortTextSchema }),
      output: z.object({ offers: z.array(offerRow).max(20), total: z.int().nonnegative() }),
      errors: ['not_signed_in'],
      deadlineMs: queryDeadlineMs,
    },
    /** Why an offer does not match the open basket, or what became of it if it does. */
    whyNot: {
      input: z.object({ offerId: idTextSchema }),
      output: whyNotView,
      errors: ['not_signed_in', 'offer_unknown'],
      deadlineMs: queryDeadlineMs,
    },
    /** Books the sale. `revision` is the one that the cashier saw: another one is refused with `basket_changed`. */
    paySale: {
      input: basketCommand.extend({
        revision: z.int().nonnegative(),
        /** Left out where nobody counted: money was taken as it was due. */
        cash: cashReceivedSchema.exactOptional(),
        /** For a redemption above what a cashier may book alone. */
        approval: approvalSchema.exactOptional(),
      }),
      output: z.object({ receipt: receiptView, basket: basketView }),
      errors: ['basket_empty', ...tenderErrors, ...cashErrors, ...approvalErrors, ...basketErrors],
      deadlineMs: commandDeadlineMs,
    },
    /** The cashier has seen the receipt: it is not offered again after a restart. */
    receiptSeen: {
      input: command.extend({ entryId: uuidSchema }),
      output: nothing,
      errors: ['not_signed_in', 'entry_unknown', ...storageErrors],
      deadlineMs: commandDeadlineMs,
    },
    lastReceipt: {
      input: nothing,
      output: z.object({ receipt: receiptView.nullable() }),
      errors: ['not_signed_in'],
      deadlineMs: queryDeadlineMs,
    },
    ...codesOperations,
    ...standingOperations,
    ...correctionsOperations,
    ...paymentOperations,
    ...safetyOperations,
    ...syncOperations,
    /** Demo only: acts as a tap of one of the demo's cards. */
    tapDemoCard: {
      input: z.object({ cardUid: cardUidSchema }),
      output: nothing,
      errors: ['demo_only', 'reader_missing'],
      deadlineMs: queryDeadlineMs,
    },
  },
  events: {
    tapped: tapOutcome,
    readerChanged: readerStateSchema,
    ledgerChanged: ledgerState,
    rulesChanged: rulesView,
    /** Something has to be seen to, or no longer. */
    concernsChanged: z.object({
      concerns: z.array(z.enum(healthConcerns)),
      clockAheadMs: z.int().nullable(),
    }),
    /** Anything about the line to HQ; at most once a second while something is under way. */
    syncChanged: syncView,
    /**
     * What HQ publishes is another now: a screen asks again for what it shows. `hasBasketLostMember` where the member of
     * the open basket was erased: the sale goes on without a member.
     */
    publishedChanged: z.object({ hasBasketLostMember: z.boolean() }),
    /** The till locked itself; the basket is kept. */
    signedOut: nothing,
  },
} as const;
export type TillContract = typeof tillContract;
