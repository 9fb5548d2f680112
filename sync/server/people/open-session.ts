/** Sessions as they are begun: at the password, and at the code where the account has a second factor. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { lockAccount } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { secondFactorOf } from '../db/stores/people/second-factors.ts';
import { deleteEndedSessions, deleteSession, insertSession } from '../db/stores/people/sessions.ts';
import type { Session, SignedIn } from '../db/stores/people/sessions.ts';
import { keepPlace } from '../db/stores/people/sign-in-tries.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from './audit-change.ts';
import { codeLock, takeCode } from './check-factor.ts';
import type { CodeLock, CodeRefusal } from './check-factor.ts';
import { newSecretToken } from './secret-token.ts';
import { addressTries, placeMsMax } from './sign-in-places.ts';

/** A session ends at the latest after this, whatever is done in it. */
const sessionMsMax = 12 * 60 * 60_000;
/** So long a session waits for its code. */
export const codeMsMax = 10 * 60_000;

/** What the browser has to show for its session from now on. */
export type OpenedSession = { readonly token: string; readonly tokenHash: Uint8Array };

/**
 * After the right password. Where a code is still to be given the session is good for nothing else, and nothing is
 * recorded yet. `undefined` when the account was suspended, or its password changed, while the password was checked.
 */
export async function openSession(
  deps: HqDeps,
  account: Account,
  address: string,
): Promise<OpenedSession | undefined> {
  const opened = newSecretToken(deps);
  const nowMs = deps.clock.nowMs();
  const isOpen = await inTransaction(deps, async (transaction) => {
    const now = await lockAccount(transaction, account.accountId);
    if (now?.state !== 'active' || now.passwordVerifier !== account.passwordVerifier) return false;
    await deleteEndedSessions(transaction, nowMs);
    const { accountId } = account;
    const hasFactor = (await secondFactorOf(transaction, accountId)) !== undefined;
    const begun: Session = {
      tokenHash: opened.tokenHash,
      usedAtMs: nowMs,
      confirmedAtMs: nowMs,
      expiresAtMs: epochMs(nowMs + (hasFactor ? codeMsMax : sessionMsMax)),
      factorAtMs: null,
    };
    await insertSession(transaction, accountId, begun);
    if (!hasFactor) await recordSignIn(transaction, deps, { accountId, address });
    return true;
  });
  return isOpen ? opened : undefined;
}

export type CodeGiven = { readonly code: string; readonly address: string };
export type GiveCodeRefusal = CodeLock | { readonly code: CodeRefusal | 'not_authentic' };

/** The session that waited ends, and the one in its place has another token: whoever knew the former has nothing of it. */
export async function giveCode(
  deps: HqDeps,
  { account, tokenHash, confirmedAtMs }: SignedIn,
  { code, address }: CodeGiven,
): Promise<Result<OpenedSession, GiveCodeRefusal>> {
  const { accountId } = account;
  const lock = await codeLock(deps, accountId);
  if (lock !== undefined) return err(lock);
  const opened = newSecretToken(deps);
  const nowMs = deps.clock.nowMs();
  return inTransaction(deps, async (transaction): Promise<Result<OpenedSession, GiveCodeRefusal>> => {
    await lockAccount(transaction, accountId);
    const taken = await takeCode(transaction, deps, { accountId, code });
    if (!taken.ok) return err({ code: taken.error });
    // Ended meanwhile, by a new password or by an administrator.
    if (!(await deleteSession(transaction, tokenHash))) return err({ code: 'not_authentic' });
    await insertSession(transaction, accountId, {
      tokenHash: opened.tokenHash,
      usedAtMs: nowMs,
      confirmedAtMs,
      expiresAtMs: epochMs(nowMs + sessionMsMax),
      factorAtMs: nowMs,
    });
    await recordSignIn(transaction, deps, { accountId, address });
    return ok(opened);
  });
}

async function recordSignIn(
  transaction: HqTransaction,
  deps: HqDeps,
  { accountId, address }: { readonly accountId: Uuid; readonly address: string },
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const addressHash = addressTries(deps, address);
  await keepPlace(transaction, { accountId, addressHash, nowMs, sinceMs: nowMs - placeMsMax });
  await auditChange(transaction, deps, { accountId, action: 'session.signIn', subject: accountId });
}
