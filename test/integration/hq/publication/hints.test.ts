import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { uuid } from '#shared/kernel/ids.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import type { ChangeArea } from '#sync/server/db/change-clock.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { createHintsArea } from '#sync/server/publication/hints-area.ts';
import { hintLimits } from '#sync/server/publication/hint-hub.ts';
import type { HintLimits } from '#sync/server/publication/hint-hub.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys, signRequest } from '#test/support/hq/test-till.ts';
import type { TillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const quick: HintLimits = { ...hintLimits, pollMs: 5 };

type Listening = {
  readonly answer: IncomingMessage;
  /** Resolves when so many hints came. */
  readonly hints: (count: number) => Promise<readonly string[]>;
  readonly text: () => string;
};

async function world(limits: HintLimits) {
  const deps = testHqDeps(database.db());
  const keys = newTillKeys();
  await deps.db.insertInto('hq_meta').values({ name: 'hqEpoch', value: deps.identity.hqEpoch }).execute();
  await insertJoinedTill(deps, { keys, deviceId, storeId: 'tajrish' });
  const app = await testApp(deps, [createSyncArea({ areas: [createHintsArea(limits)] })]);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { deps, keys, url, app };
}

async function listen(url: string, keys: TillKeys): Promise<Listening> {
  const { headers, url: path } = signRequest(keys, deviceId, { method: 'GET', path: '/hints' });
  const asking = httpRequest(`${url}${path}`, { headers });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  onTestFinished(() => void answer.destroy());
  answer.on('error', () => {});
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => (text += chunk));
  const found = (): readonly string[] =>
    [...text.matchAll(/event: changed\ndata: (.*)\n\n/g)].map((hit) => hit[1] ?? '');
  return {
    answer,
    text: () => text,
    hints: async (count) => {
      while (found().length < count) await once(answer, 'data');
      return found();
    },
  };
}

function change(deps: HqDeps, area: ChangeArea): Promise<number> {
  return inTransaction(deps, (transaction) => nextChange(transaction, [area]));
}

describe('hints', () => {
  it('tell a till of what can be pulled when it comes, and again after each change', async () => {
    const { deps, keys, url } = await world(quick);
    const { hqEpoch } = deps.identity;
    const hint = (newest: number, urgent: number): string =>
      JSON.stringify({ cursor: `${hqEpoch}.${newest}`, urgent: `${hqEpoch}.${urgent}` });
    const first = await change(deps, 'chain');
    const { hints, text, answer } = await listen(url, keys);
    expect(await hints(1)).toEqual([hint(first, first)]);
    const second = await change(deps, 'member');
    expect((await hints(2))[1]).toBe(hint(second, first));
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect(text()).toMatch(/^retry: \d{4,5}\n\n/);
  });

  it.each(['chain', 'ruleSet', 'product', 'memberAtOnce'] as const)(
    'tell that a change of %s is to be pulled at once',
    async (area) => {
      const { deps, keys, url } = await world(quick);
      await change(deps, 'member');
      const { hints } = await listen(url, keys);
      await hints(1);
      const changed = await change(deps, area);
      expect((await hints(2))[1]).toContain(`"urgent":"${deps.identity.hqEpoch}.${changed}"`);
    },
  );

  it.each(['member', 'offerUse'] as const)('tell that a change of %s may wait', async (area) => {
    const { deps, keys, url } = await world(quick);
    const urgent = await change(deps, 'ruleSet');
    const { hints } = await listen(url, keys);
    await hints(1);
    await change(deps, area);
    expect((await hints(2))[1]).toContain(`"urgent":"${deps.identity.hqEpoch}.${urgent}"`);
  });

  it('keep a quiet line alive by comments that say nothing', async () => {
    const { keys, url } = await world({ ...quick, keepAliveMs: 10 });
    const { answer, text, hints } = await listen(url, keys);
    await hints(1);
    while (!text().includes(': still here\n\n')) await once(answer, 'data');
    expect((await hints(1)).length).toBe(1);
  });

  it('end an older line of the same till, which most likely broke unnoticed', async () => {
    const { keys, url } = await world({ ...quick, listenersPerTillMax: 1 });
    const older = await listen(url, keys);
    const ended = once(older.answer, 'end');
    const newer = await listen(url, keys);
    await Promise.all([ended, newer.hints(1)]);
    expect(newer.answer.statusCode).toBe(200);
  });

  it('are refused beyond what a process can hold, and end when HQ stops', async () => {
    const { keys, url, app } = await world({ ...quick, listenersMax: 1 });
    const first = await listen(url, keys);
    const second = await listen(url, keys);
    expect([first.answer.statusCode, second.answer.statusCode]).toEqual([200, 503]);
    const ended = once(first.answer, 'end');
    await Promise.all([ended, app.close()]);
  });
});
