/** Books what takes from a member, once HQ was asked: in the turn in which its answer came, and by whoever is still there. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ApprovalCode, Approve } from '../operators/approval.ts';
import type { Session } from '../operators/session.ts';
import type { RedemptionGate, ReserveCode } from './redemption-gate.ts';

export type Asking<Value, Code extends ErrorCode> = {
  readonly operator: Operator;
  /** A manager's yes, where somebody asked for it. */
  readonly approval?: Approval | undefined;
  /** What is booked already asks nobody again. */
  readonly isBooked: () => boolean;
  /** What leaves, looked at after the approval; null where nothing has to be asked. */
  readonly request: () => ReserveRequest | null;
  /** Decides anew: HQ's yes says only that there is enough. */
  readonly book: (approverId: OperatorId | null) => Result<Value, AppError<Code>>;
};

export type AskedCode = ReserveCode | ApprovalCode;

export type BookAsked = <Value, Code extends ErrorCode>(
  asking: Asking<Value, Code>,
) => Promise<Result<Value, AppError<Code | AskedCode>>>;

export type BookAskedDeps = {
  readonly session: Pick<Session, 'current'>;
  readonly approve: Approve;
  readonly gate: Pick<RedemptionGate, 'isAsked' | 'reserve' | 'withKept'>;
};

export function createBookAsked({ session, approve, gate }: BookAskedDeps): BookAsked {
  return async ({ operator, approval, isBooked, request, book }) => {
    let approverId: OperatorId | null = null;
    if (approval !== undefined && !isBooked()) {
      const approver = await approve(approval, operator);
      if (!approver.ok) return approver;
      approverId = approver.value;
    }
    const asked = gate.isAsked() && !isBooked() ? request() : null;
    if (asked === null) return book(approverId);
    const reserved = await gate.reserve(asked);
    if (!reserved.ok) return reserved;
    const { isKept, giveUp } = reserved.value;
    const isStillHere = session.current()?.operatorId === operator.operatorId;
    const booked = isStillHere
      ? gate.withKept(isKept, () => book(approverId))
      : err(appError('not_signed_in'));
    if (!booked.ok) giveUp();
    return booked;
  };
}
