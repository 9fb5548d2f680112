/** The code besides the password: set up, asked for, given once, lost, reset, and asked of everybody who changes things. */

import { beforeEach, describe, expect, it } from 'vitest';
import { auditAnswer } from '#shared/contracts/hq/admin-audit.ts';
import { factorAnswer, factorOfferAnswer } from '#shared/contracts/hq/admin-factor.ts';
import { sessionAnswer } from '#shared/contracts/hq/admin-session.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { adminRates } from '#sync/server/people/guard-admin.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { codeOfApp } from '#test/support/authenticator.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import { askForFactors, enrol, enrolledPerson } from '#test/support/hq/test-factor.ts';
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
const stepMs = 30_000;
const rates = { ...adminRates, stranger: { burst: 1_000, perSecond: 1_000 } };
const who = { method: 'GET', path: '/session' } as const;

let time: ManualTime;
let deps: HqDeps;
let app: HqApp;

/** HQ as one more process on the same database and the same keys has it. */
function anotherProcess(): Promise<HqApp> {
  const { clock, serviceKeys } = deps;
  const own = testHqDeps(database.db(), { clock, serviceKeys });
  return testApp(own, [createAdminArea({ areas: [], rates, cost: quickPasswords })]);
}

beforeEach(async () => {
  time = createManualTime(1_790_000_000_000);
  deps = testHqDeps(database.db(), { clock: time.clock });
  app = await anotherProcess();
});

async function password(login = 'sara', at = app): Promise<Person> {
  const person = newPerson(at);
  time.advance(1);
  await person.ask({ method: 'POST', path: '/session', body: { login, password: goodPassword } });
  return person;
}

/** A moment later, so that the list of changes has an order. */
function give(person: Person, code: string): Promise<PersonAnswer> {
  time.advance(1);
  return person.ask({ method: 'POST', path: '/session/code', body: { code } });
}

function post(person: Person, path: string, body: unknown = {}): Promise<PersonAnswer> {
  time.advance(1);
  return person.ask({ method: 'POST', path, body });
}

async function stageOf(person: Person): Promise<string> {
  return sessionAnswer.parse((await person.ask(who)).body).stage;
}

async function recorded(person: Person): Promise<readonly (readonly [string, unknown])[]> {
  const answer = await person.ask({ method: 'GET', path: '/audit' });
  return auditAnswer
    .parse(answer.body)
    .records.filter(({ action }) => /^(?:factor|signInRules)\./.test(action))
    .map(({ action, facts }) => [action, facts] as const);
}

const sara = { login: 'sara', role: 'administrator' } as const;

