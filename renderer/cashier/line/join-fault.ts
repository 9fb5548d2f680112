/** Where somebody goes on after a join that failed. */

import type { ErrorCode } from '#shared/contracts/error-codes.ts';

export type JoinFault = 'address' | 'code' | 'message';

const faults: ReadonlyMap<ErrorCode, JoinFault> = new Map([
  ['address_invalid', 'address'],
  ['join_code_wrong', 'code'],
  ['join_code_expired', 'code'],
  ['join_refused', 'code'],
]);

/** The field to correct; the message where no field is at fault. */
export function joinFaultOf(code: ErrorCode): JoinFault {
  return faults.get(code) ?? 'message';
}
