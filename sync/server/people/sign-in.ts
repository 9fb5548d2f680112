/**
 * Signing in with a password: counted before it is checked, and alike for names that exist and names that do not. Wrong
 * passwords lock a name for the address that they come from. From many addresses they lock it for all, but never where
 * the account was signed in to before: an outsider must not be able to keep anybody out.
 */

import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { accountByLogin } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { deleteEndedSessions, insertSession } from '../db/stores/people/sessions.ts';
import type { SignedIn } from '../db/stores/people/sessions.ts';
import {
  deleteTries,
  deleteTriesBefore,
  isKnownPlace,
  keepPlace,
  lockTries,
  putTries,
} from '../db/stores/people/sign-in-tries.ts';
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
/** Wrong passwords from one address, or in one session, until the first lock; each one behind them doubles it. */
export const freeTries = 5;
/** From all addresses together that the account was never signed in to from. */
export const freeTriesOfAll = 20;
/** So long an address is known from which somebody signed in. */
export const placeMsMax = 90 * 24 * 60 * 60_000;
const lockMsFirst = 30_000;
const lockMsMax = 15 * 60_000;
/** Tries so long ago count no more. */
const tryMsMax = 24 * 60 * 60_000;

/** From where a password is given: by whoever is at an address, or in a session that is open already. */
export type GivenFrom =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'session'; readonly tokenHash: Uint8Array };

export async function signIn(
  deps: PeopleDeps,
  credentials: Credentials,
  address: string,
): Promise<Result<{ readonly token: string; readonly signedIn: SignedIn }, SignInRefusal>> {
  const checked = await checkPassword(deps, credentials, { kind: 'address', address });
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
    const addressHash = hashFor(deps, 'address', address);
    await keepPlace(transaction, { accountId, addressHash, nowMs, sinceMs: nowMs - placeMsMax });
    await auditChange(transaction, deps, { accountId, action: 'session.signIn', subject: accountId });
    return true;
  });
  return isOpen ? ok({ token, signedIn: { ...session, account } }) : err({ code: 'sign_in_wrong' });
}

/** Also for somebody who is signed in and gives the password again. */
export async function checkPassword(
  deps: PeopleDeps,
  { login, password }: Credentials,
  from: GivenFrom,
): Promise<Result<Account, SignInRefusal>> {
  const name = plainLogin(login);
  const nowMs = deps.clock.nowMs();
  const account = await accountByLogin(deps.db, name);
  const counters = await countersOf(deps, { name, account, from });
  const lockedUntilMs = await inTransaction(deps, (transaction) => countTry(transaction, counters, nowMs));
  if (lockedUntilMs > nowMs) {
    return err({ code: 'sign_in_locked', seconds: Math.ceil((lockedUntilMs - nowMs) / 1000) });
  }
  const isRight = await deps.passwords.isPassword(password, account?.passwordVerifier);
  if (!isRight.ok) return err({ code: 'busy' });
  if (!isRight.value || account?.state !== 'active') return err({ code: 'sign_in_wrong' });
  // What others tried from elsewhere stays counted.
  const [own] = counters;
  if (own !== undefined) await deleteTries(deps.db, own.tryHash);
  return ok(account);
}

type TryCounter = { readonly tryHash: Uint8Array; readonly free: number };
type TryMade = {
  readonly name: string;
  readonly account: Account | undefined;
  readonly from: GivenFrom;
};

/** The own one first; none where the right password is never refused. What is tried there is slowed down by address. */
async function countersOf(
  deps: PeopleDeps,
  { name, account, from }: TryMade,
): Promise<readonly TryCounter[]> {
  if (from.kind === 'session') {
    return [{ tryHash: hashFor(deps, 'session', bytesToHex(from.tokenHash)), free: freeTries }];
  }
  const addressHash = hashFor(deps, 'address', from.address);
  const sinceMs = deps.clock.nowMs() - placeMsMax;
  const accountId = account?.accountId ?? nobody;
  if (await isKnownPlace(deps.db, { accountId, addressHash, sinceMs })) return [];
  return [
    { tryHash: hashFor(deps, 'name and address', name, from.address), free: freeTries },
    { tryHash: hashFor(deps, 'name', name), free: freeTriesOfAll },
  ];
}

/** Looked up like anybody, so that names without an account take as long. */
const nobody = uuid('00000000-0000-0000-0000-000000000000');

/** Neither names nor addresses stand in the database. */
function hashFor({ sha256, utf8, serviceKeys }: PeopleDeps, ...words: readonly string[]): Uint8Array {
  return sha256(serviceKeys.dataSeal.derive('vafa-hq-login/1'), utf8.encode(JSON.stringify(words)));
}

/** As it is kept and compared. */
export function plainLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/**
 * Answers until when this try may not be checked. It is counted, and the lock behind it written, before the password is
 * looked at: many tries at one moment get no more than one that comes after the other.
 */
async function countTry(
  transaction: HqTransaction,
  counters: readonly TryCounter[],
  nowMs: EpochMs,
): Promise<number> {
  await deleteTriesBefore(transaction, epochMs(nowMs - tryMsMax));
  const counted = [];
  for (const counter of counters) {
    counted.push({ ...counter, ...(await lockTries(transaction, counter.tryHash, nowMs)) });
  }
  const lockedUntilMs = Math.max(0, ...counted.map((counter) => counter.lockedUntilMs));
  if (lockedUntilMs > nowMs) return lockedUntilMs;
  for (const { tryHash, tries, free } of counted) {
    const next = tries + 1;
    const lockMs = next < free ? 0 : Math.min(lockMsFirst * 2 ** (next - free), lockMsMax);
    await putTries(transaction, tryHash, { tries: next, lockedUntilMs: nowMs + lockMs, lastMs: nowMs });
  }
  return lockedUntilMs;
}
