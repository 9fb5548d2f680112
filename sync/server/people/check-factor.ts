/**
 * The code that somebody gives besides the password. Counted for the account before it is looked at, wherever it comes
 * from: only who knows the password gets here, so nobody else can lock it. Each code is taken once.
 */

import { asciiDigits } from '#shared/domain/text.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import {
  recoveryCodesLeft,
  secondFactorOf,
  takeStep,
  tellStep,
  useRecoveryCode,
} from '../db/stores/people/second-factors.ts';
import { deleteTries } from '../db/stores/people/sign-in-tries.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from './audit-change.ts';
import { freeTries, hashForTries, secondsLocked } from './count-tries.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { judgeCode } from './totp.ts';

export type CodeRefusal = 'code_wrong' | 'code_used' | 'phone_clock_fast' | 'phone_clock_slow';
export type CodeLock = { readonly code: 'sign_in_locked'; readonly seconds: number };
export type GivenCode = { readonly accountId: Uuid; readonly code: string };

/** Counts a code that is about to be looked at; `undefined` where it may be. */
export async function codeLock(deps: HqDeps, accountId: Uuid): Promise<CodeLock | undefined> {
  const seconds = await secondsLocked(deps, [{ tryHash: codeTries(deps, accountId), free: freeTries }]);
  return seconds === undefined ? undefined : { code: 'sign_in_locked', seconds };
}

/** The count begins anew. */
export async function forgetCodeTries(
  transaction: HqTransaction,
  deps: HqDeps,
  accountId: Uuid,
): Promise<void> {
  await deleteTries(transaction, codeTries(deps, accountId));
}

/** Takes a code of the app or a recovery code, once `codeLock` has counted it. Nobody can give it again. */
export async function takeCode(
  transaction: HqTransaction,
  deps: HqDeps,
  { accountId, code }: GivenCode,
): Promise<Result<null, CodeRefusal>> {
  const codeHash = recoveryCodeHash(deps, accountId, code);
  const taken =
    codeHash === undefined
      ? await takeAppCode(transaction, deps, { accountId, code })
      : await takeRecoveryCode(transaction, deps, { accountId, codeHash });
  if (taken.ok) await forgetCodeTries(transaction, deps, accountId);
  return taken;
}

/** Digits as they are typed in any script, with spaces in them. */
export function plainCode(code: string): string {
  return asciiDigits(code).replace(/[\s\u200c\u200e\u200f-]/g, '');
}

async function takeAppCode(
  transaction: HqTransaction,
  deps: HqDeps,
  { accountId, code }: GivenCode,
): Promise<Result<null, CodeRefusal>> {
  const factor = await secondFactorOf(transaction, accountId);
  if (factor === undefined) return err('code_wrong');
  const { sealedSecret } = factor;
  const secret = deps.serviceKeys.dataSeal.open(sealedSecret, secretContext(accountId));
  invariant(secret !== undefined, 'a secret opens with the data key of this HQ');
  const judged = judgeCode(secret, plainCode(code), deps.clock.nowMs());
  switch (judged.kind) {
    case 'wrong':
      return err('code_wrong');
    case 'slow':
      return err('phone_clock_slow');
    case 'fast':
      await tellStep(transaction, { accountId, sealedSecret, step: judged.step });
      return err('phone_clock_fast');
    case 'right':
      return (await takeStep(transaction, { accountId, sealedSecret, step: judged.step }))
        ? ok(null)
        : err('code_used');
  }
}

async function takeRecoveryCode(
  transaction: HqTransaction,
  deps: HqDeps,
  use: { readonly accountId: Uuid; readonly codeHash: Uint8Array },
): Promise<Result<null, CodeRefusal>> {
  const { accountId } = use;
  const outcome = await useRecoveryCode(transaction, { ...use, atMs: deps.clock.nowMs() });
  if (outcome !== 'taken') return err(outcome === 'used' ? 'code_used' : 'code_wrong');
  const facts = { left: await recoveryCodesLeft(transaction, accountId) };
  await auditChange(transaction, deps, {
    accountId,
    action: 'factor.recoveryCode',
    subject: accountId,
    facts,
  });
  return ok(null);
}

/** Where a sealed secret belongs: sealed for one person it opens for nobody else. */
export function secretContext(accountId: Uuid): string {
  return `second_factor/secret/${accountId}`;
}

function codeTries(deps: HqDeps, accountId: Uuid): Uint8Array {
  return hashForTries(deps, 'code', accountId);
}
