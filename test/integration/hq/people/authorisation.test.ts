import { beforeEach, describe, expect, test } from 'vitest';
import { adminRoot, roles } from '#shared/contracts/hq/admin-common.ts';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { SessionStage } from '#shared/contracts/hq/admin-session.ts';
import { adminAreas } from '#sync/server/admin-areas.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { adminPermissions } from '#sync/server/people/admin-permissions.ts';
import { adminRates } from '#sync/server/people/guard-admin.ts';
import type { HqApp, HqArea } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { askForFactors, enrolledPerson } from '#test/support/hq/test-factor.ts';
import { goodPassword, newPerson, quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { PersonRequest } from '#test/support/hq/test-person.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const credentials = { login: 'somebody', password: goodPassword };
const strangers = { burst: 1_000, perSecond: 1_000 };
const rates = { ...adminRates, stranger: strangers };

/** What the table must say, written a second time: a slip in it is noticed here. */
const onlyAdministrators =
  /^(?:POST \/accounts|POST \/stores|POST \/operators|PUT \/|POST \/tills|POST \/joins)/;
const confirmedRoutes =
  /^POST \/(?:session\/factor|accounts\/|operators|tills\/:deviceId\/(?:replace|revoke|unfreeze)|joins\/:joinId\/approve)|^PUT \/(?:operators|sign-in-rules)/;
const ownRoutes =
  /^(?:\w+ )\/(?:session|setup|accounts|sign-in-rules|stores|operators|chain|tills|joins|audit)\b/;
const withoutCode = ['GET /session', 'DELETE /session', 'POST /session/code'];
const withoutFactor = [
  'GET /session',
  'DELETE /session',
  'POST /session/confirm',
  'GET /session/factor',
  'POST /session/factor/offer',
  'POST /session/factor',
];

let time: ManualTime;
let deps: HqDeps;
let app: HqApp;
let routes: Set<string>;

beforeEach(async () => {
  time = createManualTime();
  deps = testHqDeps(database.db(), { clock: time.clock });
  routes = new Set();
  const watched: HqArea = {
    name: 'watched',
    register: async (scope, scopeDeps) => {
      scope.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) {
          if (one !== 'HEAD') routes.add(`${one} ${url.slice(adminRoot.length)}`);
        }
      });
      await createAdminArea({ areas: adminAreas, rates, cost: quickPasswords }).register(scope, scopeDeps);
    },
  };
  app = await testApp(deps, [watched]);
});

const table = Object.entries(adminPermissions);

/** A request that the guard sees before anything looks at its content. */
function requestOf(route: string): PersonRequest {
  const [method = '', path = ''] = route.split(' ');
  const id = '01900000-0000-7000-8000-00000000000f';
  const filled = path.replace(/:[a-zA-Z]+/g, id);
  return { method: methodOf(method), path: filled, ...(method === 'GET' ? {} : { body: {} }) };
}

function methodOf(method: string): PersonRequest['method'] {
  switch (method) {
    case 'GET':
    case 'POST':
    case 'PUT':
    case 'DELETE':
      return method;
    default:
      throw new Error(`a route with ${method}`);
  }
}

test('the table of permissions has a row for every route, and a route for every row', () => {
  expect([...routes].toSorted()).toEqual(Object.keys(adminPermissions).toSorted());
});

test('a route without a row in the table of permissions does not start', async () => {
  const other = testHqDeps(database.db());
  const forgotten: HqArea = {
    name: 'forgotten',
    register: (scope) => void scope.get('/forgotten', () => ({})),
  };
  await expect(
    testApp(other, [createAdminArea({ areas: [forgotten], cost: quickPasswords })]),
  ).rejects.toThrow('GET /forgotten stands in the table of permissions');
});

