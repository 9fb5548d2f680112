/** How a second person's yes comes with a command: who they are and their PIN; null where nobody was asked. */

import { z } from 'zod';
import { uuidSchema } from '../brands.ts';

export const approvalSchema = z.object({ operatorId: uuidSchema, pin: z.string().max(20) });
export type Approval = z.infer<typeof approvalSchema>;

/** What an operation that may need an approval can be refused with, beside its own codes. */
export const approvalErrors = [
  'approval_needed',
  'approver_is_actor',
  'approver_not_manager',
  'operator_unknown',
  'wrong_pin',
  'locked_out',
  'not_signed_in',
] as const;
