/** Finding booked sales and correcting them: refund, void, exchange, change of member, adjustment, cancelling of a batch. */

import { z } from 'zod';
import { basketGrossMinorMax, lineQuantityMax } from '#shared/domain/basket.ts';
import { proofCharsMax, proofTypedCharsMax } from '#shared/domain/proof-text.ts';
import { refundScopes } from '#shared/ledger/value/value-details.ts';
import { idTextSchema, isoDateSchema, minorSchema, uuidSchema } from '../brands.ts';
import { approvalErrors, approvalSchema } from './approval-schema.ts';
import {
  batchSumsView,
  correctionRulesView,
  memberChangeView,
  refundEffectView,
  refundSlipView,
  saleLeftView,
  saleRowView,
} from './corrections-views.ts';

const nothing = z.object({});
const command = z.object({ commandId: uuidSchema, approval: approvalSchema.nullable() });
const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;
/** A PIN may be checked in between. */
const commandDeadlineMs = 10_000;
/** Up to a thousand members, one entry each. */
const batchDeadlineMs = 60_000;
/** Sales in one answer; older ones are found by their number or member. */
export const salesListedMax = 50;
/** Far more lines than any basket has. */
const linesMax = 10_000;

/** The signed code of another till's receipt; left out for a sale of this till. */
const proof = z.string().max(proofTypedCharsMax).exactOptional();
const proofErrors = ['proof_unreadable', 'proof_not_ours'] as const;

const refundAsked = z.object({
  entryId: uuidSchema,
  proof,
  scope: z.enum(refundScopes),
  /** Of some of the lines or an exchange; a whole refund and a void take all that is left. */
  lines: z
    .array(z.object({ lineId: uuidSchema, quantity: z.int().min(1).max(lineQuantityMax) }))
    .max(linesMax),
  toWallet: z.boolean(),
});

const refundErrors = [
  'not_signed_in',
  'sale_unknown',
  ...proofErrors,
  'already_refunded',
  'refund_empty',
  'refund_line_unknown',
  'refund_too_much',
  'refund_too_late',
  'void_too_late',
  'wallet_takes_no_refunds',
  'reason_unknown',
] as const;

const memberChangeErrors = [
  'not_signed_in',
  'sale_unknown',
  'member_unknown',
  'member_same',
  'member_change_too_late',
  'member_change_refunded',
] as const;

const batch = z.object({
  offerId: idTextSchema,
  /** Local days of the store, both included. */
  from: isoDateSchema,
  until: isoDateSchema,
  reasonId: idTextSchema,
});
const batchErrors = [
  'not_signed_in',
  'manager_needed',
  'reason_unknown',
  'batch_empty',
  'batch_too_large',
] as const;

export const correctionsOperations = {
  correctionRules: {
    input: nothing,
    output: correctionRulesView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  /**
   * By receipt number, by the signed code of any till's receipt, or the newest where the text is empty; of one member
   * where one is named.
   */
  findSales: {
    input: z.object({ text: z.string().max(proofTypedCharsMax), memberRef: uuidSchema.nullable() }),
    output: z.object({ sales: z.array(saleRowView).max(salesListedMax) }),
    errors: ['not_signed_in', 'sale_unknown', ...proofErrors],
    deadlineMs: queryDeadlineMs,
  },
  saleLeft: {
    input: z.object({ entryId: uuidSchema, proof }),
    output: saleLeftView,
    errors: ['not_signed_in', 'sale_unknown', ...proofErrors],
    deadlineMs: queryDeadlineMs,
  },
  /** The signed code by which another till of the chain can give the sale back; of what is left of it now. */
  saleProof: {
    input: z.object({ entryId: uuidSchema }),
    output: z.object({ text: z.string().max(proofCharsMax) }),
    errors: ['not_signed_in', 'sale_unknown', 'already_refunded', 'proof_too_long'],
    deadlineMs: queryDeadlineMs,
  },
  /** What a refund would do; nothing is booked. */
  previewRefund: {
    input: refundAsked,
    output: refundEffectView,
    errors: [...refundErrors],
    deadlineMs: queryDeadlineMs,
  },
  /** `refundMinor` is what the cashier saw: another sum is refused with `sale_changed`. */
  refundSale: {
    input: command.extend({
      ...refundAsked.shape,
      reasonId: idTextSchema,
      refundMinor: z.int().min(0).max(basketGrossMinorMax).pipe(minorSchema),
    }),
    output: z.object({ slip: refundSlipView, sale: saleLeftView }),
    errors: [...refundErrors, 'sale_changed', ...approvalErrors, ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
  refundSlip: {
    input: z.object({ entryId: uuidSchema, proof }),
    output: refundSlipView,
    errors: ['not_signed_in', 'entry_unknown'],
    deadlineMs: queryDeadlineMs,
  },
  previewMemberChange: {
    input: z.object({ entryId: uuidSchema, memberRef: uuidSchema }),
    output: memberChangeView,
    errors: [...memberChangeErrors],
    deadlineMs: queryDeadlineMs,
  },
  changeSaleMember: {
    input: command.extend({ entryId: uuidSchema, memberRef: uuidSchema }),
    output: z.object({ change: memberChangeView, sale: saleLeftView }),
    errors: [...memberChangeErrors, ...approvalErrors, ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
  /** Points or wallet money by hand: above 0 gives, below 0 takes. Managers only, and never alone. */
  adjustMember: {
    input: command.extend({
      memberRef: uuidSchema,
      unit: z.enum(['points', 'money']),
      amount: z.int().min(-basketGrossMinorMax).max(basketGrossMinorMax),
      reasonId: idTextSchema,
      expiresOn: isoDateSchema.nullable(),
    }),
    output: z.object({ balances: refundEffectView.shape.balances }),
    errors: [
      'not_signed_in',
      'member_unknown',
      'manager_needed',
      'reason_unknown',
      'amount_invalid',
      'adjust_above_limit',
      'balance_too_small',
      'expiry_in_past',
      ...approvalErrors,
      ...storageErrors,
    ],
    deadlineMs: commandDeadlineMs,
  },
  /** What is left of the points and credit that an offer gave between two days. */
  previewBulkCancel: {
    input: batch,
    output: batchSumsView,
    errors: [...batchErrors],
    deadlineMs: batchDeadlineMs,
  },
  /** `sums` are those that the manager saw: others are refused with `batch_changed`. */
  bulkCancel: {
    input: command.extend({ ...batch.shape, sums: batchSumsView }),
    output: batchSumsView,
    errors: [...batchErrors, 'batch_changed', ...approvalErrors, ...storageErrors],
    deadlineMs: batchDeadlineMs,
  },
} as const;
