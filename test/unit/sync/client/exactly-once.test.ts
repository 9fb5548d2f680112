/** A till and a model of HQ over a line that loses, repeats and lies, with either side set back to an older state. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { isOwnHead } from '#sync/core/own-chain.ts';
import type { OwnChain } from '#sync/core/own-chain.ts';
import { decodePush } from '#sync/core/push-body.ts';
import { present } from '#test/support/present.ts';
import { createModelHq } from '#test/support/sync/model-hq.ts';
import type { ModelHq } from '#test/support/sync/model-hq.ts';
import { createSyncTill } from '#test/support/sync/sync-till.ts';
import type { SyncTill } from '#test/support/sync/sync-till.ts';

/** `partly`: HQ says that it has the half of what came. */
type Fault = 'none' | 'requestLost' | 'answerLost' | 'doubled' | 'partly' | Lie;
/** An entry that was never sent, or another one at the place of the last that was. */
type Lie = 'beyond' | 'anothers';

/** More of them in a campaign. */
const cases = Number(process.env['SYNC_CASES'] ?? 300);

type World = { readonly hq: ModelHq; readonly till: SyncTill; fault: Fault };

function createWorld(limits = {}): World {
  const hq = createModelHq(limits);
  const world: { fault: Fault } = { fault: 'none' };
  const till = createSyncTill(() =>
    spoiled(hq.client, {
      fault: () => world.fault,
      hashAt: (epoch, seq) => till.ledger.own().hashAt(epoch, seq),
    }),
  );
  return Object.assign(world, { hq, till });
}

type Spoiling = Pick<OwnChain, 'hashAt'> & { readonly fault: () => Fault };

/** What a line does to pushes. */
function spoiled(client: HqClient, { fault, hashAt }: Spoiling): HqClient {
  return {
    ...client,
    push: async (body) => {
      const kind = fault();
      if (kind === 'requestLost') return { kind: 'unreachable' };
      if (kind === 'doubled') await client.push(body);
      const answer = await client.push(body);
      if (kind === 'answerLost') return { kind: 'timeout' };
      if (kind === 'partly' && answer.kind === 'ok')
        return { ...answer, value: halfOf(body, answer.value, hashAt) };
      const isLie = kind === 'beyond' || kind === 'anothers';
      return isLie && answer.kind === 'ok' ? { ...answer, value: lie(answer.value, kind) } : answer;
    },
  };
}

function halfOf(body: Uint8Array, answer: PushAnswer, hashAt: OwnChain['hashAt']): PushAnswer {
  const { epoch, fromSeq, toSeq } = present(decodePush(body));
  const seq = Math.floor((fromSeq + toSeq) / 2);
  return { ...answer, received: { epoch, seq, hash: present(hashAt(epoch, seq)) } };
}

function lie(answer: PushAnswer, kind: Lie): PushAnswer {
  const { received } = answer;
  const other = received.hash.startsWith('0') ? '1' : '0';
  const seq = kind === 'beyond' ? received.seq + 3 : received.seq;
  return { ...answer, received: { ...received, seq, hash: other + received.hash.slice(1) } };
}

const steps = fc.oneof(
  {
    arbitrary: fc.record({ do: fc.constant('book' as const), entries: fc.integer({ min: 1, max: 40 }) }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      do: fc.constant('round' as const),
      fault: fc.constantFrom<Fault>(
        'none',
        'requestLost',
        'answerLost',
        'doubled',
        'partly',
        'beyond',
        'anothers',
      ),
    }),
    weight: 6,
  },
  {
    arbitrary: fc.record({
      do: fc.constantFrom('restart' as const, 'backup' as const, 'restoreHq' as const),
    }),
    weight: 2,
  },
);

async function bringHome({ till }: World): Promise<void> {
  for (let rounds = 0; rounds < 12; rounds += 1) {
    const end = await till.round();
    if (end.kind === 'setBack') till.restart();
    if (end.kind === 'level') return;
  }
  throw new Error('the rounds never came to an end');
}

function expectOwnPlace({ till }: World): void {
  const head = till.acknowledged();
  expect(head === null || isOwnHead(till.ledger.own(), head)).toBe(true);
}

/** What the till takes for acknowledged is at HQ. */
function expectNothingClaimed({ hq, till }: World): void {
  const head = till.acknowledged();
  if (head === null) return;
  const held = hq
    .branches()
    .filter(({ epoch }) => epoch === head.epoch)
    .map(({ entries }) => entries[head.seq - 1])
    .filter((entry) => entry !== undefined && bytesToHex(entry.hash) === head.hash);
  expect(held).not.toEqual([]);
}

