/**
 * Passwords of people: counted before they are checked, and alike for names that exist and names that do not. Wrong ones
 * lock a name for the address that they come from. From many addresses they lock it for all, but never where the account
 * was signed in to before: an outsider must not be able to keep anybody out.
 */

import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { accountByLogin } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { deleteTries, isKnownPlace } from '../db/stores/people/sign-in-tries.ts';
import { freeTries, hashForTries, secondsLocked } from './count-tries.ts';
import type { TryCounter } from './count-tries.ts';
import { openSession } from './open-session.ts';
import type { OpenedSession } from './open-session.ts';
import type { PeopleDeps } from './people-deps.ts';
import { addressTries, placeMsMax } from './sign-in-places.ts';

export type Credentials = { readonly login: string; readonly password: string };
export type SignInRefusal =
  | { readonly code: 'sign_in_wrong' }
  | { readonly code: 'sign_in_locked'; readonly seconds: number }
  | { readonly code: 'busy' };

/** From all addresses together that the account was never signed in to from. */
const freeTriesOfAll = 20;

/** From where a password is given: by whoever is at an address, or in a session that is open already. */
export type GivenFrom =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'session'; readonly tokenHash: Uint8Array };

/** The session that it answers with may still wait for a code. */
export async function signIn(
  deps: PeopleDeps,
  credentials: Credentials,
  address: string,
): Promise<Result<OpenedSession, SignInRefusal>> {
  const checked = await checkPassword(deps, credentials, { kind: 'address', address });
  if (!checked.ok) return checked;
  const opened = await openSession(deps, checked.value, address);
  return opened === undefined ? err({ code: 'sign_in_wrong' }) : ok(opened);
}

/** Also for somebody who is signed in and gives the password again. */
export async function checkPassword(
  deps: PeopleDeps,
  { login, password }: Credentials,
  from: GivenFrom,
): Promise<Result<Account, SignInRefusal>> {
  const name = plainLogin(login);
  const account = await accountByLogin(deps.db, name);
  const counters = await countersOf(deps, { name, account, from });
  const seconds = await secondsLocked(deps, counters);
  if (seconds !== undefined) return err({ code: 'sign_in_locked', seconds });
  const isRight = await deps.passwords.isPassword(password, account?.passwordVerifier);
  if (!isRight.ok) return err({ code: 'busy' });
  if (!isRight.value || account?.state !== 'active') return err({ code: 'sign_in_wrong' });
  // What others tried from elsewhere stays counted.
  const [own] = counters;
  if (own !== undefined) await deleteTries(deps.db, own.tryHash);
  return ok(account);
}

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
    return [{ tryHash: hashForTries(deps, 'session', bytesToHex(from.tokenHash)), free: freeTries }];
  }
  const addressHash = addressTries(deps, from.address);
  const sinceMs = deps.clock.nowMs() - placeMsMax;
  const accountId = account?.accountId ?? nobody;
  if (await isKnownPlace(deps.db, { accountId, addressHash, sinceMs })) return [];
  return [
    { tryHash: hashForTries(deps, 'name and address', name, from.address), free: freeTries },
    { tryHash: hashForTries(deps, 'name', name), free: freeTriesOfAll },
  ];
}

/** Looked up like anybody, so that names without an account take as long. */
const nobody = uuid('00000000-0000-0000-0000-000000000000');

/** As it is kept and compared. */
export function plainLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}
