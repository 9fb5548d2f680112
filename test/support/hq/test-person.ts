/** A person at HQ with a browser: accounts put into the database, cookies kept, requests as HQ's own pages send them. */

import { adminHeader, adminRoot } from '#shared/contracts/hq/admin-common.ts';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { createPasswords } from '#sync/server/people/passwords.ts';
import type { PasswordCost } from '#sync/server/people/passwords.ts';
import { expectOk } from '../expect-ok.ts';

/** A test that signs in often must not take seconds for it. */
export const quickPasswords: PasswordCost = { memoryKiB: 8, passes: 1 };
export const goodPassword = 'a long enough secret';

export type PersonRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/admin/1`. */
  readonly path: string;
  readonly body?: unknown;
  /** In place of what HQ's own pages send; null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** From where; the same for everybody where it is left out. */
  readonly address?: string;
};

export type PersonAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The code of a refusal; '' for anything else. */
  readonly code: string;
};

export type Person = { readonly ask: (request: PersonRequest) => Promise<PersonAnswer>; cookie: string };

/** A browser that nobody has signed in with. */
export function newPerson(app: HqApp): Person {
  const person: Person = {
    cookie: '',
    ask: async ({ method, path, body, headers = {}, address = '127.0.0.1' }) => {
      const own = { [adminHeader]: '1', cookie: person.cookie === '' ? null : person.cookie };
      const typed = body === undefined ? {} : { 'content-type': 'application/json' };
      const wanted = Object.entries<string | null>({ ...own, ...typed, ...headers });
      const sent = wanted.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
      const answer = await app.inject({
        method,
        remoteAddress: address,
        url: `${adminRoot}${path}`,
        headers: Object.fromEntries(sent),
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const cookie = answer.headers['set-cookie'];
      if (typeof cookie === 'string') person.cookie = cookie.split(';')[0] ?? '';
      const answered: unknown = answer.payload === '' ? undefined : answer.json();
      return { status: answer.statusCode, headers: answer.headers, body: answered, code: codeOf(answered) };
    },
  };
  return person;
}

/** An account with `goodPassword`, and its id. */
export async function insertPerson({ db, clock }: HqDeps, login: string, role: Role): Promise<Uuid> {
  const passwords = await createPasswords(nodeHqPorts.randomBytes, quickPasswords);
  const accountId = uuidV7(clock.nowMs(), nodeHqPorts.randomBytes(10));
  await db
    .insertInto('account')
    .values({
      account_id: accountId,
      login,
      name: login,
      password_verifier: expectOk(await passwords.verifierOf(goodPassword)),
      role,
      state: 'active',
      publisher_key: null,
      created_ms: clock.nowMs(),
    })
    .execute();
  return accountId;
}

/** A person with an account who has just signed in. */
export async function signedInPerson(
  app: HqApp,
  deps: HqDeps,
  { login, role }: { readonly login: string; readonly role: Role },
): Promise<Person & { readonly accountId: Uuid }> {
  const accountId = await insertPerson(deps, login, role);
  const person = newPerson(app);
  await person.ask({ method: 'POST', path: '/session', body: { login, password: goodPassword } });
  return Object.assign(person, { accountId });
}

function codeOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return '';
  const { error } = body;
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode ? String(error.code) : '';
}
