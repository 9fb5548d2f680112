/** Paying with points, wallets and codes, and filling wallets. */

import { z } from 'zod';
import { idTextSchema, minorSchema, uuidSchema } from '../brands.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { basketView } from '../till-views.ts';
import { approvalErrors, approvalSchema } from './approval-schema.ts';
import { chosenTendersSchema, paymentOptionsView, toppedUpView, walletOptionsView } from './payment-views.ts';

const command = z.object({ commandId: uuidSchema });
const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
const commandDeadlineMs = 5_000;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;

const amount = z.int().min(1).max(basketGrossMinorMax).pipe(minorSchema);
const anyAmount = z.int().min(0).max(basketGrossMinorMax).pipe(minorSchema);

/** What a choice of tenders, and a sale that is paid with them, can be refused with. */
export const tenderErrors = [
  'amount_invalid',
  'member_missing',
  'points_off',
  'points_above_limit',
  'points_below_min',
  'points_off_step',
  'wallet_off',
  'balance_too_small',
  'household_limit',
  'code_unknown',
  'coupon_basket_too_small',
  'code_cancelled',
  'code_expired',
  'code_used_up',
  'gift_card_empty',
  'tenders_above_due',
  'redemption_not_allowed',
  'redemption_on_hold',
] as const;

/** What credit that comes into a wallet can be refused with, whatever it comes from. */
const topUpErrors = [
  'amount_invalid',
  'wallet_off',
  'wallet_takes_no_change',
  'top_up_out_of_range',
  'gift_reason_unknown',
  'gift_above_limit',
  'wallet_full',
] as const;

/** What cash and change at the end of a sale can be refused with. */
export const cashErrors = ['cash_too_small', 'change_too_small', ...topUpErrors] as const;

/** The cash that the customer handed over, and what of the change goes into their wallet. */
export const cashReceivedSchema = z.object({ receivedMinor: anyAmount, intoWalletMinor: anyAmount });
export type CashReceived = z.output<typeof cashReceivedSchema>;

export const topUpMeans = ['cash', 'card', 'transfer'] as const;

const creditErrors = ['member_unknown', ...topUpErrors, ...storageErrors] as const;

export const paymentOperations = {
  /** Looks; nothing is chosen by it. Amounts are those beside what is chosen already. */
  paymentOptions: {
    input: z.object({}),
    output: paymentOptionsView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  /** Says what the basket is going to be paid with besides money; scoring is not touched by it. All empty: money alone. */
  chooseTenders: {
    input: command.extend({ basketId: uuidSchema, tenders: chosenTendersSchema }),
    output: basketView,
    errors: ['not_signed_in', 'basket_changed', ...tenderErrors, ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
  walletOptions: {
    input: z.object({ memberRef: uuidSchema }),
    output: walletOptionsView,
    errors: ['not_signed_in', 'member_unknown', 'wallet_off'],
    deadlineMs: queryDeadlineMs,
  },
  /** Money that was paid in. */
  topUpWallet: {
    input: command.extend({ memberRef: uuidSchema, amountMinor: amount, means: z.enum(topUpMeans) }),
    output: z.object({ toppedUp: toppedUpView, basket: basketView }),
    errors: ['not_signed_in', ...creditErrors],
    deadlineMs: commandDeadlineMs,
  },
  /** Credit that the shop gives, for one of its reasons; above what a cashier may give alone a manager approves. */
  giveCredit: {
    input: command.extend({
      memberRef: uuidSchema,
      amountMinor: amount,
      reasonId: idTextSchema,
      approval: approvalSchema.nullable(),
    }),
    output: z.object({ toppedUp: toppedUpView, basket: basketView }),
    errors: [...approvalErrors, ...creditErrors],
    deadlineMs: commandDeadlineMs,
  },
} as const;
