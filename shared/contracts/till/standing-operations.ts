/** A member's file at the till: what they hold, where they stand, and what they give to others. */

import { z } from 'zod';
import { isoDateSchema, minorSchema, uuidSchema } from '../brands.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { basketView } from '../till-views.ts';
import { approvalErrors, approvalSchema } from './approval-schema.ts';
import { memberFileView, statementView } from './standing-views.ts';

const command = z.object({ commandId: uuidSchema });
const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
const commandDeadlineMs = 5_000;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;
/** With an approval before it. */
const approvedDeadlineMs = 15_000;

export const standingOperations = {
  /** What fell due for the member is booked first. */
  memberFile: {
    input: z.object({ memberRef: uuidSchema }),
    output: memberFileView,
    errors: ['not_signed_in', 'member_unknown'],
    deadlineMs: queryDeadlineMs,
  },
  /** Every change of what the member holds, up to a day or to now; pages of 50, counted from 0. */
  memberStatement: {
    input: z.object({
      memberRef: uuidSchema,
      asOf: isoDateSchema.nullable(),
      page: z.int().min(0).max(1_000_000),
    }),
    output: statementView,
    errors: ['not_signed_in', 'member_unknown'],
    deadlineMs: queryDeadlineMs,
  },
  /** The file of who gave. */
  transferPoints: {
    input: command.extend({
      fromRef: uuidSchema,
      toRef: uuidSchema,
      points: z.int().min(1).max(basketGrossMinorMax),
      /** Where a cashier may not let go so many points alone. */
      approval: approvalSchema.optional(),
    }),
    output: memberFileView,
    errors: [
      ...approvalErrors,
      'member_unknown',
      'transfers_not_offered',
      'transfer_to_self',
      'transfer_too_small',
      'transfer_day_limit',
      'amount_invalid',
      'balance_too_small',
      'redemption_on_hold',
      'redemption_not_allowed',
      ...storageErrors,
    ],
    deadlineMs: commandDeadlineMs,
  },
  /** Puts a member under the wallet of another one, changes their limit of a day, or (null) lets them go. */
  setHousehold: {
    input: command.extend({
      headRef: uuidSchema,
      memberRef: uuidSchema,
      dayLimitMinor: z.int().min(0).max(basketGrossMinorMax).pipe(minorSchema).nullable(),
      approval: approvalSchema.nullable(),
    }),
    /** The file of the head. */
    output: memberFileView,
    errors: [...approvalErrors, 'member_unknown', 'household_invalid', 'wallet_off', ...storageErrors],
    deadlineMs: approvedDeadlineMs,
  },
  /** The guest card that was shown for a basket without a member; null takes it back. */
  setGuest: {
    input: command.extend({ basketId: uuidSchema, guestCodeId: uuidSchema.nullable() }),
    output: basketView,
    errors: ['not_signed_in', 'basket_changed', 'guest_card_refused', ...storageErrors],
    deadlineMs: commandDeadlineMs,
  },
} as const;
