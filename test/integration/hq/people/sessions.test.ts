import { beforeEach, describe, expect, test } from 'vitest';
import { adminHeader } from '#shared/contracts/hq/admin-common.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { adminRates } from '#sync/server/people/guard-admin.ts';
import { hasNoAccount, printableLink } from '#sync/server/people/setup-link.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import {
  goodPassword,
  insertPerson,
  newPerson,
  quickPasswords,
  signedInPerson,
} from '#test/support/hq/test-person.ts';
import type { Person, PersonAnswer } from '#test/support/hq/test-person.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const minuteMs = 60_000;
const manyRates = { ...adminRates, stranger: { burst: 1_000, perSecond: 1_000 } };

let time: ManualTime;
let deps: HqDeps;
let app: HqApp;

beforeEach(async () => {
  time = createManualTime();
  deps = testHqDeps(database.db(), { clock: time.clock });
  app = await testApp(deps, [createAdminArea({ areas: [], rates: manyRates, cost: quickPasswords })]);
});

const who = { method: 'GET', path: '/session' } as const;

function signIn(person: Person, login: string, password = goodPassword): Promise<PersonAnswer> {
  return person.ask({ method: 'POST', path: '/session', body: { login, password } });
}

function signInFrom(address: string, login: string, password = goodPassword): Promise<PersonAnswer> {
  return newPerson(app).ask({ method: 'POST', path: '/session', body: { login, password }, address });
}

describe('the first administrator', () => {
  test('chooses login and password by the printed link and signs in with them', async () => {
    expect(await hasNoAccount(deps)).toBe(true);
    const { token } = await printableLink(deps);
    const person = newPerson(app);
    const looked = await person.ask({ method: 'GET', path: `/setup?token=${token}` });
    expect(looked.body).toMatchObject({ role: 'administrator', login: null });
    const body = { token, login: 'Owner', name: 'The owner', password: goodPassword };
    expect((await person.ask({ method: 'POST', path: '/setup', body })).status).toBe(200);
    expect(await hasNoAccount(deps)).toBe(false);
    expect((await signIn(person, ' oWNER ')).status).toBe(200);
    expect((await person.ask(who)).body).toMatchObject({
      account: { login: 'owner', role: 'administrator' },
    });
  });

  test.each([
    ['has been used', async (token: string) => void (await setUp(token, 'somebody'))],
    ['is a day old', async () => time.advance(24 * 60 * minuteMs)],
    ['was followed by another one', async () => void (await printableLink(deps))],
  ])('cannot be made by a link that %s', async (_how, before) => {
    const { token } = await printableLink(deps);
    await before(token);
    expect((await setUp(token, 'intruder')).code).toBe('link_unusable');
    expect((await newPerson(app).ask({ method: 'GET', path: `/setup?token=${token}` })).status).toBe(410);
  });

  test('is one, when a link is used twice at the same moment', async () => {
    const { token } = await printableLink(deps);
    const answers = await Promise.all([setUp(token, 'one-person'), setUp(token, 'two-person')]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '410']);
  });

  test.each([
    ['short', 'short one'],
    ['simple', 'abababababab'],
    ['login', 'my login is somebody'],
  ])('is told that a password is too %s, and keeps the link', async (reason, password) => {
    const { token } = await printableLink(deps);
    const refused = await setUp(token, 'somebody', password);
    expect([refused.code, refused.body]).toEqual([
      'password_weak',
      { error: { code: 'password_weak', details: { reason } } },
    ]);
    expect((await setUp(token, 'somebody')).status).toBe(200);
  });

  test('is told that a login is taken, and keeps the link', async () => {
    await insertPerson(deps, 'somebody', 'auditor');
    const { token } = await printableLink(deps);
    expect((await setUp(token, 'Somebody')).code).toBe('login_taken');
    expect((await setUp(token, 'another')).status).toBe(200);
  });

  function setUp(token: string, login: string, password = goodPassword): Promise<PersonAnswer> {
    const body = { token, login, name: 'Somebody', password };
    return newPerson(app).ask({ method: 'POST', path: '/setup', body });
  }
});

