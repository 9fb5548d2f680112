/** An HQ that cannot keep up says so at once, to everybody who asks for work. */

import { describe, expect, it } from 'vitest';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqConfig, testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { newPerson, quickPasswords } from '#test/support/hq/test-person.ts';
import { insertJoinedTill, newTillKeys, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-000000000101');

/** Every event loop is later than this. */
const noDelayMsMax = 0.000_1;

async function overloaded(pressureDelayMsMax: number) {
  const deps = testHqDeps(db(), { config: { ...testHqConfig, pressureDelayMsMax } });
  const keys = newTillKeys();
  await insertJoinedTill(deps, { keys, deviceId, storeId: 'store-1' });
  const areas = [createSyncArea({ areas: [] }), createAdminArea({ areas: [], cost: quickPasswords })];
  const app = await testApp(deps, areas);
  const ask = () => sendToHq(app, deps, signRequest(keys, deviceId, { method: 'GET', path: '/nothing' }));
  return { app, ask };
}

describe('an HQ whose event loop is late', () => {
  it('answers a till with a signed 503 that says when to come back, and a person with the same code', async () => {
    const { app, ask } = await overloaded(noDelayMsMax);
    await expect.poll(async () => (await ask()).status).toBe(503);
    const answer = await ask();
    expect(answer).toMatchObject({ status: 503, isSigned: true });
    expect(answer.headers['retry-after']).toBe('5');
    expect(syncErrorSchema.parse(answer.json()).error.code).toBe('busy');
    const person = await newPerson(app).ask({ method: 'GET', path: '/session' });
    expect([person.status, person.code, person.headers['retry-after']]).toEqual([503, 'busy', '5']);
  });

  it('still says that it lives, and what its numbers are', async () => {
    const { app, ask } = await overloaded(noDelayMsMax);
    await expect.poll(async () => (await ask()).status).toBe(503);
    expect((await app.inject('/health')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).statusCode).toBe(200);
  });
});
