/** A till that reaches HQ, has something to send and does not get on: it says so, because nobody else would notice. */

import { expect, onTestFinished, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { shortRuleSetMax } from '#sync/client/send-wanted.ts';
import type { HqOutcome } from '#sync/client/outcome.ts';
import { startSyncAgent } from '#sync/client/sync-agent.ts';
import type { PullTarget } from '#sync/client/sync-ports.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { createMemoryLedger, memoryDevice } from '#test/support/sync/memory-ledger.ts';
import { createModelHq, plainSegments } from '#test/support/sync/model-hq.ts';

/** Everything is here already. */
const levelPull: PullTarget = {
  cursor: () => 'c',
  begin: () => ({ ok: true, value: [] }),
  take: () => ({ ok: true, value: null }),
  apply: () => ({ ok: true, value: { isSnapshot: false, hasChain: false, membersGone: [] } }),
  erasuresDone: () => [],
  erasureTold: () => undefined,
};

type Trouble = Exclude<HqOutcome<never>, { readonly kind: 'ok' }>;
type Line = {
  contact: Trouble | null;
  push: Trouble | null;
  ruleSet?: () => Promise<HqOutcome<null>>;
};

/** Both sides are in memory: whatever is under way has ended when the event loop comes round. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Five entries wait. `line` says what becomes of each question; nothing where HQ answers. */
async function tillWithBacklog(line: Line, wantedRuleSets: string[] = []) {
  const time = createManualTime();
  const ledger = createMemoryLedger();
  const hq = createModelHq();
  const model = hq.client;
  const client: HqClient = {
    ...model,
    contact: async (body) => {
      const answer = line.contact ?? (await model.contact(body));
      return answer.kind === 'ok' ? { kind: 'ok', value: { ...answer.value, wantedRuleSets } } : answer;
    },
    putRuleSet: async () => (await line.ruleSet?.()) ?? { kind: 'ok', value: null },
    push: async (body) => line.push ?? (await model.push(body)),
  };
  const told: string[] = [];
  ledger.book(5);
  const agent = startSyncAgent({
    client,
    ledger: { ...ledger, ruleSetJson: () => 'x'.repeat(shortRuleSetMax + 1) },
    segments: plainSegments,
    pull: levelPull,
    identity: { deviceId: memoryDevice, app: 'test', sealToHq: (key) => key },
    ports: {
      clock: time.clock,
      timers: time.timers,
      fraction: () => 0.5,
      nextTurn: () => Promise.resolve(),
      sha256,
      utf8,
    },
    tell: ({ kind }) => void told.push(kind),
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
  const passSeconds = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      time.advance(1_000);
      await settled();
    }
  };
  await settled();
  return {
    agent,
    ledger,
    passSeconds,
    timesStuck: () => told.filter((kind) => kind === 'stuck').length,
    entriesAtHq: () => hq.branches().flatMap(({ entries }) => entries).length,
  };
}

test('sales go over while a rule set that HQ wants is on its way, which is no trouble and goes over once', async () => {
  let done: (() => void) | undefined;
  const ruleSets = { wanted: ['hash'], under: 0 };
  const line: Line = {
    contact: null,
    push: null,
    ruleSet: async () => {
      ruleSets.under += 1;
      await new Promise<void>((resolve) => (done = resolve));
      return { kind: 'ok', value: null };
    },
  };
  const { ledger, passSeconds, timesStuck, entriesAtHq } = await tillWithBacklog(line, ruleSets.wanted);
  await passSeconds(60);
  expect(ruleSets.under).toBe(1);
  for (let minutes = 0; minutes < 10; minutes += 1) {
    ledger.book(1);
    await passSeconds(60);
  }
  expect([entriesAtHq(), ruleSets.under, timesStuck()]).toEqual([15, 1, 0]);
  done?.();
  await passSeconds(120);
  expect(ruleSets.under).toBe(1);
});

test('a rule set that did not get over is sent again after a later round', async () => {
  let tries = 0;
  const ruleSet: Line['ruleSet'] = () => {
    tries += 1;
    return Promise.resolve(tries === 1 ? { kind: 'timeout' } : { kind: 'ok', value: null });
  };
  const { passSeconds } = await tillWithBacklog({ contact: null, push: null, ruleSet }, ['hash']);
  await passSeconds(300);
  expect(tries).toBe(2);
});

const troubles: readonly Trouble[] = [
  { kind: 'refused', code: 'internal', details: {} },
  { kind: 'refused', code: 'segment_invalid', details: {} },
  { kind: 'busy', retryAfterMs: 5_000 },
  { kind: 'badAnswer', what: 'tooLong' },
];

test.each(troubles)(
  'a till whose pushes HQ answers by %j says after five minutes that it gets nowhere',
  async (push) => {
    const till = await tillWithBacklog({ contact: null, push });
    await till.passSeconds(299);
    expect(till.timesStuck()).toBe(0);
    await till.passSeconds(60);
    expect(till.timesStuck()).toBe(1);
    await till.passSeconds(360);
    expect(till.timesStuck()).toBe(2);
  },
);

test('a till whose HQ is away waits for it however long, and counts only from when HQ is back', async () => {
  const refused: Trouble = { kind: 'refused', code: 'internal', details: {} };
  const line: Line = { contact: null, push: refused };
  const till = await tillWithBacklog(line);
  await till.passSeconds(100);
  line.contact = { kind: 'unreachable' };
  await till.passSeconds(1_800);
  expect(till.timesStuck()).toBe(0);
  line.contact = null;
  await till.passSeconds(290);
  expect(till.timesStuck()).toBe(0);
  await till.passSeconds(240);
  expect(till.timesStuck()).toBe(1);
});

test('a till that gets its entries over is never stuck, nor is one that has none, and its next entry waits from when it was booked', async () => {
  const line: Line = { contact: null, push: null };
  const till = await tillWithBacklog(line);
  for (let minute = 0; minute < 20; minute += 1) {
    if (minute < 10) till.ledger.book(1);
    till.agent.booked();
    await till.passSeconds(60);
  }
  line.push = { kind: 'busy', retryAfterMs: null };
  till.ledger.book(1);
  till.agent.booked();
  await till.passSeconds(200);
  expect(till.timesStuck()).toBe(0);
});
