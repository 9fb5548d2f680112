import { beforeEach, describe, expect, test } from 'vitest';
import { helloAnswer, joinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { joinCodeMs, syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { joinCodeInGroups, parseJoinCode } from '#shared/domain/join-code.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { fingerprintOf, nextKeyBytes } from '#sync/core/envelope.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { syncRates } from '#sync/server/auth/authenticate-tills.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { joinArea } from '#sync/server/join/join-area.ts';
import { createServiceKeys } from '#sync/server/keys/create-service-keys.ts';
import { newKeyMaterial, withNextServiceKey } from '#sync/server/keys/key-material.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import {
  joinAndApprove,
  joinBody,
  joiningTill,
  newTillCode,
  probe,
  probeArea,
  testStore,
  waitingJoinsOf,
} from '#test/support/hq/joining.ts';
import type { Code } from '#test/support/hq/joining.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { newTillKeys, noDeviceYet, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import type { TillAnswer } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const often = { burst: 1_000, perSecond: 100 };

let time: ManualTime;
let deps: HqDeps;
let app: HqApp;
let administrator: Person;
let code: Code;

beforeEach(async () => {
  time = createManualTime();
  const { randomBytes, timers } = nodeHqPorts;
  const identity = await ensureIdentity({ db: database.db(), clock: time.clock, randomBytes, timers });
  deps = testHqDeps(database.db(), { clock: time.clock, identity });
  app = await testApp(deps, [
    createSyncArea({ areas: [joinArea, probeArea], rates: { ...syncRates, joining: often } }),
    createAdminArea({ areas: [], cost: quickPasswords }),
  ]);
  administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  code = await newTillCode(administrator);
});

function codeOf(answer: TillAnswer): string {
  expect(answer.isSigned).toBe(true);
  const { error } = Object(answer.json());
  return error === undefined ? '' : String(error.code);
}

describe('a till that joins', () => {
  test('is known from the approval on, and not before', async () => {
    const keys = newTillKeys();
    const till = joiningTill(app, deps, keys);
    const asked = joinAnswer.parse((await till.join(code.code)).json());
    expect(asked).toMatchObject({
      state: 'waiting',
      deviceId: code.deviceId,
      tillName: 'Till 1',
      storeName: testStore.name,
      chainName: { fa: '', en: '' },
    });
    expect(await probe({ app, deps }, keys, asked.deviceId)).toBe(401);
    const body = { fingerprint: asked.fingerprint };
    const path = `/joins/${asked.joinId}/approve`;
    expect((await administrator.ask({ method: 'POST', path, body })).body).toEqual({ state: 'approved' });
    expect((await till.stateOf(asked.joinId)).json()).toMatchObject({ state: 'approved' });
    expect(await probe({ app, deps }, keys, asked.deviceId)).toBe(200);
    const row = await deps.db.selectFrom('till').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'active', app: 'Vafa 0.1.0', joined_ms: time.clock.nowMs() });
    expect(Buffer.from(row.escrow ?? []).toString()).toBe('sealed');
    expect(row.changed).toBeGreaterThan(0);
  });

  test('shows the fingerprint that it works out itself from what it was given', async () => {
    const keys = newTillKeys();
    const till = joiningTill(app, deps, keys);
    const hello = helloAnswer.parse((await till.ask({ method: 'GET', path: '/hello' })).json());
    const asked = joinAnswer.parse((await till.join(code.code.toLowerCase())).json());
    const own = fingerprintOf(
      {
        hqKey: hexToBytes(hello.key.publicKey) ?? new Uint8Array(),
        tillKey: keys.publicKey,
        code: parseJoinCode(code.code) ?? '',
      },
      deps,
    );
    expect(asked.fingerprint).toBe(own);
    expect(await waitingJoinsOf(administrator)).toMatchObject([{ fingerprint: own, tillName: 'Till 1' }]);
  });

  test('gets the same answer when it asks again with the same key and code', async () => {
    const till = joiningTill(app, deps, newTillKeys());
    const first = await till.join(code.code);
    const second = await till.join(code.code);
    expect(second.json()).toEqual(first.json());
    expect(await waitingJoinsOf(administrator)).toHaveLength(1);
  });

  test('with a code that another till used is told that the code is wrong', async () => {
    await joiningTill(app, deps, newTillKeys()).join(code.code);
    expect(codeOf(await joiningTill(app, deps, newTillKeys()).join(code.code))).toBe('code_wrong');
    expect(await waitingJoinsOf(administrator)).toHaveLength(1);
  });

  test('is one of two that ask with one code at the same moment', async () => {
    const answers = await Promise.all(
      [newTillKeys(), newTillKeys()].map(async (keys) => joiningTill(app, deps, keys).join(code.code)),
    );
    expect(answers.map(codeOf).toSorted()).toEqual(['', 'code_wrong']);
  });

  test('is refused when it did not sign with the key that it names', async () => {
    const [keys, others] = [newTillKeys(), newTillKeys()];
    const till = joiningTill(app, deps, keys);
    const answer = await till.ask({ method: 'POST', path: '/join', body: joinBody(keys, code.code) }, others);
    expect(codeOf(answer)).toBe('not_authentic');
    expect(codeOf(await till.join(code.code))).toBe('');
  });

  test('is refused when its code was changed on the way', async () => {
    const keys = newTillKeys();
    const other = await newTillCode(administrator, 'Till 2');
    const signed = signRequest(keys, noDeviceYet, {
      method: 'POST',
      path: '/join',
      body: joinBody(keys, code.code),
    });
    const payload = Buffer.from(signed.payload.toString().replace(code.code, other.code));
    expect(codeOf(await sendToHq(app, deps, { ...signed, payload }))).toBe('not_authentic');
  });

  test('with a key for boxes that opens them for everybody is refused', async () => {
    const keys = { ...newTillKeys(), boxKey: new Uint8Array(32) };
    expect(codeOf(await joiningTill(app, deps, keys).join(code.code))).toBe('malformed');
  });

  test('finds its request alone: not another one, and not one that is not there', async () => {
    const asked = joinAnswer.parse((await joiningTill(app, deps, newTillKeys()).join(code.code)).json());
    const stranger = joiningTill(app, deps, newTillKeys());
    const foreign = await stranger.stateOf(asked.joinId);
    const missing = await stranger.stateOf(uuid('01900000-0000-7000-8000-00000000000f'));
    expect([codeOf(foreign), codeOf(missing)]).toEqual(['not_authentic', 'not_authentic']);
    expect(Buffer.from(foreign.body)).toEqual(Buffer.from(missing.body));
  });

  test('under the id of a till that has joined is refused', async () => {
    const keys = newTillKeys();
    const request = { method: 'POST', path: '/join', body: joinBody(keys, code.code) } as const;
    const signed = signRequest(keys, code.deviceId, request);
    expect(codeOf(await sendToHq(app, deps, signed))).toBe('not_authentic');
  });
});