describe('signing in with an app', () => {
  it('takes the code after the password, and nobody is told before whose password it was', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    time.advance(stepMs);
    const person = newPerson(app);
    const body = { login: 'sara', password: goodPassword };
    const asked = await person.ask({ method: 'POST', path: '/session', body });
    expect(asked.body).toEqual({ stage: 'code', expiresAtMs: time.clock.nowMs() + 10 * minuteMs });
    const before = person.cookie;
    expect((await give(person, code())).body).toMatchObject({ stage: 'open', account: { login: 'sara' } });
    expect(person.cookie).not.toBe(before);
    expect((await newPerson(app).ask({ ...who, headers: { cookie: before } })).code).toBe('not_authentic');
    expect(await stageOf(person)).toBe('open');
  });

  it('takes digits of any script with spaces in them, and a clock that is half a minute off', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    time.advance(10 * minuteMs);
    const persian = code().replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
    expect((await give(await password(), `${persian.slice(0, 3)} ${persian.slice(3)}`)).status).toBe(200);
    time.advance(10 * minuteMs);
    expect((await give(await password(), code(-stepMs))).status).toBe(200);
    expect((await give(await password(), code(stepMs))).status).toBe(200);
  });

  it('says which way the clock of a phone is wrong, and never takes such a code, not even when its time comes', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    time.advance(10 * minuteMs);
    const ahead = code(2 * minuteMs);
    expect((await give(await password(), code(-2 * minuteMs))).code).toBe('phone_clock_slow');
    expect((await give(await password(), ahead)).code).toBe('phone_clock_fast');
    time.advance(2 * minuteMs);
    expect(code()).toBe(ahead);
    expect((await give(await password(), ahead)).code).toBe('code_used');
    time.advance(stepMs);
    expect((await give(await password(), code())).status).toBe(200);
  });

  it('takes a code once, and none that is older than one that was taken', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    expect((await give(await password(), code())).code).toBe('code_used');
    time.advance(stepMs);
    expect((await give(await password(), code())).status).toBe(200);
    expect((await give(await password(), code())).code).toBe('code_used');
    expect((await give(await password(), code(-stepMs))).code).toBe('code_used');
  });

  it('takes a code once when two processes are given it at the same moment', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    const second = await anotherProcess();
    for (let round = 0; round < 5; round += 1) {
      time.advance(stepMs);
      const people = await Promise.all([password('sara', app), password('sara', second)]);
      const answers = await Promise.all(people.map((person) => give(person, code())));
      expect(answers.map((answer) => answer.code).toSorted()).toEqual(['', 'code_used']);
    }
  });

  it('is locked after five wrong codes from wherever they come, and the password alone stays as it was', async () => {
    const { code } = await enrolledPerson(app, deps, sara);
    time.advance(stepMs);
    const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
    for (let tried = 0; tried < 5; tried += 1) {
      expect((await give(await password(), tried % 2 === 0 ? wrong : 'AAAA-BBBB-CCCC')).code).toBe(
        'code_wrong',
      );
    }
    const locked = await give(await password(), code());
    expect([locked.code, locked.headers['retry-after']]).toEqual(['sign_in_locked', '30']);
    time.advance(stepMs);
    expect((await give(await password(), wrong)).code).toBe('code_wrong');
    expect((await give(await password(), code())).headers['retry-after']).toBe('60');
    time.advance(minuteMs);
    expect((await give(await password(), code())).status).toBe(200);
  });

  it('lets many codes at one moment be looked at no more often than five', async () => {
    await enrolledPerson(app, deps, sara);
    const person = await password();
    const answers = await Promise.all(Array.from({ length: 20 }, async () => give(person, 'no code')));
    expect(answers.filter((answer) => answer.code === 'code_wrong')).toHaveLength(5);
  });

  it('waits ten minutes for a code, and ends with a new password', async () => {
    const { accountId } = await enrolledPerson(app, deps, sara);
    const owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
    const waiting = await password();
    expect(await stageOf(waiting)).toBe('code');
    time.advance(10 * minuteMs);
    expect((await waiting.ask(who)).code).toBe('not_authentic');
    const again = await password();
    const { token } = Object((await post(owner, `/accounts/${accountId}/link`)).body);
    await post(newPerson(app), '/setup', { token, password: 'another long secret' });
    expect((await again.ask(who)).code).toBe('not_authentic');
  });

  it('is not recorded, and makes no place known, before the code was right', async () => {
    const { accountId, code } = await enrolledPerson(app, deps, sara);
    await deps.db.deleteFrom('sign_in_place').execute();
    await deps.db.deleteFrom('audit').execute();
    const person = await password();
    await give(person, 'no code');
    const rows = async (table: 'sign_in_place' | 'audit'): Promise<number> =>
      (await deps.db.selectFrom(table).select('account_id').where('account_id', '=', accountId).execute())
        .length;
    expect([await rows('sign_in_place'), await rows('audit')]).toEqual([0, 0]);
    time.advance(stepMs);
    await give(person, code());
    expect([await rows('sign_in_place'), await rows('audit')]).toEqual([1, 1]);
  });
});

