/** A till on its way to HQ: a code from an administrator, the request to join, and the approval. */

import type { z } from 'zod';
import { codeAnswer, joinsAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { joinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { JoinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqApp, HqArea } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { noDeviceYet, sendToHq, signRequest } from './test-till.ts';
import type { TillAnswer, TillKeys, TillRequest } from './test-till.ts';
import type { Person } from './test-person.ts';

export type Code = z.output<typeof codeAnswer>;

export const testStore = {
  storeId: 'shop-1',
  name: { fa: 'فروشگاه یک', en: 'Shop one' },
  currency: 'IRR',
  timeZone: 'Asia/Tehran',
  dayStartsAtHour: 4,
};

/** One route that a till reaches which HQ knows, and nobody else. */
export const probeArea: HqArea = {
  name: 'probe',
  register: (app) => void app.get('/probe', () => ({ known: true })),
};

/** The status of the answer to a till that signs with these keys: 200 when HQ knows it. */
export async function probe(
  { app, deps }: { readonly app: HqApp; readonly deps: HqDeps },
  keys: TillKeys,
  deviceId: Uuid,
): Promise<number> {
  const request = signRequest(keys, deviceId, { method: 'GET', path: '/probe' });
  return (await sendToHq(app, deps, request)).status;
}

/** A till of `testStore`, which is made where it is missing, with its first code. */
export async function newTillCode(administrator: Person, name = 'Till 1'): Promise<Code> {
  await administrator.ask({ method: 'POST', path: '/stores', body: testStore });
  const made = await administrator.ask({
    method: 'POST',
    path: '/tills',
    body: { storeId: testStore.storeId, name },
  });
  return codeAnswer.parse(made.body);
}

export function joinBody(keys: TillKeys, code: string): Readonly<Record<string, unknown>> {
  return {
    code,
    publicKey: bytesToHex(keys.publicKey),
    boxKey: bytesToHex(keys.boxKey),
    app: 'Vafa 0.1.0',
    escrow: Buffer.from('sealed').toString('base64'),
  };
}

export type Joining = {
  readonly ask: (request: TillRequest, keys?: TillKeys) => Promise<TillAnswer>;
  readonly join: (code: string) => Promise<TillAnswer>;
  readonly stateOf: (joinId: Uuid) => Promise<TillAnswer>;
};

/** What a till with these keys can ask before it has joined. */
export function joiningTill(app: HqApp, deps: HqDeps, keys: TillKeys): Joining {
  const ask = async (request: TillRequest, signer = keys): Promise<TillAnswer> =>
    sendToHq(app, deps, signRequest(signer, noDeviceYet, request));
  return {
    ask,
    join: (code) => ask({ method: 'POST', path: '/join', body: joinBody(keys, code) }),
    stateOf: (joinId) => ask({ method: 'GET', path: `/joins/${joinId}` }),
  };
}

/** Joins with the code and is approved by the person. */
export async function joinAndApprove(
  till: Joining,
  administrator: Person,
  code: string,
): Promise<JoinAnswer> {
  const asked = joinAnswer.parse((await till.join(code)).json());
  await administrator.ask({
    method: 'POST',
    path: `/joins/${asked.joinId}/approve`,
    body: { fingerprint: asked.fingerprint },
  });
  return joinAnswer.parse((await till.stateOf(asked.joinId)).json());
}

export async function waitingJoinsOf(person: Person): Promise<z.output<typeof joinsAnswer>['joins']> {
  return joinsAnswer.parse((await person.ask({ method: 'GET', path: '/joins' })).body).joins;
}
