/** A person's second factor: set up, replaced, taken away by themselves, or reset by an administrator. */

import { epochMs } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { FactorOffer } from '#shared/contracts/hq/admin-factor.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { accountById } from '../db/stores/people/accounts.ts';
import { offerOf, putOffer, useOffer } from '../db/stores/people/offered-secrets.ts';
import type { OfferedSecret } from '../db/stores/people/offered-secrets.ts';
import {
  deleteFactor,
  putFactor,
  putRecoveryCodes,
  secondFactorOf,
} from '../db/stores/people/second-factors.ts';
import { deleteOtherSessionsOf, deleteSessionsOf } from '../db/stores/people/sessions.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import type { HqDeps } from '../hq-deps.ts';
import { readChain } from '../publication/chain-documents.ts';
import { auditChange } from './audit-change.ts';
import { codeLock, forgetCodeTries, plainCode, secretContext, takeCode } from './check-factor.ts';
import type { CodeLock, CodeRefusal } from './check-factor.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import { isAskedForFactor } from './session-stage.ts';
import { judgeCode, totpOffer, totpSecretBytes } from './totp.ts';

export type FactorRefusal =
  | CodeLock
  | {
      readonly code:
        | CodeRefusal
        | 'malformed'
        | 'not_authentic'
        | 'not_found'
        | 'offer_ended'
        | 'factor_required'
        | 'own_factor';
    };
type Refused<Value> = Promise<Result<Value, FactorRefusal>>;

/** So long an app may take to give its first code. */
export const offerMs = 15 * 60_000;

/** A new secret for an app. Where there is a factor, a code of it is needed, and it stays until the new one is taken. */
export async function offerFactor(
  deps: HqDeps,
  { account, tokenHash }: SignedIn,
  code: string | undefined,
): Refused<FactorOffer> {
  const { accountId, login } = account;
  const lock = code === undefined ? undefined : await codeLock(deps, accountId);
  if (lock !== undefined) return err(lock);
  const secret = deps.randomBytes(totpSecretBytes);
  const offeredAtMs = deps.clock.nowMs();
  const sealedSecret = deps.serviceKeys.dataSeal.seal(secret, secretContext(accountId));
  const refusal = await inTransaction(deps, async (transaction) => {
    const factor = await secondFactorOf(transaction, accountId);
    if ((factor === undefined) !== (code === undefined)) return 'malformed';
    const taken = code === undefined ? ok(null) : await takeCode(transaction, deps, { accountId, code });
    if (!taken.ok) return taken.error;
    const isPut = await putOffer(transaction, tokenHash, { sealedSecret, offeredAtMs });
    return isPut ? undefined : 'not_authentic';
  });
  if (refusal !== undefined) return err({ code: refusal });
  const chain = await readChain(deps.db);
  const issuer = ['Vafa', ...(chain === undefined ? [] : [chain.name.en])].join(' ');
  return ok({ ...totpOffer(secret, { issuer, login }), expiresAtMs: epochMs(offeredAtMs + offerMs) });
}

/** The app's first code puts it in force. Other sessions of the person end. Answers with the recovery codes. */
export async function takeFactor(deps: HqDeps, signedIn: SignedIn, code: string): Refused<readonly string[]> {
  const { accountId } = signedIn.account;
  const lock = await codeLock(deps, accountId);
  if (lock !== undefined) return err(lock);
  const offer = await offerOf(deps.db, signedIn.tokenHash);
  if (offer === undefined || deps.clock.nowMs() - offer.offeredAtMs >= offerMs) {
    return err({ code: 'offer_ended' });
  }
  const secret = deps.serviceKeys.dataSeal.open(offer.sealedSecret, secretContext(accountId));
  invariant(secret !== undefined, 'an offer opens with the data key of this HQ');
  const judged = judgeCode(secret, plainCode(code), deps.clock.nowMs());
  if (judged.kind === 'wrong') return err({ code: 'code_wrong' });
  if (judged.kind !== 'right') return err({ code: `phone_clock_${judged.kind}` });
  return inTransaction(deps, (transaction) => setFactor(transaction, deps, { signedIn, offer, ...judged }));
}