/** Every entry of the till is at HQ, in one branch of its epoch. */
function expectAllAtHq({ hq, till }: World): void {
  for (const { epoch, seq, hash } of till.ledger.own().heads) {
    const branches = hq.branches().filter((branch) => branch.epoch === epoch);
    const held = branches.filter(({ entries }) => {
      const at = entries[seq - 1];
      return at !== undefined && bytesToHex(at.hash) === hash;
    });
    expect([epoch, held.length]).toEqual([epoch, 1]);
  }
}

describe('whatever the line does', () => {
  test(
    'every entry is at HQ once in the end, also after HQ was set back, and the place is always the till’s own',
    { timeout: Math.max(300_000, cases * 50) },
    async () => {
      const runs = fc.asyncProperty(
        fc.array(steps, { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        async (list, most) => {
          const world = createWorld({ entriesPerPushMax: most });
          const { hq, till } = world;
          let restore = hq.backup();
          // From then on the till has to be told what HQ has lost.
          let wasSetBack = false;
          for (const step of list) {
            if (step.do === 'book') till.ledger.book(step.entries);
            if (step.do === 'restart') till.restart();
            if (step.do === 'backup') restore = hq.backup();
            if (step.do === 'restoreHq') {
              restore();
              wasSetBack = true;
            }
            if (step.do === 'round') {
              world.fault = step.fault;
              const { kind } = await till.round();
              world.fault = 'none';
              if (kind === 'level') wasSetBack = false;
            }
            expectOwnPlace(world);
            if (!wasSetBack) expectNothingClaimed(world);
          }
          await bringHome(world);
          expectAllAtHq(world);
          expect(hq.branches()).toHaveLength(till.ledger.own().heads.length);
          expect(hq.state()).toBe('active');
        },
      );
      await fc.assert(runs, { numRuns: cases });
    },
  );

  test('a till that was set back takes its entries back and goes on in a new epoch', async () => {
    const entries = fc.integer({ min: 1, max: 30 });
    const runs = fc.asyncProperty(entries, entries, entries, async (before, after, later) => {
      const world = createWorld();
      const { hq, till } = world;
      till.ledger.book(before + after);
      await bringHome(world);
      const all = till.ledger.entries().map(({ hash }) => bytesToHex(hash));
      till.ledger.setBack(before);
      till.restart();
      await bringHome(world);
      const now = till.ledger.entries().map(({ hash }) => bytesToHex(hash));
      expect(now.slice(0, all.length)).toEqual(all);
      till.ledger.book(later);
      await bringHome(world);
      expectAllAtHq(world);
      expect(till.ledger.own().heads.map(({ epoch }) => epoch)).toEqual([1, 2]);
      expect(hq.state()).toBe('active');
    });
    await fc.assert(runs, { numRuns: 60 });
  });

  test('a till that was set back and sold before it reached HQ loses nothing: both branches are kept, and it goes on in a new epoch', async () => {
    const entries = fc.integer({ min: 1, max: 20 });
    const runs = fc.asyncProperty(entries, entries, entries, async (before, after, sold) => {
      const world = createWorld();
      const { hq, till } = world;
      till.ledger.book(before + after);
      await bringHome(world);
      const first = bytesToHex(till.ledger.entries().at(-1)?.hash ?? new Uint8Array());
      till.ledger.setBack(before);
      till.restart();
      till.ledger.book(sold, 99);
      await bringHome(world);
      till.ledger.book(2);
      await bringHome(world);
      expectAllAtHq(world);
      const held = hq.branches().flatMap((branch) => branch.entries.map(({ hash }) => bytesToHex(hash)));
      expect(held).toContain(first);
      expect(hq.branches().filter(({ epoch }) => epoch === 1)).toHaveLength(2);
      expect(hq.state()).toBe('frozen');
      expect(till.ledger.own().heads.map(({ epoch }) => epoch)).toEqual([1, 2]);
    });
    await fc.assert(runs, { numRuns: 60 });
  });

  test('an answer that names what was never sent, or a hash of somebody else, moves nothing and is called impossible', async () => {
    const reasons = { beyond: 'beyondSent', anothers: 'notOwn' } as const;
    for (const fault of ['beyond', 'anothers'] as const) {
      const world = createWorld();
      world.till.ledger.book(5);
      world.fault = fault;
      expect(await world.till.round()).toMatchObject({ kind: 'impossible', reason: reasons[fault] });
      expect(world.till.acknowledged()).toBeNull();
      expect(world.till.news.filter(({ kind }) => kind === 'acknowledged')).toEqual([]);
      // It is sent again, and what is true is believed.
      world.fault = 'none';
      await bringHome(world);
      expectAllAtHq(world);
      expect(world.till.acknowledged()?.seq).toBe(5);
    }
  });

  test('an answer that names a part of what was sent moves the place to there, and the rest is sent again', async () => {
    const sent: string[] = [];
    const { client } = createModelHq();
    const till = createSyncTill(() => ({
      ...client,
      push: async (body) => {
        const { fromSeq, toSeq } = present(decodePush(body));
        sent.push(`${fromSeq}-${toSeq}`);
        const answer = await client.push(body);
        if (answer.kind !== 'ok' || sent.length > 1) return answer;
        return {
          ...answer,
          value: halfOf(body, answer.value, (epoch, seq) => till.ledger.own().hashAt(epoch, seq)),
        };
      },
    }));
    till.ledger.book(9);
    expect(await till.round()).toEqual({ kind: 'level' });
    expect(sent).toEqual(['1-9', '6-9']);
    expect(till.acknowledged()?.seq).toBe(9);
  });

  test('an HQ that answers every push as if nothing of it had come is asked a few times, and not for ever', async () => {
    const { client } = createModelHq();
    let pushes = 0;
    const till = createSyncTill(() => ({
      ...client,
      push: async (body) => {
        pushes += 1;
        const answer = await client.push(body);
        if (answer.kind !== 'ok') return answer;
        const received = { epoch: 1, seq: 0, hash: till.ledger.own().hashAt(1, 0) ?? '' };
        // Sooner or later the test would end, and a till would not.
        return pushes > 100 ? { kind: 'unreachable' } : { ...answer, value: { ...answer.value, received } };
      },
    }));
    till.ledger.book(3);
    expect(await till.round()).toEqual({ kind: 'impossible', reason: 'gap' });
    expect(pushes).toBeLessThan(10);
  });

  test('a record about a person that a line lost on its way is sent again when HQ asks again', async () => {
    const { client } = createModelHq();
    const hash = 'ab'.repeat(32);
    const offered: number[] = [];
    let isLost = true;
    const till = createSyncTill(() => ({
      ...client,
      push: async (body) => {
        const { attachments, segment } = present(decodePush(body));
        if (segment.length > 0) {
          const answer = await client.push(body);
          return answer.kind === 'ok'
            ? { ...answer, value: { ...answer.value, missingAttachments: [hash] } }
            : answer;
        }
        offered.push(attachments.length);
        return isLost ? { kind: 'unreachable' } : { kind: 'refused', code: 'too_large', details: {} };
      },
    }));
    const record = {
      recordHash: new Uint8Array(32).fill(0xab),
      ciphertext: new Uint8Array(5),
      key: new Uint8Array(32),
    };
    Object.assign(till.ledger, { attachment: (asked: string) => (asked === hash ? record : undefined) });
    till.ledger.book(1);
    expect((await till.round()).kind).toBe('unreachable');
    isLost = false;
    till.ledger.book(1);
    expect((await till.round()).kind).toBe('level');
    expect(offered).toEqual([1, 1]);
    // HQ has said what it thinks of it: asked on and on, it is not sent on and on.
    till.ledger.book(1);
    expect((await till.round()).kind).toBe('level');
    expect(offered).toEqual([1, 1]);
  });

  test.each(['unreachable', 'timeout'] as const)(
    'a line that ends every push of more than three entries (%s) gets smaller ones, until everything is there',
    async (kind) => {
      const { client } = createModelHq();
      const till = createSyncTill(() => ({
        ...client,
        push: async (body) => {
          const { fromSeq, toSeq } = present(decodePush(body));
          return toSeq - fromSeq >= 3 ? { kind } : await client.push(body);
        },
      }));
      till.ledger.book(40);
      let rounds = 0;
      for (; rounds < 60 && (await till.round()).kind !== 'level'; rounds += 1);
      expect(rounds).toBeLessThan(60);
      expect(till.acknowledged()).toMatchObject({ seq: 40 });
    },
  );
});
