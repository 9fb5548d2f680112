/** Coupons, gift cards, guest cards and rewards at the till. */

import { z } from 'zod';
import { idTextSchema, minorSchema, shortTextSchema, uuidSchema } from '../brands.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { codeKinds } from '#shared/ledger/value/value-details.ts';
import { approvalErrors, approvalSchema } from './approval-schema.ts';
import { cancelPreview, codeBatchesView, codeView, rewardsView, voucherView } from './codes-views.ts';

const command = z.object({ commandId: uuidSchema });
const nothing = z.object({});
const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
const commandDeadlineMs = 5_000;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;
/** A batch of 500 codes, and an approval before it. */
const batchDeadlineMs = 15_000;

/** Codes that one command makes or cancels; a larger batch is several commands with the same `batchId`. */
export const codesPerCommandMax = 500;

const amount = z.int().min(1).max(basketGrossMinorMax).pipe(minorSchema);
/** A whole batch, or codes that were typed or scanned. */
const codesToCancel = z.object({
  batchId: uuidSchema.nullable(),
  texts: z.array(shortTextSchema).max(codesPerCommandMax),
});

/** How a gift card is paid for: outside of the till, or out of the wallet of a member. */
export const giftCardPayments = ['cash', 'card', 'transfer', 'wallet'] as const;
/** Why codes are cancelled. */
export const codeCancelReasons = ['leaked', 'mistake', 'over'] as const;
/** Why a claim is taken back. */
export const claimCancelReasons = ['changed-mind', 'not-available', 'mistake'] as const;

const claimErrors = [
  ...approvalErrors,
  'member_unknown',
  'reward_unknown',
  'reward_not_now',
  'reward_not_for_tier',
  'reward_sold_out',
  'reward_limit_reached',
  'balance_too_small',
  'redemption_on_hold',
  'redemption_not_allowed',
  'quantity_invalid',
  ...storageErrors,
] as const;

export const codesOperations = {
  /** Whatever code was scanned or typed. After five unknown ones within a minute the till pauses. */
  lookUpCode: {
    input: z.object({ text: shortTextSchema }),
    output: codeView,
    errors: ['not_signed_in', 'code_invalid', 'code_unknown', 'code_paused'],
    deadlineMs: queryDeadlineMs,
  },
  sellGiftCard: {
    input: command.extend({
      valueMinor: amount,
      payment: z.enum(giftCardPayments),
      /** Whose wallet pays; asked for only then. */
      memberRef: uuidSchema.nullable(),
      /** Where a cashier may not let go so much of a wallet alone. */
      approval: approvalSchema.optional(),
    }),
    output: voucherView,
    errors: [
      ...approvalErrors,
      'gift_cards_off',
      'amount_invalid',
      'balance_too_small',
      'member_unknown',
      'redemption_on_hold',
      'redemption_not_allowed',
      ...storageErrors,
    ],
    deadlineMs: commandDeadlineMs,
  },
  /** Paid for or claimed, and never said to be handed over: after a stop they are shown again. */
  waitingVouchers: {
    input: nothing,
    output: z.object({ vouchers: z.array(voucherView).max(20) }),
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  codesHandedOver: {
    input: command.extend({ forId: uuidSchema }),
    output: nothing,
    errors: ['not_signed_in', ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
  /** Up to 500 codes of a batch; the same command again gives the same codes until they were handed over. */
  issueCodes: {
    input: command.extend({
      batchId: uuidSchema,
      codeKind: z.enum(codeKinds),
      /** Which of the programme's coupons; null for others. */
      refId: idTextSchema.nullable(),
      /** On each gift card; null for others. */
      valueMinor: amount.nullable(),
      /** Whom a guest card credits; null for others. */
      memberRef: uuidSchema.nullable(),
      count: z.int().min(1).max(codesPerCommandMax),
      approval: approvalSchema.nullable(),
    }),
    output: voucherView,
    errors: [
      ...approvalErrors,
      'coupon_off',
      'gift_cards_off',
      'amount_invalid',
      'member_unknown',
      ...storageErrors,
    ],
    deadlineMs: batchDeadlineMs,
  },
  /** What was issued in batches, the newest first, and what can be. */
  codeBatches: {
    input: nothing,
    output: codeBatchesView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  previewCancel: {
    input: codesToCancel,
    output: cancelPreview,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  /** Up to 500 codes; `left` of a larger batch are for the next command. */
  cancelCodes: {
    input: command
      .extend(codesToCancel.shape)
      .extend({ reasonId: z.enum(codeCancelReasons), approval: approvalSchema.nullable() }),
    output: z.object({ cancelled: z.int().nonnegative(), left: z.int().nonnegative() }),
    errors: [...approvalErrors, 'code_cancelled', ...storageErrors],
    deadlineMs: batchDeadlineMs,
  },
  rewardsFor: {
    input: z.object({ memberRef: uuidSchema }),
    output: rewardsView,
    errors: ['not_signed_in', 'member_unknown'],
    deadlineMs: queryDeadlineMs,
  },
  claimReward: {
    input: command.extend({
      memberRef: uuidSchema,
      rewardId: idTextSchema,
      count: z.int(),
      /** Where a cashier may not let go so many points alone. */
      approval: approvalSchema.optional(),
    }),
    output: z.object({ rewards: rewardsView, voucher: voucherView.nullable() }),
    errors: [...claimErrors],
    deadlineMs: commandDeadlineMs,
  },
  handOverReward: {
    input: command.extend({ claimEntryId: uuidSchema }),
    output: rewardsView,
    errors: ['not_signed_in', 'claim_unknown', 'claim_closed', ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
  /** The points come back as the lots that they were; a code that the reward consists of is cancelled. */
  cancelClaim: {
    input: command.extend({ claimEntryId: uuidSchema, reasonId: z.enum(claimCancelReasons) }),
    output: rewardsView,
    errors: ['not_signed_in', 'claim_unknown', 'claim_closed', 'code_used_up', ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
} as const;
