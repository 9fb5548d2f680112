/** Everything but looking at the till, signing in and out, and tapping wants somebody who is signed in. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { Operator } from '#shared/domain/operator.ts';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Session } from './session.ts';

type Answer<Value, Code extends ErrorCode> = Result<Value, AppError<Code | 'not_signed_in'>>;

/** Wraps an operation that is answered at once. */
export function createGuard(
  session: Session,
): <Input, Value, Code extends ErrorCode>(
  handle: (input: Input, operator: Operator) => Result<Value, AppError<Code>>,
) => (input: Input) => Answer<Value, Code> {
  return (handle) => (input) => {
    const operator = session.current();
    if (operator === null) return err(appError('not_signed_in'));
    session.touch();
    return handle(input, operator);
  };
}

/** Wraps an operation that may have to wait, such as for the check of an approver's PIN. */
export function createWaitingGuard(
  session: Session,
): <Input, Value, Code extends ErrorCode>(
  handle: (input: Input, operator: Operator) => Promise<Result<Value, AppError<Code>>>,
) => (input: Input) => Promise<Answer<Value, Code>> {
  return (handle) => async (input) => {
    const operator = session.current();
    if (operator === null) return err(appError('not_signed_in'));
    session.touch();
    return handle(input, operator);
  };
}
