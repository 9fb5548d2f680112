/** Health of the till, what can be lost while it is alone, and the close of a shift. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';
import { shiftProofView, tillHealthView } from './safety-views.ts';

const storageErrors = ['disk_full', 'database_busy', 'database_damaged', 'ledger_broken'] as const;
/** A question waits behind the commands before it, and those for the disk: it has as long as they have. */
const queryDeadlineMs = 5_000;
/** Every entry of the shift is checked on the way: the first close of a till that was never closed reads them all. */
const closeDeadlineMs = 60_000;

export const safetyOperations = {
  tillHealth: {
    input: z.object({}),
    output: tillHealthView,
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
  /** Checks the chain of the shift's entries and books the close. Never discards anything. */
  closeShift: {
    input: z.object({ commandId: uuidSchema }),
    output: z.object({ proof: shiftProofView }),
    /** `shift_broken`: an entry is not as it was booked; nothing is closed. */
    errors: ['not_signed_in', 'shift_broken', ...storageErrors],
    deadlineMs: closeDeadlineMs,
  },
  /** The newest close, to be printed again; null before the first. */
  shiftProof: {
    input: z.object({}),
    output: z.object({ proof: shiftProofView.nullable() }),
    errors: ['not_signed_in'],
    deadlineMs: queryDeadlineMs,
  },
} as const;
