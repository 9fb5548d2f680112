/** What an answer about redeeming means for whoever wants to book: done, with a manager, or not here and now. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { OfflineAnswer } from '#shared/ledger/offline/offline-budget.ts';

export type PermitCode = 'redemption_not_allowed' | 'approval_needed';

/** `approverId`: who has said yes to more than a cashier may let go alone. */
export function permitted(
  answer: OfflineAnswer,
  approverId: OperatorId | null,
): Result<null, AppError<PermitCode>> {
  if (answer.kind === 'allowed') return ok(null);
  const { limit, limitMinor, leftMinor } = answer;
  if (answer.kind === 'onlineOnly') {
    return err(appError('redemption_not_allowed', { limit, limitMinor, leftMinor }));
  }
  return approverId === null ? err(appError('approval_needed', { limitMinor })) : ok(null);
}