describe('setting up an app', () => {
  it('asks for the password of a short while ago, and needs a code of what it offered', async () => {
    const person = await signedInPerson(app, deps, { login: 'sara', role: 'auditor' });
    time.advance(15 * minuteMs);
    expect((await post(person, '/session/factor/offer')).code).toBe('confirm_first');
    await post(person, '/session/confirm', { password: goodPassword });
    expect((await post(person, '/session/factor', { code: '123456' })).code).toBe('offer_ended');
    const offered = factorOfferAnswer.parse((await post(person, '/session/factor/offer')).body);
    expect(offered.address).toContain(`secret=${offered.secretText}&`);
    expect((await post(person, '/session/factor', { code: 'wrong' })).code).toBe('code_wrong');
    const late = codeOfApp(offered.secretText, time.clock.nowMs() - 3 * minuteMs);
    expect((await post(person, '/session/factor', { code: late })).code).toBe('phone_clock_slow');
    expect(factorAnswer.parse((await person.ask({ method: 'GET', path: '/session/factor' })).body)).toEqual({
      factor: null,
      isRequired: false,
    });
    const code = codeOfApp(offered.secretText, time.clock.nowMs());
    expect((await post(person, '/session/factor', { code })).status).toBe(200);
    expect(factorAnswer.parse((await person.ask({ method: 'GET', path: '/session/factor' })).body)).toEqual({
      factor: { madeAtMs: time.clock.nowMs(), recoveryCodesLeft: 10 },
      isRequired: false,
    });
    expect((await post(person, '/session/factor', { code })).code).toBe('offer_ended');
  });

  it('is offered for a quarter of an hour', async () => {
    const person = await signedInPerson(app, deps, sara);
    const { secretText } = factorOfferAnswer.parse((await post(person, '/session/factor/offer')).body);
    time.advance(15 * minuteMs);
    await post(person, '/session/confirm', { password: goodPassword });
    const code = codeOfApp(secretText, time.clock.nowMs());
    expect((await post(person, '/session/factor', { code })).code).toBe('offer_ended');
  });

  it('ends the other sessions of the person, and leaves neither secret nor code in the database', async () => {
    const other = await signedInPerson(app, deps, sara);
    const person = await password();
    const offered = factorOfferAnswer.parse((await post(person, '/session/factor/offer')).body);
    const code = codeOfApp(offered.secretText, time.clock.nowMs());
    const taken = await post(person, '/session/factor', { code });
    expect((await other.ask(who)).code).toBe('not_authentic');
    expect(await stageOf(person)).toBe('open');
    const kept = JSON.stringify(
      await Promise.all([
        deps.db.selectFrom('second_factor').selectAll().execute(),
        deps.db.selectFrom('recovery_code').selectAll().execute(),
        deps.db.selectFrom('account_session').selectAll().execute(),
        deps.db.selectFrom('audit').selectAll().execute(),
      ]),
      (_name, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    const { recoveryCodes } = Object(taken.body);
    for (const secret of [offered.secretText, code, ...recoveryCodes]) expect(kept).not.toContain(secret);
    const row = await deps.db.selectFrom('account_session').select('offered_secret').executeTakeFirst();
    expect(row?.offered_secret).toBeNull();
  });

  it('anew, taking it away and new recovery codes need a code of what is there', async () => {
    const person = await enrolledPerson(app, deps, sara);
    time.advance(stepMs);
    const slip = person.recoveryCodes[0]?.replace(/^./, (first) => (first === 'Z' ? 'Y' : 'Z'));
    for (const path of [
      '/session/factor/offer',
      '/session/factor/remove',
      '/session/factor/recovery-codes',
    ]) {
      expect((await post(person, path)).code).toBe('malformed');
      expect((await post(person, path, { code: slip })).code).toBe('code_wrong');
    }
    const { recoveryCodes } = Object(
      (await post(person, '/session/factor/recovery-codes', { code: person.code() })).body,
    );
    expect((await give(await password(), person.recoveryCodes[0] ?? '')).code).toBe('code_wrong');
    expect((await give(await password(), recoveryCodes[0])).status).toBe(200);
    const next = await enrol(person, deps, recoveryCodes[1]);
    time.advance(stepMs);
    expect((await give(await password(), person.code())).code).toBe('code_wrong');
    expect((await give(await password(), next.code())).status).toBe(200);
    time.advance(stepMs);
    expect((await post(person, '/session/factor/remove', { code: next.code() })).status).toBe(200);
    expect(await stageOf(await password())).toBe('open');
    expect((await recorded(person)).map(([action]) => action).toSorted()).toEqual([
      'factor.newCodes',
      'factor.recoveryCode',
      'factor.recoveryCode',
      'factor.remove',
      'factor.replace',
      'factor.set',
    ]);
  });
});

describe('a recovery code', () => {
  it('is taken in place of the app once, however it is typed, and that stands in the list of changes', async () => {
    const person = await enrolledPerson(app, deps, sara);
    const [first = '', second = ''] = person.recoveryCodes;
    expect((await give(await password(), ` ${first.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(200);
    expect((await give(await password(), first)).code).toBe('code_used');
    expect((await give(await password(), second)).status).toBe(200);
    expect(await recorded(person)).toEqual([
      ['factor.recoveryCode', { left: 8 }],
      ['factor.recoveryCode', { left: 9 }],
      ['factor.set', {}],
    ]);
  });

  it('of one person is none of another, and ten of them are ten different ones', async () => {
    const { recoveryCodes } = await enrolledPerson(app, deps, sara);
    await enrolledPerson(app, deps, { login: 'reza', role: 'publisher' });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await give(await password('reza'), recoveryCodes[0] ?? '')).code).toBe('code_wrong');
  });

  it('is taken once when two processes are given it at the same moment', async () => {
    const { recoveryCodes } = await enrolledPerson(app, deps, sara);
    const second = await anotherProcess();
    for (const code of recoveryCodes.slice(0, 5)) {
      const people = await Promise.all([password('sara', app), password('sara', second)]);
      const answers = await Promise.all(people.map((person) => give(person, code)));
      expect(answers.map((answer) => answer.code).toSorted()).toEqual(['', 'code_used']);
    }
  });
});

describe('an administrator', () => {
  it('resets the app of somebody else, whose sessions end, and not their own', async () => {
    const owner = await enrolledPerson(app, deps, { login: 'owner', role: 'administrator' });
    const person = await enrolledPerson(app, deps, { login: 'sara', role: 'publisher' });
    const accounts = Object((await owner.ask({ method: 'GET', path: '/accounts' })).body).accounts;
    expect(accounts).toMatchObject([{ hasFactor: true }, { hasFactor: true }]);
    expect((await post(owner, `/accounts/${owner.accountId}/reset-factor`)).code).toBe('own_factor');
    const path = `/accounts/${person.accountId}/reset-factor`;
    expect((await post(owner, path)).status).toBe(200);
    expect((await post(owner, path)).status).toBe(200);
    expect((await person.ask(who)).code).toBe('not_authentic');
    expect(await stageOf(await password())).toBe('open');
    expect((await give(await password(), person.recoveryCodes[0] ?? '')).code).toBe('conflict');
    expect(await recorded(owner)).toEqual([
      ['factor.reset', {}],
      ['factor.set', {}],
      ['factor.set', {}],
    ]);
    const nobody = '/accounts/01900000-0000-7000-8000-00000000000f/reset-factor';
    expect((await post(owner, nobody)).code).toBe('not_found');
  });

  it('asks for an app of others only with one of their own, and nobody who is asked takes theirs away', async () => {
    const person = await signedInPerson(app, deps, sara);
    const rule = (isFactorRequired: boolean): Promise<PersonAnswer> => {
      time.advance(1);
      return person.ask({ method: 'PUT', path: '/sign-in-rules', body: { isFactorRequired } });
    };
    expect((await rule(true)).code).toBe('factor_missing');
    const { code } = await enrol(person, deps);
    expect((await rule(true)).status).toBe(200);
    expect((await rule(true)).status).toBe(200);
    expect((await person.ask({ method: 'GET', path: '/sign-in-rules' })).body).toEqual({
      isFactorRequired: true,
    });
    time.advance(stepMs);
    expect((await post(person, '/session/factor/remove', { code: code() })).code).toBe('factor_required');
    await rule(false);
    expect((await post(person, '/session/factor/remove', { code: code() })).status).toBe(200);
    expect((await recorded(person)).slice(1, 3)).toEqual([
      ['signInRules.change', { isFactorRequired: false, isFactorRequiredBefore: true }],
      ['signInRules.change', { isFactorRequired: true, isFactorRequiredBefore: false }],
    ]);
  });
});

describe('a chain that asks for apps', () => {
  it('leads administrators and publishers to it right after the password, and lets auditors be', async () => {
    await askForFactors(app, deps);
    for (const role of ['administrator', 'publisher'] as const) {
      await insertPerson(deps, role, role);
      const person = await password(role);
      expect(await stageOf(person)).toBe('enrolment');
      expect((await person.ask({ method: 'GET', path: '/tills' })).code).toBe('enrol_first');
      const { code } = await enrol(person, deps);
      expect(await stageOf(person)).toBe('open');
      expect((await person.ask({ method: 'GET', path: '/tills' })).status).toBe(200);
      time.advance(stepMs);
      expect((await give(await password(role), code())).status).toBe(200);
    }
    await insertPerson(deps, 'auditor', 'auditor');
    expect(await stageOf(await password('auditor'))).toBe('open');
  });

  it('asks those as well who are in already, and those whose app was reset', async () => {
    const person = await signedInPerson(app, deps, sara);
    const owner = await askForFactors(app, deps);
    expect(await stageOf(person)).toBe('enrolment');
    await enrol(person, deps);
    expect(await stageOf(person)).toBe('open');
    await post(owner, `/accounts/${person.accountId}/reset-factor`);
    expect(await stageOf(await password())).toBe('enrolment');
  });
});