describe('a code', () => {
  test('that is wrong five times is good for nothing any more', async () => {
    const till = joiningTill(app, deps, newTillKeys());
    for (const wrong of guessesFor(code.code, 5)) expect(codeOf(await till.join(wrong))).toBe('code_wrong');
    expect(codeOf(await till.join(code.code))).toBe('code_wrong');
  });

  test('that is wrong four times still joins its till', async () => {
    const till = joiningTill(app, deps, newTillKeys());
    for (const wrong of guessesFor(code.code, 4)) await till.join(wrong);
    expect(codeOf(await till.join(code.code))).toBe('');
  });

  test('of another till is not used up by guesses at this one', async () => {
    const other = await newTillCode(administrator, 'Till 2');
    const till = joiningTill(app, deps, newTillKeys());
    for (const wrong of guessesFor(code.code, 5)) await till.join(wrong);
    expect(codeOf(await till.join(other.code))).toBe('');
  });

  test('with a slip of the hand is no wrong try', async () => {
    const till = joiningTill(app, deps, newTillKeys());
    const slip = code.code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (let tried = 0; tried < 6; tried += 1) expect(codeOf(await till.join(slip))).toBe('code_wrong');
    expect(codeOf(await till.join(code.code))).toBe('');
  });

  test('is told to be too old after ten minutes, and only to whoever has it', async () => {
    time.advance(joinCodeMs - 1);
    const other = await newTillCode(administrator, 'Till 2');
    time.advance(1);
    const till = joiningTill(app, deps, newTillKeys());
    expect(codeOf(await till.join(guessesFor(code.code, 1)[0] ?? ''))).toBe('code_wrong');
    expect(codeOf(await till.join(code.code))).toBe('code_expired');
    expect(codeOf(await till.join(other.code))).toBe('');
  });

  test('is void once there is another one for the same till', async () => {
    const path = `/tills/${code.deviceId}/code`;
    const next = (await administrator.ask({ method: 'POST', path })).body;
    const till = joiningTill(app, deps, newTillKeys());
    expect(codeOf(await till.join(code.code))).toBe('code_wrong');
    expect(codeOf(await till.join(String(Object(next).code)))).toBe('');
  });

  test('is not given for a till that has joined', async () => {
    await joinAndApprove(joiningTill(app, deps, newTillKeys()), administrator, code.code);
    const path = `/tills/${code.deviceId}/code`;
    expect((await administrator.ask({ method: 'POST', path })).code).toBe('conflict');
  });

  test('is in the database only as what it hashes to', async () => {
    const plain = parseJoinCode(code.code) ?? '';
    const row = await deps.db.selectFrom('till_code').selectAll().executeTakeFirstOrThrow();
    expect(row.selector).toBe(plain.slice(0, 3));
    expect(Buffer.from(row.code_hash)).not.toEqual(Buffer.from(deps.sha256(deps.utf8.encode(plain))));
    expect(JSON.stringify(row)).not.toContain(plain.slice(3));
  });

  test('is tried out from one address no faster than the limit', async () => {
    const own = testHqDeps(database.db(), { clock: time.clock, serviceKeys: deps.serviceKeys });
    const limited = await testApp(own, [
      createSyncArea({ areas: [joinArea], rates: { ...syncRates, joining: { burst: 3, perSecond: 1 } } }),
    ]);
    const till = joiningTill(limited, own, newTillKeys());
    const codes: string[] = [];
    for (let tried = 0; tried < 4; tried += 1) codes.push(codeOf(await till.join(code.code)));
    expect(codes).toEqual(['', '', '', 'rate_limited']);
  });

  /** Codes for the same till that are written correctly and are not its code. */
  function guessesFor(right: string, count: number): readonly string[] {
    const plain = parseJoinCode(right) ?? '';
    const guesses: string[] = [];
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (const third of alphabet) {
      for (const last of alphabet) {
        const guess = parseJoinCode(`${plain.slice(0, 3)}${third}${plain.slice(4, 11)}${last}`);
        if (guess !== undefined && guess !== plain) guesses.push(joinCodeInGroups(guess));
      }
    }
    return guesses.slice(0, count);
  }
});

