/** When a till pulls: what cannot wait at once, and figures of all sales elsewhere now and then. */

import { expect, onTestFinished, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { startSyncAgent } from '#sync/client/sync-agent.ts';
import type { PullTarget } from '#sync/client/sync-ports.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createMemoryLedger, memoryDevice } from '#test/support/sync/memory-ledger.ts';
import { createModelHq, plainSegments } from '#test/support/sync/model-hq.ts';

const hqEpoch = uuid('0193a0b0-0000-7000-8000-0000000000e1');
const turn = () => new Promise((resolve) => setImmediate(resolve));

function pullTarget(first: string): PullTarget {
  let [cursor, coming] = [first, first];
  return {
    cursor: () => cursor,
    begin: (manifest) => {
      coming = manifest.cursor;
      return { ok: true, value: [] };
    },
    take: () => ({ ok: true, value: null }),
    apply: () => {
      cursor = coming;
      return { ok: true, value: { isSnapshot: false, hasChain: false, membersGone: [] } };
    },
    erasuresDone: () => [],
    erasureTold: () => undefined,
  };
}

type Line = {
  readonly fraction?: number;
  readonly isAway?: () => boolean;
  /** Manifests in which what is new is told. */
  readonly parts?: number;
};

/** A till at the line of an HQ whose newest change the test numbers; everything of it is counted. */
async function tillAtLine({ fraction = 0.5, isAway = () => false, parts = 1 }: Line = {}) {
  const time = createManualTime();
  const asked = { contacts: 0, pulls: 0 };
  let newest = 'c.1';
  const model = createModelHq().client;
  const client: HqClient = {
    ...model,
    contact: async (body) => {
      if (isAway()) return { kind: 'unreachable' };
      asked.contacts += 1;
      const answer = await model.contact(body);
      return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, newestCursor: newest } } : answer;
    },
    pull: () => {
      if (isAway()) return Promise.resolve({ kind: 'unreachable' });
      asked.pulls += 1;
      const hasMore = asked.pulls % parts !== 0;
      const told = hasMore ? `${newest}, part ${asked.pulls}` : newest;
      const rest = { hqEpoch, madeAtMs: epochMs(1), included: null, hasMore, pages: [] };
      return Promise.resolve({ kind: 'ok', value: { kind: 'delta', cursor: told, ...rest } });
    },
  };
  const pull = pullTarget('c.1');
  const agent = startSyncAgent({
    client,
    ledger: createMemoryLedger(),
    segments: plainSegments,
    pull,
    identity: { deviceId: memoryDevice, app: 'test', sealToHq: (key) => key },
    ports: {
      clock: time.clock,
      timers: time.timers,
      fraction: () => fraction,
      nextTurn: () => Promise.resolve(),
      sha256,
      utf8,
    },
    tell: () => undefined,
    start: { acknowledged: null, proof: null, hqEpoch: null },
    onSetBack: () => Promise.resolve(null),
    onReachable: () => undefined,
    refreshKeys: () => Promise.resolve(),
    startDelayMs: 0,
    onBug: (bug) => {
      throw bug;
    },
  });
  onTestFinished(() => agent.stop());
  const go = async (byMs: number): Promise<void> => {
    time.advance(byMs);
    await turn();
    await turn();
  };
  await go(0);
  /** HQ has something new and says so. */
  const hint = async (change: string, urgent: string): Promise<void> => {
    newest = change;
    agent.hinted({ cursor: change, urgent });
    await go(0);
  };
  // The first hint after a start says nothing that the till did not hear.
  await hint('c.1', 'u.1');
  asked.contacts = 0;
  asked.pulls = 0;
  return { agent, asked, go, hint, openTimers: time.openTimers, cursor: pull.cursor };
}

test('what cannot wait is pulled at once, with a contact that tells whether the till was stopped', async () => {
  const { asked, hint, cursor } = await tillAtLine();
  await hint('c.2', 'u.2');
  expect([asked, cursor()]).toEqual([{ contacts: 1, pulls: 1 }, 'c.2']);
});