describe('every route', () => {
  test('but signing in and setting up asks for a session', async () => {
    for (const [route, permission] of table) {
      const { code } = await newPerson(app).ask(requestOf(route));
      const isOpen = permission.roles === 'anybody';
      expect([route, code === 'not_authentic']).toEqual([route, !isOpen]);
      expect(isOpen).toBe(/ \/(?:session|setup)$/.test(route) && !/^(?:GET|DELETE) \/session$/.test(route));
    }
  });

  test.each(roles)('lets a person as %s do what the table says and nothing else', async (role) => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role });
    const { cookie } = person;
    for (const [route, permission] of table) {
      if (route === 'DELETE /session') continue;
      const answer = await person.ask({ ...requestOf(route), headers: { cookie } });
      expect([route, answer.code === 'not_allowed']).toEqual([route, !isAllowed(permission.roles, role)]);
      expect([route, answer.code]).not.toEqual([route, 'not_authentic']);
    }
  });

  test('that lets somebody in or shuts somebody out asks for the password again', async () => {
    const person = await signedInPerson(app, deps, { login: 'somebody', role: 'administrator' });
    time.advance(15 * 60_000);
    const { cookie } = person;
    for (const [route, permission] of table) {
      if (route === 'DELETE /session') continue;
      const { code } = await person.ask({ ...requestOf(route), headers: { cookie } });
      expect([route, code === 'confirm_first']).toEqual([route, permission.isConfirmed === true]);
    }
  });

  test('but those that lead to the code is shut to a session that waits for it', async () => {
    await enrolledPerson(app, deps, { login: 'somebody', role: 'administrator' });
    const waiting = newPerson(app);
    await waiting.ask({ method: 'POST', path: '/session', body: credentials });
    const { cookie } = waiting;
    for (const [route, permission] of table) {
      if (permission.roles === 'anybody' || route === 'DELETE /session') continue;
      const { code } = await waiting.ask({ ...requestOf(route), headers: { cookie } });
      expect([route, code === 'code_first']).toEqual([route, !withoutCode.includes(route)]);
    }
  });

  test.each(['administrator', 'publisher'] as const)(
    'but those that lead to a second factor is shut to a person as %s who has none once the chain asks for it',
    async (role) => {
      const person = await signedInPerson(app, deps, { login: 'somebody', role });
      await askForFactors(app, deps);
      const { cookie } = person;
      for (const [route, permission] of table) {
        if (permission.roles === 'anybody' || route === 'DELETE /session') continue;
        const { code } = await person.ask({ ...requestOf(route), headers: { cookie } });
        expect([route, code === 'enrol_first']).toEqual([route, !withoutFactor.includes(route)]);
      }
    },
  );

  test('that waits for a code or for a second factor says so in the table, and no other one', () => {
    const open = (stage: SessionStage): readonly string[] =>
      table.flatMap(([route, { stages = [] }]) => (stages.includes(stage) ? [route] : []));
    expect(open('code').toSorted()).toEqual(withoutCode.toSorted());
    expect(open('enrolment').toSorted()).toEqual(withoutFactor.toSorted());
  });

  test('has the permission that its kind must have', () => {
    for (const [route, { roles: allowed, isConfirmed }] of table.filter(([name]) => ownRoutes.test(name))) {
      const isAdministrators = allowed !== 'anybody' && allowed.join() === 'administrator';
      expect([route, isAdministrators]).toEqual([route, onlyAdministrators.test(route)]);
      expect([route, isConfirmed === true]).toEqual([route, confirmedRoutes.test(route)]);
    }
  });
});

function isAllowed(allowed: readonly Role[] | 'anybody', role: Role): boolean {
  return allowed === 'anybody' || allowed.includes(role);
}

