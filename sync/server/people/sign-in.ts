/** Signing in with a password: counted before it is checked, and alike for names that exist and names that do not. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { accountByLogin } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { deleteEndedSessions, insertSession } from '../db/stores/people/sessions.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import { deleteTries, deleteTriesBefore, lockTries, putTries } from '../db/stores/people/sign-in-tries.ts';
import { auditChange } from './audit-change.ts';
import type { PeopleDeps } from './people-deps.ts';
import { newSecretToken } from './secret-token.ts';

export type Credentials = { readonly login: string; readonly password: string };
export type SignInRefusal =
  | { readonly code: 'sign_in_wrong' }
  | { readonly code: 'sign_in_locked'; readonly seconds: number }
  | { readonly code: 'busy' };

/** A session ends at the latest after this, whatever is done in it. */
export const sessionMsMax = 12 * 60 * 60_000;
/** Wrong passwords until the first lock; each one behind them doubles it. */
export const freeTries = 5;
const lockMsFirst = 30_000;
const lockMsMax = 15 * 60_000;
/** Tries so long ago count no more. */
const tryMsMax = 24 * 60 * 60_000;

export async function signIn(
  deps: PeopleDeps,
  credentials: Credentials,
): Promise<Result<{ readonly token: string; readonly signedIn: SignedIn }, SignInRefusal>> {
  const checked = await checkPassword(deps, credentials);
  if (!checked.ok) return checked;
  const account = checked.value;
  const { token, tokenHash } = newSecretToken(deps);
  const nowMs = deps.clock.nowMs();
  const session = {
    tokenHash,
    usedAtMs: nowMs,
    confirmedAtMs: nowMs,
    expiresAtMs: epochMs(nowMs + sessionMsMax),
  };
  const isOpen = await inTransaction(deps, async (transaction) => {
    // The account may have been suspended, or its password changed, while the one that was given was checked.
    const now = await accountByLogin(transaction, account.login);
    if (now?.state !== 'active' || now.passwordVerifier !== account.passwordVerifier) return false;
    await deleteEndedSessions(transaction, nowMs);
    await insertSession(transaction, account.accountId, session);
    const { accountId } = account;
    await auditChange(transaction, deps, { accountId, action: 'session.signIn', subject: accountId });
    return true;
  });
  return isOpen ? ok({ token, signedIn: { ...session, account } }) : err({ code: 'sign_in_wrong' });
}

/** Also for somebody who is signed in and gives the password again. */
export async function checkPassword(
  deps: PeopleDeps,
  { login, password }: Credentials,
): Promise<Result<Account, SignInRefusal>> {
  const name = plainLogin(login);
  const loginHash = deps.sha256(deps.serviceKeys.dataSeal.derive('vafa-hq-login/1'), deps.utf8.encode(name));
  const nowMs = deps.clock.nowMs();
  const lockedUntilMs = await inTransaction(deps, (transaction) => countTry(transaction, loginHash, nowMs));
  if (lockedUntilMs > nowMs) {
    return err({ code: 'sign_in_locked', seconds: Math.ceil((lockedUntilMs - nowMs) / 1000) });
  }
  const account = await accountByLogin(deps.db, name);
  const isRight = await deps.passwords.isPassword(password, account?.passwordVerifier);
  if (!isRight.ok) return err({ code: 'busy' });
  if (!isRight.value || account?.state !== 'active') return err({ code: 'sign_in_wrong' });
  await deleteTries(deps.db, loginHash);
  return ok(account);
}

/** As it is kept and compared. */
export function plainLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/**
 * Answers until when this try may not be checked. It is counted, and the lock behind it written, before the password is
 * looked at: many tries at one moment get no more than one that comes after the other.
 */
async function countTry(transaction: HqTransaction, loginHash: Uint8Array, nowMs: EpochMs): Promise<number> {
  await deleteTriesBefore(transaction, epochMs(nowMs - tryMsMax));
  const { tries, lockedUntilMs } = await lockTries(transaction, loginHash, nowMs);
  if (lockedUntilMs > nowMs) return lockedUntilMs;
  const next = tries + 1;
  const lockMs = next < freeTries ? 0 : Math.min(lockMsFirst * 2 ** (next - freeTries), lockMsMax);
  await putTries(transaction, loginHash, { tries: next, lockedUntilMs: nowMs + lockMs, lastMs: nowMs });
  return lockedUntilMs;
}
