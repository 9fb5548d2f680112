/** One-time links with which somebody chooses a password: the first administrator, a new account, a forgotten one. */

import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SetupRequest } from '#shared/contracts/hq/admin-session.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { accountById, allAccounts, changeAccount, insertAccount } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { deleteSessionsOf } from '../db/stores/people/sessions.ts';
import { deletePlacesOf } from '../db/stores/people/sign-in-tries.ts';
import {
  deletePrintedLinks,
  insertLink,
  linkByHash,
  lockLink,
  markLinkUsed,
} from '../db/stores/people/setup-links.ts';
import type { SetupLink } from '../db/stores/people/setup-links.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from './audit-change.ts';
import { passwordWeakness } from './passwords.ts';
import type { PasswordWeakness } from './passwords.ts';
import type { PeopleDeps } from './people-deps.ts';
import { hashOfToken, newSecretToken } from './secret-token.ts';
import { plainLogin } from './sign-in.ts';

type LinkDeps = Pick<HqDeps, 'clock' | 'randomBytes' | 'sha256' | 'utf8'>;

export type MadeLink = { readonly token: string; readonly expiresAtMs: number };

export type SetupRefusal =
  | { readonly code: 'link_unusable' | 'login_taken' | 'malformed' | 'busy' }
  | { readonly code: 'password_weak'; readonly reason: PasswordWeakness };

export const linkMs = 24 * 60 * 60_000;

/** For whoever can run HQ's own command: an administrator's link. The one that was printed before is void. */
export function printableLink(deps: LinkDeps & Pick<HqDeps, 'db' | 'timers'>): Promise<MadeLink> {
  return inTransaction(deps, async (transaction) => {
    await deletePrintedLinks(transaction);
    const role = 'administrator';
    return makeLink(transaction, deps, { role, accountId: null, madeBy: null });
  });
}

/** True while nobody can sign in yet. */
export async function hasNoAccount({ db }: Pick<HqDeps, 'db'>): Promise<boolean> {
  return (await allAccounts(db)).length === 0;
}

export async function makeLink(
  transaction: HqTransaction,
  deps: LinkDeps,
  { role, accountId, madeBy }: Pick<SetupLink, 'role' | 'accountId' | 'madeBy'>,
): Promise<MadeLink> {
  const madeAtMs = deps.clock.nowMs();
  const expiresAtMs = epochMs(madeAtMs + linkMs);
  const { token, tokenHash } = newSecretToken(deps);
  await insertLink(transaction, { tokenHash, role, accountId, madeBy, madeAtMs, expiresAtMs, isUsed: false });
  const subject = accountId ?? 'newAccount';
  await auditChange(transaction, deps, {
    accountId: madeBy,
    action: 'account.link',
    subject,
    facts: { role },
  });
  return { token, expiresAtMs };
}

/** What a link is for; `undefined` when it is of no use. */
export async function openLink(
  deps: LinkDeps & Pick<HqDeps, 'db'>,
  token: string,
): Promise<{ readonly link: SetupLink; readonly account: Account | undefined } | undefined> {
  const link = await linkByHash(deps.db, hashOfToken(token, deps));
  if (!link || !isUsable(link, deps)) return undefined;
  const account = link.accountId === null ? undefined : await accountById(deps.db, link.accountId);
  return { link, account };
}

/** Makes the account, or gives an account its new password and ends its sessions. The link is used up by that alone. */
export async function useSetupLink(
  deps: PeopleDeps,
  request: SetupRequest,
): Promise<Result<Uuid, SetupRefusal>> {
  const opened = await openLink(deps, request.token);
  if (!opened) return err({ code: 'link_unusable' });
  const person = opened.account ?? newPerson(request);
  if (!person) return err({ code: 'malformed' });
  const reason = passwordWeakness(request.password, person.login);
  if (reason) return err({ code: 'password_weak', reason });
  const verifier = await deps.passwords.verifierOf(request.password);
  if (!verifier.ok) return err({ code: 'busy' });
  return inTransaction(deps, async (transaction) => {
    const link = await lockLink(transaction, opened.link.tokenHash);
    if (!link || !isUsable(link, deps)) return err({ code: 'link_unusable' });
    const change = { link, verifier: verifier.value, person };
    const done =
      link.accountId === null
        ? await createAccount(transaction, deps, change)
        : await setPassword(transaction, deps, { ...change, accountId: link.accountId });
    if (done.ok) await markLinkUsed(transaction, link.tokenHash, deps.clock.nowMs());
    return done;
  });
}

type Person = Pick<Account, 'login' | 'name'>;
type Change = { readonly link: SetupLink; readonly verifier: string; readonly person: Person };

function newPerson({ login, name }: SetupRequest): Person | undefined {
  return login === undefined || name === undefined ? undefined : { login: plainLogin(login), name };
}

function isUsable({ isUsed, expiresAtMs }: SetupLink, { clock }: Pick<HqDeps, 'clock'>): boolean {
  return !isUsed && clock.nowMs() < expiresAtMs;
}

async function createAccount(
  transaction: HqTransaction,
  deps: LinkDeps,
  { link, verifier, person }: Change,
): Promise<Result<Uuid, SetupRefusal>> {
  const createdAtMs = deps.clock.nowMs();
  const accountId = uuidV7(createdAtMs, deps.randomBytes(10));
  const { role } = link;
  const account: Account = {
    ...person,
    accountId,
    passwordVerifier: verifier,
    role,
    state: 'active',
    createdAtMs,
  };
  if (!(await insertAccount(transaction, account))) return err({ code: 'login_taken' });
  const facts = { role, invitedBy: link.madeBy };
  await auditChange(transaction, deps, { accountId, action: 'account.create', subject: accountId, facts });
  return ok(accountId);
}

async function setPassword(
  transaction: HqTransaction,
  deps: LinkDeps,
  { accountId, verifier }: Change & { readonly accountId: Uuid },
): Promise<Result<Uuid, SetupRefusal>> {
  await changeAccount(transaction, accountId, { password_verifier: verifier });
  await deleteSessionsOf(transaction, accountId);
  await deletePlacesOf(transaction, accountId);
  await auditChange(transaction, deps, { accountId, action: 'account.setPassword', subject: accountId });
  return ok(accountId);
}
