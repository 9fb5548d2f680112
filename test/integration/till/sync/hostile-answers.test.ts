/** Answers that no HQ gives: bytes changed at random, and well-formed lies that HQ's own key has signed. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { ok } from '#shared/kernel/result.ts';
import { createHqClient } from '#sync/client/hq-client.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import { createHqLink } from '#sync/client/hq-link.ts';
import type { Http, HttpAnswer } from '#sync/client/http.ts';
import { isOwnHead } from '#sync/core/own-chain.ts';
import { createModelHq } from '#test/support/sync/model-hq.ts';
import { memoryDevice } from '#test/support/sync/memory-ledger.ts';
import { scriptedKey, signatureHeaders } from '#test/support/sync/scripted-hq.ts';
import { createSyncTill } from '#test/support/sync/sync-till.ts';

/** A campaign asks for more: VAFA_HOSTILE_ANSWERS=500000. */
const answers = Number(process.env['VAFA_HOSTILE_ANSWERS'] ?? 20_000);

/** What a till asks is answered by the model, put into words, spoiled, and signed or not. */
function hostileClient(spoil: (body: Uint8Array, target: string) => Uint8Array, isSigned: () => boolean) {
  const hq = createModelHq();
  const rng = createSeededRng(5);
  const answer = async (target: string, body: Uint8Array): Promise<unknown> => {
    if (target.endsWith('/push')) {
      const pushed = await hq.client.push(body);
      return pushed.kind === 'ok' ? pushed.value : { error: { code: 'malformed' } };
    }
    if (!target.endsWith('/contact')) return {};
    const asked = await hq.client.contact(JSON.parse(new TextDecoder().decode(body)));
    return asked.kind === 'ok' ? asked.value : { error: { code: 'malformed' } };
  };
  const http: Http = {
    send: async ({ target, body, headers }) => {
      const honest = utf8.encode(JSON.stringify(await answer(target, body)));
      const spoiled = spoil(honest, target);
      const requestId = hexToBytes(headers[syncHeaders.request] ?? '') ?? new Uint8Array(16);
      const given: HttpAnswer = {
        status: 200,
        headers: signatureHeaders(requestId, { status: 200, body: isSigned() ? spoiled : honest }),
        body: spoiled,
      };
      return ok(given);
    },
    listen: () => Promise.resolve('refused'),
    close: () => undefined,
  };
  const link = createHqLink({
    http,
    deviceId: memoryDevice,
    sign: createHeadSigner(new Uint8Array(32).fill(3)).signHead,
    trusted: () => [scriptedKey],
    app: 'test',
    ports: { sha256, utf8, verifySignature, randomBytes: rng.bytes },
  });
  const client: HqClient = createHqClient(link, utf8);
  return { client, hq };
}

const byteChanges = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });

test('no answer whose bytes were changed on the way has any effect', async () => {
  let changes: readonly (readonly [number, number])[] = [];
  const spoil = (body: Uint8Array): Uint8Array => {
    const spoiled = body.slice();
    for (const [at, value] of changes) spoiled[at % spoiled.length] = value;
    return spoiled;
  };
  const { client } = hostileClient(spoil, () => false);
  const till = createSyncTill(() => client);
  till.ledger.book(3);
  await fc.assert(
    fc.asyncProperty(byteChanges, async (wanted) => {
      changes = wanted;
      const end = await till.round();
      // A change to what was there already is none.
      if (end.kind === 'level') till.restart();
      expect(['level', 'notHq']).toContain(end.kind);
    }),
    { numRuns: answers / 4 },
  );
  const words = new Set(till.news.map(({ kind }) => kind));
  expect(words.has('setBack')).toBe(false);
});

const wrongHash = fc.constantFrom('0'.repeat(64), 'f'.repeat(64), 'x', '');
const wrongNumber = fc.constantFrom(-1, 0, 1, 2, 3, 4, 99, 2 ** 32, 1e308, 0.5);
const strange = fc.oneof(
  wrongNumber,
  wrongHash,
  fc.constantFrom(null, [], {}, true, '__proto__', 'x'.repeat(10_000)),
);
const places = [
  ['received', 'seq'],
  ['received', 'hash'],
  ['received', 'epoch'],
  ['received'],
  ['hqEpoch'],
  ['state'],
  ['durable'],
  ['missingAttachments'],
  ['wantedRuleSets'],
  ['proof'],
  ['chains'],
  ['chains', '0', 'received', 'seq'],
  ['chains', '0', 'received', 'hash'],
  ['chains', '0', 'epoch'],
  ['chains', '0', 'branch'],
  ['chains', '0', 'durable'],
  ['nowMs'],
  ['reason'],
  ['lease'],
  ['newestCursor'],
] as const;

function changedAt(value: unknown, [name, ...rest]: readonly string[], wanted: unknown): unknown {
  if (name === undefined) return wanted;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === name ? changedAt(item, rest, wanted) : item,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: changedAt(Object(value)[name], rest, wanted) };
}

test('no lie that HQ itself has signed brings the till down, or moves its place to anything but its own entries', async () => {
  let lie: { readonly place: readonly string[]; readonly value: unknown } = { place: [], value: 0 };
  const spoil = (body: Uint8Array): Uint8Array =>
    utf8.encode(JSON.stringify(changedAt(JSON.parse(new TextDecoder().decode(body)), lie.place, lie.value)));
  const { client } = hostileClient(spoil, () => true);
  const kinds = new Set<string>();
  const lies = fc.record({ place: fc.constantFrom(...places), value: strange });
  let till = createSyncTill(() => client);
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(lies, async (wanted) => {
      // What a lie about strange entries leads to is another epoch: a till of its own for every few lies.
      if (rounds % 50 === 0) till = createSyncTill(() => client);
      rounds += 1;
      till.ledger.book(1);
      lie = wanted;
      const end = await till.round();
      kinds.add(end.kind);
      const head = till.acknowledged();
      expect(head === null || isOwnHead(till.ledger.own(), head)).toBe(true);
      if (end.kind === 'setBack') till.restart();
    }),
    { numRuns: answers / 8 },
  );
  expect([...kinds]).toEqual(expect.arrayContaining(['badAnswer', 'impossible', 'level']));
});

test('no bytes at all in the place of an answer are more than a bad answer', async () => {
  let bytes = new Uint8Array();
  const { client } = hostileClient(
    () => bytes,
    () => true,
  );
  const asks: readonly (() => Promise<{ readonly kind: string }>)[] = [
    () => client.hello(),
    () => client.pull(null),
    () => client.joinState('x'),
    () => client.ownEntries({ epoch: 1, branch: 0, from: 1 }),
    () => client.ruleSet('00'),
  ];
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => utf8.encode(text)),
    fc
      .constantFrom('[]', '{"__proto__":{"pages":[]}}', '['.repeat(50_000), '{"pages":1e999}')
      .map((text) => utf8.encode(text)),
  );
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.nat(asks.length - 1), async (given, which) => {
      bytes = Uint8Array.from(given);
      const outcome = await asks[which]?.();
      // An empty list of entries is what HQ says where it has none.
      expect(which === 3 ? ['badAnswer', 'ok'] : ['badAnswer']).toContain(outcome?.kind);
    }),
    { numRuns: answers / 2 },
  );
});
