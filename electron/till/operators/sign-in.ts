/** Checks a PIN. The attempt is on disk before the PIN is looked at, so a kill cannot win a free guess. */

import type { OperatorId } from '#shared/domain/operator.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import type { OperatorAtTill } from '../db/stores/chain-store.ts';
import type { SignInStore } from '../db/stores/sign-in-store.ts';
import type { PinHasher } from '../ports.ts';
import { afterAttempt, lockMsLeft, noAttempts } from './lock-out.ts';

export type SignInCode = 'operator_unknown' | 'wrong_pin' | 'locked_out' | WriteCode;
export type CheckPin = (
  operatorId: OperatorId,
  pin: string,
) => Promise<Result<OperatorAtTill, AppError<SignInCode>>>;

export type CheckPinDeps = {
  readonly chain: { readonly operators: readonly OperatorAtTill[] };
  readonly attempts: SignInStore;
  readonly pinHasher: PinHasher;
  readonly clock: Clock;
};

export function createCheckPin(deps: CheckPinDeps): CheckPin {
  const locks = createLockWatch(deps);
  return async (operatorId, pin) => {
    const operator = deps.chain.operators.find((candidate) => candidate.operatorId === operatorId);
    if (operator === undefined) return err(appError('operator_unknown'));
    const leftMs = locks.leftMs(operatorId);
    if (leftMs > 0) return err(lockedOut(leftMs));
    const counted = locks.countAttempt(operatorId);
    if (!counted.ok) return counted;
    if (await deps.pinHasher.isPin(asciiDigits(pin), operator.pinVerifier)) {
      const forgotten = locks.forget(operatorId);
      return forgotten.ok ? ok(operator) : forgotten;
    }
    const lockedMs = locks.leftMs(operatorId);
    return err(lockedMs > 0 ? lockedOut(lockedMs) : appError('wrong_pin'));
  };
}

type LockWatch = {
  readonly leftMs: (operatorId: OperatorId) => number;
  readonly countAttempt: (operatorId: OperatorId) => Result<null, AppError<WriteCode>>;
  readonly forget: (operatorId: OperatorId) => Result<null, AppError<WriteCode>>;
};

/**
 * The wall clock measures a lock only once in the life of a process; from then on the monotonic clock does, so that
 * setting the clock forward does not open a locked till.
 */
function createLockWatch({ attempts, clock }: CheckPinDeps): LockWatch {
  const lockedUntilMs = new Map<OperatorId, number>();
  const learn = (operatorId: OperatorId): number => {
    const untilMs = clock.monotonicMs() + lockMsLeft(attempts.attempts(operatorId), clock.nowMs());
    lockedUntilMs.set(operatorId, untilMs);
    return untilMs;
  };
  return {
    leftMs: (operatorId) => (lockedUntilMs.get(operatorId) ?? learn(operatorId)) - clock.monotonicMs(),
    countAttempt: (operatorId) => {
      const counted = afterAttempt(attempts.attempts(operatorId), clock.nowMs());
      const saved = attempts.saveAttempts(operatorId, counted);
      if (saved.ok) learn(operatorId);
      return saved;
    },
    forget: (operatorId) => {
      lockedUntilMs.delete(operatorId);
      return attempts.saveAttempts(operatorId, noAttempts);
    },
  };
}

function lockedOut(leftMs: number): AppError<'locked_out'> {
  return appError('locked_out', { seconds: Math.ceil(leftMs / 1_000) });
}
