/** A whole HQ with a small chain, and tills at it that share no code with ours: they come in by the documented door. */

import { randomBytes } from 'node:crypto';
import { codeAnswer, joinsAnswer } from '#shared/contracts/hq/admin-tills.ts';
import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { createMetrics } from '#sync/server/metrics.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import type { RunningHq } from '#sync/server/start-hq.ts';
import { hello, join, joined, joinState } from '#test/stranger/client.ts';
import type { Hello } from '#test/stranger/client.ts';
import type { Chain } from '#test/stranger/entries.ts';
import { keyPair } from '#test/stranger/secrets.ts';
import type { KeyPair } from '#test/stranger/secrets.ts';
import type { Wire } from '#test/stranger/wire.ts';
import { bringChain, demoStoreId } from './published-chain.ts';
import { startTestHq } from './start-test-hq.ts';
import { testApp } from './test-app.ts';
import { quickPasswords, signedInPerson } from './test-person.ts';
import type { Person } from './test-person.ts';

export type Stranger = {
  readonly wire: Wire;
  readonly met: Hello;
  readonly boxPair: KeyPair;
  readonly chain: Chain;
};

export type StrangerWorld = {
  readonly hq: RunningHq;
  readonly administrator: Person;
  readonly members: readonly MemberRecord[];
};

/** HQ with all of its workers over the database of the test. */
export async function strangerWorld(databaseUrl: string): Promise<StrangerWorld> {
  const hq = await startTestHq({ databaseUrl });
  const members = await bringChain(hq.deps, 3);
  const deps = { ...hq.deps, metrics: createMetrics({ withProcess: false }) };
  const app = await testApp(deps, [createAdminArea({ areas: [], cost: quickPasswords })]);
  const administrator = await signedInPerson(app, hq.deps, { login: 'owner', role: 'administrator' });
  return { hq, administrator, members };
}

/** Joins by a code and is approved by a person who compares what both screens show. */
export async function joinStranger({ hq, administrator }: StrangerWorld, name: string): Promise<Stranger> {
  const made = await administrator.ask({
    method: 'POST',
    path: '/tills',
    body: { storeId: demoStoreId, name },
  });
  const { code } = codeAnswer.parse(made.body);
  const pair = keyPair('ed25519', randomBytes(32));
  const boxPair = keyPair('x25519', randomBytes(32));
  const met = await hello(hq.url, pair);
  const joining = await join({ origin: hq.url, code, pair, boxPair }, met);
  const waiting = joinsAnswer.parse((await administrator.ask({ method: 'GET', path: '/joins' })).body).joins;
  const seen = waiting.find(({ joinId }) => joinId === joining.joinId)?.fingerprint;
  if (seen !== joining.fingerprint) throw new Error(`HQ shows ${seen}, the till ${joining.fingerprint}`);
  const path = `/joins/${joining.joinId}/approve`;
  await administrator.ask({ method: 'POST', path, body: { fingerprint: seen } });
  const state = await joinState(joining);
  if (state !== 'approved') throw new Error(`joining ended as ${state}`);
  const { deviceId } = joining;
  return { wire: joined(joining), met, boxPair, chain: { deviceId, epoch: 1, bodies: [] } };
}