test('figures are pulled once, five to fifteen seconds after the first hint of them', async () => {
  for (const [fraction, delayMs] of [
    [0, 5_000],
    [0.5, 10_000],
    [0.999_999, 15_000],
  ] as const) {
    const { asked, go, hint, cursor } = await tillAtLine({ fraction });
    await hint('c.2', 'u.1');
    await go(delayMs - 1_000);
    await hint('c.3', 'u.1');
    await go(999);
    expect(asked).toEqual({ contacts: 0, pulls: 0 });
    await go(1);
    expect([asked, cursor()]).toEqual([{ contacts: 0, pulls: 1 }, 'c.3']);
  }
});

test('a sale a second elsewhere costs a pull every ten seconds, not one a second', async () => {
  const { asked, go, hint } = await tillAtLine();
  for (let second = 0; second < 40; second += 1) {
    await hint(`c.${second + 2}`, 'u.1');
    await go(1_000);
  }
  expect(asked.pulls).toBeGreaterThanOrEqual(3);
  expect(asked.pulls).toBeLessThanOrEqual(5);
});

test('what cannot wait does not wait for figures, and brings them along', async () => {
  const { asked, go, hint, cursor } = await tillAtLine();
  await hint('c.2', 'u.1');
  await hint('c.3', 'u.3');
  expect([asked.pulls, cursor()]).toEqual([1, 'c.3']);
  await go(15_000);
  expect(asked.pulls).toBe(1);
});

test('an urgent change that was pulled is not urgent again when only figures follow', async () => {
  const { asked, hint } = await tillAtLine();
  await hint('c.2', 'u.2');
  await hint('c.3', 'u.2');
  expect(asked.pulls).toBe(1);
});

test('what is told in several manifests is pulled by one round', async () => {
  const { asked, hint, cursor } = await tillAtLine({ parts: 3 });
  await hint('c.2', 'u.2');
  expect([asked.pulls, cursor()]).toEqual([3, 'c.2']);
});

test('figures that are due while HQ is away are pulled when it is back', async () => {
  let isAway = false;
  const { go, hint, cursor } = await tillAtLine({ isAway: () => isAway });
  await hint('c.2', 'u.1');
  isAway = true;
  await go(10_000);
  expect(cursor()).toBe('c.1');
  isAway = false;
  await go(120_000);
  expect(cursor()).toBe('c.2');
});

test('a till that stops leaves no pull of figures behind', async () => {
  const { agent, hint, openTimers } = await tillAtLine();
  await hint('c.2', 'u.1');
  await agent.stop();
  expect(openTimers()).toBe(0);
});

test('a line for hints that breaks makes the till look at HQ within five seconds, each till at a moment of its own', async () => {
  for (const [fraction, delayMs] of [
    [0.2, 1_000],
    [0.999_999, 5_000],
  ] as const) {
    const { agent, asked, go } = await tillAtLine({ fraction });
    agent.broken();
    await go(delayMs - 1);
    expect(asked.contacts).toBe(0);
    await go(1);
    expect(asked.contacts).toBe(1);
  }
});

test('a line for hints that breaks again and again makes the till look once a minute at most', async () => {
  const { agent, asked, go } = await tillAtLine();
  for (let second = 0; second < 40; second += 1) {
    agent.broken();
    await go(1_000);
  }
  expect(asked.contacts).toBe(1);
});

test('a line for hints that cannot be opened changes nothing about the next try at an HQ that is away', async () => {
  let tries = 0;
  const away = { is: false };
  const isAway = (): boolean => {
    if (away.is) tries += 1;
    return away.is;
  };
  const { agent, go } = await tillAtLine({ isAway });
  away.is = true;
  agent.now();
  await go(0);
  for (let turns = 0; turns < 6; turns += 1) await go(2_000);
  const before = tries;
  agent.broken();
  await go(3_000);
  expect(before).toBeGreaterThan(1);
  expect(tries).toBe(before);
});