describe('hello', () => {
  test('tells whoever asks who HQ is, signed for this very question', async () => {
    const requestId = bytesToHex(nodeHqPorts.randomBytes(16));
    const answer = await sendToHq(app, deps, {
      method: 'GET',
      url: '/sync/1/hello',
      headers: { [syncHeaders.request]: requestId },
      payload: Buffer.alloc(0),
    });
    expect(answer.isSigned).toBe(true);
    expect(helloAnswer.parse(answer.json())).toEqual({
      ...deps.identity,
      nowMs: time.clock.nowMs(),
      protocol: { newest: 1, oldest: 1 },
      key: {
        keyId: deps.serviceKeys.current.keyId,
        publicKey: bytesToHex(deps.serviceKeys.current.publicKey),
      },
      nextKey: null,
      escrowKey: bytesToHex(deps.serviceKeys.escrow.publicKey),
    });
  });

  test('names the life of HQ that another process has begun since', async () => {
    const hqEpoch = '01900000-0000-7000-8000-0000000000ee';
    await deps.db.updateTable('hq_meta').set({ value: hqEpoch }).where('name', '=', 'hqEpoch').execute();
    const answer = await joiningTill(app, deps, newTillKeys()).ask({ method: 'GET', path: '/hello' });
    expect(helloAnswer.parse(answer.json()).hqEpoch).toBe(hqEpoch);
  });

  test('leads a till that trusts the former service key to the one that followed it', async () => {
    const material = newKeyMaterial(nodeHqPorts.randomBytes, 1);
    const former = createServiceKeys(material).serviceKeys.current;
    const rotated = createServiceKeys(withNextServiceKey(material, nodeHqPorts.randomBytes, 2)).serviceKeys;
    const own = testHqDeps(database.db(), { clock: time.clock, serviceKeys: rotated });
    const changed = await testApp(own, [createSyncArea({ areas: [joinArea] })]);
    const ask = (known: string): Promise<TillAnswer> =>
      sendToHq(changed, own, {
        method: 'GET',
        url: '/sync/1/hello',
        headers: { [syncHeaders.request]: '0a'.repeat(16), [syncHeaders.key]: known },
        payload: Buffer.alloc(0),
      });
    const answer = await ask(former.keyId);
    const hello = helloAnswer.parse(answer.json());
    expect([answer.isSigned, answer.headers[syncHeaders.key]]).toEqual([true, former.keyId]);
    expect(hello.key.keyId).toBe(former.keyId);
    const next = hexToBytes(hello.nextKey?.publicKey ?? '') ?? new Uint8Array();
    const signature = hexToBytes(hello.nextKey?.signature ?? '') ?? new Uint8Array();
    const message = nextKeyBytes(next, deps);
    expect(deps.verifySignature({ publicKey: former.publicKey, message, signature })).toBe(true);
    expect(hello.nextKey?.keyId).toBe(rotated.current.keyId);
    const unknown = helloAnswer.parse((await ask('00'.repeat(8))).json());
    expect([unknown.key.keyId, unknown.nextKey]).toEqual([rotated.current.keyId, null]);
  });
});
