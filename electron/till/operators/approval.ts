/**
 * Four eyes: a manager who is not the actor says yes with their own PIN. Wrong PINs count as at sign-in, so that approving
 * is no way round the lock-out.
 */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Session } from './session.ts';
import type { CheckPin, SignInCode } from './sign-in.ts';

export type ApprovalCode =
  | 'approval_needed'
  | 'approver_is_actor'
  | 'approver_not_manager'
  /** The actor was signed out while the PIN was being checked. */
  | 'not_signed_in'
  | SignInCode;

/** The approver's id. Asked for only where the operation needs it: nobody's PIN is checked for nothing. */
export type Approve = (
  approval: Approval | null,
  actor: Operator,
) => Promise<Result<OperatorId, AppError<ApprovalCode>>>;

export type ApproveDeps = {
  readonly chain: { readonly operators: readonly Operator[] };
  /** The same one that signs in: it holds the counters of wrong PINs. */
  readonly checkPin: CheckPin;
  readonly session: Pick<Session, 'current'>;
  readonly health: Pick<LedgerHealth, 'afterLedgerWrite'>;
};

export function createApprove({ chain, checkPin, session, health }: ApproveDeps): Approve {
  return async (approval, actor) => {
    if (approval === null) return err(appError('approval_needed'));
    if (approval.operatorId === actor.operatorId) return err(appError('approver_is_actor'));
    const approver = chain.operators.find(({ operatorId }) => operatorId === approval.operatorId);
    if (approver === undefined) return err(appError('operator_unknown'));
    if (approver.role !== 'manager') return err(appError('approver_not_manager'));
    const checked = health.afterLedgerWrite(await checkPin(approval.operatorId, approval.pin));
    if (!checked.ok) return checked;
    const isStillThere = session.current()?.operatorId === actor.operatorId;
    return isStillThere ? ok(approver.operatorId) : err(appError('not_signed_in'));
  };
}