describe('signing in', () => {
  test('answers a wrong password, a name that nobody has and a suspended account alike', async () => {
    await insertPerson(deps, 'somebody', 'auditor');
    const suspended = await insertPerson(deps, 'gone', 'auditor');
    await deps.db
      .updateTable('account')
      .set({ state: 'suspended' })
      .where('account_id', '=', suspended)
      .execute();
    const answers = await Promise.all([
      signIn(newPerson(app), 'somebody', 'not the password'),
      signIn(newPerson(app), 'nobody', goodPassword),
      signIn(newPerson(app), 'gone', goodPassword),
    ]);
    for (const answer of answers) {
      expect([answer.status, answer.body]).toEqual([401, { error: { code: 'sign_in_wrong', details: {} } }]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test.each(['somebody', 'nobody'])(
    'as %s is locked after five wrong passwords, longer each time',
    async (login) => {
      await insertPerson(deps, 'somebody', 'auditor');
      const person = newPerson(app);
      for (let tried = 0; tried < 5; tried += 1) {
        expect((await signIn(person, login, 'wrong')).code).toBe('sign_in_wrong');
      }
      const locked = await signIn(person, login);
      expect([locked.code, locked.headers['retry-after']]).toEqual(['sign_in_locked', '30']);
      time.advance(30_000);
      expect((await signIn(person, login, 'wrong')).code).toBe('sign_in_wrong');
      expect((await signIn(person, login)).headers['retry-after']).toBe('60');
    },
  );

  test('counts tries before it checks them, so that many at once are no more than five', async () => {
    await insertPerson(deps, 'somebody', 'auditor');
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => signIn(newPerson(app), 'somebody', 'wrong')),
    );
    expect(answers.filter(({ code }) => code === 'sign_in_wrong')).toHaveLength(5);
  });

  test('with the right password forgets the wrong ones before', async () => {
    await insertPerson(deps, 'somebody', 'auditor');
    const person = newPerson(app);
    for (let tried = 0; tried < 4; tried += 1) await signIn(person, 'somebody', 'wrong');
    expect((await signIn(person, 'somebody')).status).toBe(200);
    for (let tried = 0; tried < 4; tried += 1) await signIn(person, 'somebody', 'wrong');
    expect((await signIn(person, 'somebody')).status).toBe(200);
  });

  test('is locked for the address that guesses, and open for everybody else', async () => {
    await insertPerson(deps, 'somebody', 'administrator');
    for (let tried = 0; tried < 9; tried += 1) await signInFrom('192.0.2.7', 'somebody', 'wrong');
    expect((await signInFrom('192.0.2.7', 'somebody')).code).toBe('sign_in_locked');
    expect((await signInFrom('192.0.2.8', 'somebody')).status).toBe(200);
    // A network of IPv6 is one place, whichever of its addresses is used.
    for (let tried = 0; tried < 5; tried += 1)
      await signInFrom(`2001:db8:1:2:${tried}::1`, 'somebody', 'wrong');
    expect((await signInFrom('2001:db8:1:2:ffff::9', 'somebody')).code).toBe('sign_in_locked');
    expect((await signInFrom('2001:db8:1:3::1', 'somebody')).status).toBe(200);
  });

  test('is locked for all when many addresses guess, but never where the account was signed in to before', async () => {
    await insertPerson(deps, 'somebody', 'administrator');
    const home = '198.51.100.4';
    expect((await signInFrom(home, 'somebody')).status).toBe(200);
    for (let guess = 0; guess < 25; guess += 1) await signInFrom(`203.0.113.${guess}`, 'somebody', 'wrong');
    expect((await signInFrom('203.0.113.200', 'somebody')).code).toBe('sign_in_locked');
    for (let tried = 0; tried < 9; tried += 1) {
      expect((await signInFrom(home, 'somebody', 'wrong')).code).toBe('sign_in_wrong');
    }
    expect((await signInFrom(home, 'somebody')).status).toBe(200);
    // Another account was never signed in to from there.
    await insertPerson(deps, 'other', 'auditor');
    for (let tried = 0; tried < 5; tried += 1) await signInFrom(home, 'other', 'wrong');
    expect((await signInFrom(home, 'other')).code).toBe('sign_in_locked');
    time.advance(91 * 24 * 60 * minuteMs);
    for (let tried = 0; tried < 5; tried += 1) await signInFrom(home, 'somebody', 'wrong');
    expect((await signInFrom(home, 'somebody')).code).toBe('sign_in_locked');
  });

  test('is slowed down by address', async () => {
    const own = testHqDeps(database.db(), { clock: time.clock });
    const slow = await testApp(own, [createAdminArea({ areas: [], cost: quickPasswords })]);
    const answers = await Promise.all(
      Array.from({ length: 21 }, async (_, at) => signIn(newPerson(slow), `person-${at}`)),
    );
    expect(answers.filter(({ code }) => code === 'rate_limited')).toHaveLength(1);
  });
});

describe('a session', () => {
  test('is a cookie that no script reads, no other page sends and no database holds', async () => {
    await insertPerson(deps, 'somebody', 'auditor');
    const person = newPerson(app);
    const answer = await signIn(person, 'somebody');
    expect(answer.headers['set-cookie']).toMatch(
      /^vafa-hq=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const token = person.cookie.split('=')[1] ?? '';
    const rows = await deps.db.selectFrom('account_session').selectAll().execute();
    expect(rows.map(({ token_hash: hash }) => Buffer.from(hash).toString('hex'))).not.toContain(token);
  });

  test('over TLS has a cookie that is sent over TLS alone', async () => {
    const proxied = testHqDeps(database.db(), { config: { ...deps.config, isBehindProxy: true } });
    const secure = await testApp(proxied, [createAdminArea({ areas: [], cost: quickPasswords })]);
    await insertPerson(proxied, 'somebody', 'auditor');
    const answer = await newPerson(secure).ask({
      method: 'POST',
      path: '/session',
      body: { login: 'somebody', password: goodPassword },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-vafa-hq=.*; Secure$/);
  });

  test.each([
    ['no cookie', ''],
    ['a made-up token', `vafa-hq=${'0'.repeat(64)}`],
    ['a token that is too long', `vafa-hq=${'0'.repeat(6_400)}`],
    ['words in place of a token', "vafa-hq=' OR 1=1 --"],
  ])('is none with %s', async (_what, cookie) => {
    const person = newPerson(app);
    expect((await person.ask({ ...who, headers: { cookie } })).code).toBe('not_authentic');
  });

  test('is none when somebody set a second cookie of the same name', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'auditor' });
    const cookie = `${person.cookie}; vafa-hq=${'0'.repeat(64)}`;
    expect((await person.ask({ ...who, headers: { cookie } })).code).toBe('not_authentic');
  });

  test('ends after half an hour in which nothing is asked, and goes on while something is', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'auditor' });
    time.advance(29 * minuteMs);
    expect((await person.ask(who)).status).toBe(200);
    time.advance(29 * minuteMs);
    expect((await person.ask(who)).status).toBe(200);
    time.advance(30 * minuteMs);
    expect((await person.ask(who)).code).toBe('not_authentic');
  });

  test('ends after twelve hours, whatever is asked in it', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'auditor' });
    for (let quarter = 0; quarter < 47; quarter += 1) {
      time.advance(15 * minuteMs);
      expect((await person.ask(who)).status).toBe(200);
    }
    time.advance(15 * minuteMs);
    expect((await person.ask(who)).code).toBe('not_authentic');
  });

  test('ends by signing out, and a copy of its cookie with it', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'auditor' });
    const { cookie } = person;
    const out = await person.ask({ method: 'DELETE', path: '/session' });
    expect(out.headers['set-cookie']).toMatch(/^vafa-hq=;.*Max-Age=0$/);
    expect((await person.ask({ ...who, headers: { cookie } })).code).toBe('not_authentic');
  });

  test('of before ends when somebody signs in again in the same browser', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'auditor' });
    const { cookie } = person;
    await signIn(person, 'somebody');
    expect(person.cookie).not.toBe(cookie);
    expect((await newPerson(app).ask({ ...who, headers: { cookie } })).code).toBe('not_authentic');
    expect((await person.ask(who)).status).toBe(200);
  });

  test('changes nothing for a page of another origin, even with its cookie', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'administrator' });
    const out = { method: 'DELETE', path: '/session' } as const;
    const attempts: Readonly<Record<string, string | null>>[] = [
      { [adminHeader]: null },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: 'http://localhost:80.elsewhere.example' },
    ];
    for (const headers of attempts) expect((await person.ask({ ...out, headers })).code).toBe('other_origin');
    expect((await person.ask(who)).status).toBe(200);
    expect((await person.ask({ ...out, headers: { origin: 'http://localhost:80' } })).status).toBe(200);
  });

  test('asks for the password again before it lets somebody in or shuts somebody out', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'administrator' });
    const link = { method: 'POST', path: '/accounts/links', body: { role: 'auditor' } } as const;
    expect((await person.ask(link)).status).toBe(200);
    time.advance(15 * minuteMs);
    expect((await person.ask(link)).code).toBe('confirm_first');
    const confirm = { method: 'POST', path: '/session/confirm' } as const;
    expect((await person.ask({ ...confirm, body: { password: 'wrong' } })).code).toBe('sign_in_wrong');
    expect((await person.ask(link)).code).toBe('confirm_first');
    expect((await person.ask({ ...confirm, body: { password: goodPassword } })).status).toBe(200);
    expect((await person.ask(link)).status).toBe(200);
  });

  test('that somebody else got hold of guesses the password no more often than a stranger', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'administrator' });
    const confirm = { method: 'POST', path: '/session/confirm' } as const;
    const guess = () => person.ask({ ...confirm, body: { password: 'wrong' } });
    for (let tried = 0; tried < 5; tried += 1) expect((await guess()).code).toBe('sign_in_wrong');
    expect((await guess()).code).toBe('sign_in_locked');
    expect((await signIn(newPerson(app), 'somebody')).status).toBe(200);
  });
});