type NewFactor = { readonly signedIn: SignedIn; readonly offer: OfferedSecret; readonly step: number };

async function setFactor(
  transaction: HqTransaction,
  deps: HqDeps,
  { signedIn: { account, tokenHash }, offer: { sealedSecret }, step }: NewFactor,
): Refused<readonly string[]> {
  const { accountId } = account;
  const nowMs = deps.clock.nowMs();
  if (!(await useOffer(transaction, tokenHash, { sealedSecret, atMs: nowMs }))) {
    return err({ code: 'offer_ended' });
  }
  const isReplaced = (await secondFactorOf(transaction, accountId)) !== undefined;
  await putFactor(transaction, accountId, { sealedSecret, madeAtMs: nowMs, lastStep: step });
  await deleteOtherSessionsOf(transaction, accountId, tokenHash);
  await forgetCodeTries(transaction, deps, accountId);
  const action = isReplaced ? 'factor.replace' : 'factor.set';
  await auditChange(transaction, deps, { accountId, action, subject: accountId });
  return ok(await giveRecoveryCodes(transaction, deps, accountId));
}

/** Ten new ones; those of before are void. */
export async function renewRecoveryCodes(
  deps: HqDeps,
  { account: { accountId } }: SignedIn,
  code: string,
): Refused<readonly string[]> {
  return withCode(deps, { accountId, code }, async (transaction) => {
    await auditChange(transaction, deps, { accountId, action: 'factor.newCodes', subject: accountId });
    return giveRecoveryCodes(transaction, deps, accountId);
  });
}

/** Other sessions of the person end. Refused where the chain asks them for one. */
export async function removeFactor(
  deps: HqDeps,
  { account: { accountId, role }, isFactorRule, tokenHash }: SignedIn,
  code: string,
): Refused<null> {
  if (isFactorRule && isAskedForFactor(role)) return err({ code: 'factor_required' });
  return withCode(deps, { accountId, code }, async (transaction) => {
    await deleteFactor(transaction, accountId);
    // A session that waited for its code would be open now.
    await deleteOtherSessionsOf(transaction, accountId, tokenHash);
    await auditChange(transaction, deps, { accountId, action: 'factor.remove', subject: accountId });
    return null;
  });
}

/** For whoever lost the phone and the recovery codes. All their sessions end; nothing happens where there is none. */
export async function resetFactor(
  deps: HqDeps,
  { accountId, by }: { readonly accountId: Uuid; readonly by: Uuid },
): Refused<null> {
  if (accountId === by) return err({ code: 'own_factor' });
  return inTransaction(
    deps,
    async (transaction) => {
      if ((await accountById(transaction, accountId)) === undefined) return err({ code: 'not_found' });
      if (!(await deleteFactor(transaction, accountId))) return ok(null);
      await deleteSessionsOf(transaction, accountId);
      await auditChange(transaction, deps, { accountId: by, action: 'factor.reset', subject: accountId });
      return ok(null);
    },
    { isRepeatable: true },
  );
}

async function withCode<Value>(
  deps: HqDeps,
  given: { readonly accountId: Uuid; readonly code: string },
  work: (transaction: HqTransaction) => Promise<Value>,
): Refused<Value> {
  const lock = await codeLock(deps, given.accountId);
  if (lock !== undefined) return err(lock);
  return inTransaction(deps, async (transaction) => {
    const taken = await takeCode(transaction, deps, given);
    return taken.ok ? ok(await work(transaction)) : err({ code: taken.error });
  });
}

async function giveRecoveryCodes(
  transaction: HqTransaction,
  deps: HqDeps,
  accountId: Uuid,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes(deps);
  const hashes = codes.map((code) => {
    const codeHash = recoveryCodeHash(deps, accountId, code);
    invariant(codeHash !== undefined, 'a recovery code is read as it was made');
    return codeHash;
  });
  await putRecoveryCodes(transaction, accountId, hashes);
  return codes;
}