describe('an account', () => {
  test('that is suspended has no session any more, and one that is resumed has to sign in again', async () => {
    const administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const auditor = await signedInPerson(app, deps, { login: 'auditor', role: 'auditor' });
    const who = { method: 'GET', path: '/session' } as const;
    const path = `/accounts/${auditor.accountId}`;
    expect((await auditor.ask(who)).status).toBe(200);
    expect((await administrator.ask({ method: 'POST', path: `${path}/suspend` })).status).toBe(200);
    expect((await auditor.ask(who)).code).toBe('not_authentic');
    expect((await administrator.ask({ method: 'POST', path: `${path}/resume` })).status).toBe(200);
    expect((await auditor.ask(who)).code).toBe('not_authentic');
  });

  test('with another role has to sign in again, and has the new role then', async () => {
    const administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const other = await signedInPerson(app, deps, { login: 'second', role: 'administrator' });
    const path = `/accounts/${other.accountId}/role`;
    await administrator.ask({ method: 'POST', path, body: { role: 'auditor' } });
    expect((await other.ask({ method: 'GET', path: '/accounts' })).code).toBe('not_authentic');
  });

  test('of the last administrator is neither suspended nor given another role, not even by two at once', async () => {
    const one = await signedInPerson(app, deps, { login: 'one', role: 'administrator' });
    const two = await signedInPerson(app, deps, { login: 'two', role: 'administrator' });
    const answers = await Promise.all([
      one.ask({ method: 'POST', path: `/accounts/${two.accountId}/suspend` }),
      two.ask({ method: 'POST', path: `/accounts/${one.accountId}/role`, body: { role: 'auditor' } }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const rows = await deps.db
      .selectFrom('account')
      .select('account_id')
      .where('role', '=', 'administrator')
      .where('state', '=', 'active')
      .execute();
    expect(rows).toHaveLength(1);
  });

  test('gets a new password by a link, which ends its sessions and leaves its role', async () => {
    const administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const auditor = await signedInPerson(app, deps, { login: 'auditor', role: 'auditor' });
    const path = `/accounts/${auditor.accountId}/link`;
    const made = await administrator.ask({ method: 'POST', path });
    const { token } = Object(made.body);
    const looked = await newPerson(app).ask({ method: 'GET', path: `/setup?token=${token}` });
    expect(looked.body).toMatchObject({ role: 'auditor', login: 'auditor' });
    const password = 'another long secret';
    const set = await newPerson(app).ask({ method: 'POST', path: '/setup', body: { token, password } });
    expect(set.status).toBe(200);
    expect((await auditor.ask({ method: 'GET', path: '/session' })).code).toBe('not_authentic');
    const again = await newPerson(app).ask({
      method: 'POST',
      path: '/session',
      body: { login: 'auditor', password },
    });
    expect(again.body).toMatchObject({ account: { role: 'auditor' } });
  });

  test('that is suspended leaves no link behind that it made', async () => {
    const owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const other = await signedInPerson(app, deps, { login: 'other', role: 'administrator' });
    const made = await other.ask({
      method: 'POST',
      path: '/accounts/links',
      body: { role: 'administrator' },
    });
    const { token } = Object(made.body);
    await owner.ask({ method: 'POST', path: `/accounts/${other.accountId}/suspend` });
    expect((await newPerson(app).ask({ method: 'GET', path: `/setup?token=${token}` })).code).toBe(
      'link_unusable',
    );
  });
});

describe('the audit list', () => {
  test('says who changed what, the newest first, and nothing that names a person', async () => {
    const owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const auditor = await signedInPerson(app, deps, { login: 'auditor', role: 'auditor' });
    time.advance(1);
    await owner.ask({ method: 'POST', path: `/accounts/${auditor.accountId}/suspend` });
    const answer = await owner.ask({ method: 'GET', path: '/audit' });
    expect(answer.body).toMatchObject({
      records: [
        {
          accountId: owner.accountId,
          action: 'account.change',
          subject: auditor.accountId,
          facts: { role: 'auditor', roleBefore: 'auditor', state: 'suspended', stateBefore: 'active' },
        },
        { action: 'session.signIn' },
        { action: 'session.signIn' },
      ],
    });
    expect(JSON.stringify(answer.body)).not.toContain('"owner"');
  });

  test('goes on behind a record that is known', async () => {
    const owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    time.advance(1);
    await signedInPerson(app, deps, { login: 'auditor', role: 'auditor' });
    const { records } = Object((await owner.ask({ method: 'GET', path: '/audit' })).body);
    const older = await owner.ask({ method: 'GET', path: `/audit?before=${records[0].auditId}` });
    expect(Object(older.body).records).toEqual(records.slice(1));
  });
});
