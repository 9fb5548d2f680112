/** A till written from the documents alone, against a whole HQ over a real line. */

import { argon2Sync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { present } from '#test/support/present.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { joinStranger, strangerWorld } from '#test/support/hq/stranger-at-hq.ts';
import type { Stranger } from '#test/support/hq/stranger-at-hq.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { read, write } from '#test/stranger/canonical.ts';
import { acknowledges, contact, headOf, part, push, readBack, runOf } from '#test/stranger/client.ts';
import type { Run } from '#test/stranger/client.ts';
import type { Attachment } from '#test/stranger/push-body.ts';
import { nextHint, pull, release, reserve } from '#test/stranger/pull.ts';
import type { Pulled } from '#test/stranger/pull.ts';
import {
  book,
  enrolContent,
  enrolKey,
  head,
  kinds,
  saleContent,
  saleKey,
  sealedPerson,
} from '#test/stranger/entries.ts';
import type { Stamp } from '#test/stranger/entries.ts';
import { keyPair, openBox, sha256 } from '#test/stranger/secrets.ts';
import { accepted, ask, at, codeOf, listAt, textAt, wholeAt } from '#test/stranger/wire.ts';
import type { Answer } from '#test/stranger/wire.ts';

const database = withEmbeddedPostgres();
const day = '2026-11-22';
const atMs = Date.parse(`${day}T09:00:00Z`);
const operator = present(smallChain().operators[0]);
const newId = (): string => uuidV7(atMs, new Uint8Array(randomBytes(10)));
const rules = Buffer.from('{"ruleSetId":"of the stranger"}');

type Booked = { readonly memberRef: string | null; readonly ruleSetHash?: Buffer };

function stampOf({ memberRef, ruleSetHash }: Booked, opKey: Buffer): Stamp {
  const { operatorId } = operator;
  return {
    entryId: newId(),
    opKey,
    atMs,
    day,
    storeId: 'tajrish',
    memberRef,
    operatorId,
    ruleSetHash: ruleSetHash ?? null,
  };
}

function sell({ chain }: Stranger, booked: Booked, points = 0): void {
  const basketId = newId();
  const content = saleContent({ basketId, lineId: newId(), day, priceRial: 900_000, points });
  book(chain, stampOf(booked, saleKey(basketId)), { kind: kinds.sale, content });
}

function enrol({ chain, met }: Stranger, memberRef: string): Attachment {
  const person = { memberRef, name: 'نمونه', phone: '+989120000001', tierId: 'bronze' };
  const sealing = { once: keyPair('x25519', randomBytes(32)), random: randomBytes(44) };
  const sealed = sealedPerson(person, met.escrowKey, sealing);
  book(chain, stampOf({ memberRef }, enrolKey(newId())), {
    kind: kinds.enrol,
    content: enrolContent(sealed),
  });
  return sealed;
}

const wholeRun = ({ wire, chain }: Stranger): Run => runOf(wire, chain.epoch, chain.bodies);

const rejected = (answer: Answer): string => `${answer.status} ${codeOf(answer)}`;

/** The records of one kind, the newest of each that `keyOf` names. */
function newest(
  pulled: readonly Pulled[],
  kind: string,
  path: readonly string[],
): ReadonlyMap<string, unknown> {
  const records = pulled.flatMap(({ records: all }) => all).filter((record) => at(record, 't') === kind);
  return new Map(records.map((record) => [textAt(record, ...path), record]));
}

const membersOf = (pulled: readonly Pulled[]) => newest(pulled, 'member', ['member', 'memberRef']);

/** Points of all lots: what others booked for this member, and what was there before HQ. */
const pointsOf = (member: unknown): number =>
  listAt(member, 'lots')
    .filter((lot) => at(lot, 'unit') === 'points')
    .reduce<number>((sum, lot) => sum + wholeAt(lot, 'open'), 0);

/** What the till has, and a delta behind each hint, until it has what is waited for. */
async function pullUntil(
  { wire }: Stranger,
  before: readonly Pulled[],
  holds: (pulled: readonly Pulled[]) => boolean,
): Promise<readonly Pulled[]> {
  let all = before;
  while (!holds(all)) {
    const { cursor } = present(all.at(-1));
    await nextHint(wire, cursor);
    all = [...all, ...(await pull(wire, cursor))];
  }
  return all;
}

test('a till written from the documents alone brings its chain to HQ and has what another one booked', async () => {
  const world = await strangerWorld(database.url());
  const [one, two] = [await joinStranger(world, 'One'), await joinStranger(world, 'Two')];
  const known = present(world.members[0]).memberRef;
  const early = await pull(two.wire, null);
  const before = pointsOf(membersOf(early).get(known));
  const [newcomer, ruleSetHash] = [newId(), sha256(rules)];
  const record = enrol(one, newcomer);
  sell(one, { memberRef: newcomer, ruleSetHash }, 50);
  sell(one, { memberRef: known, ruleSetHash }, 120);
  while (one.chain.bodies.length < 300) sell(one, { memberRef: null });

  // Three segments, the first without the record that it names, the others out of order and over each other.
  const run = wholeRun(one);
  const first = accepted(await push(one.wire, part(run, 1, 100)));
  expect(listAt(first.json, 'missingAttachments')).toEqual([sha256(record.ciphertext).toString('hex')]);
  expect(listAt(first.json, 'wantedRuleSets')).toEqual([ruleSetHash.toString('hex')]);
  const gap = await push(one.wire, part(run, 201, 100));
  expect(rejected(gap)).toBe('409 expected_seq');
  expect(at(gap.json, 'error', 'details')).toEqual({
    epoch: 1,
    seq: 100,
    hash: textAt(first.json, 'received', 'hash'),
  });
  const overlapping = part(run, 51, 200);
  const second = accepted(await push(one.wire, overlapping));
  expect(acknowledges(overlapping, second)).toBe(true);
  expect(acknowledges(part(run, 51, 100), second)).toBe(false);
  const last = accepted(await push(one.wire, part(run, 151, 150), [record]));
  expect(listAt(last.json, 'missingAttachments')).toEqual([]);
  const again = accepted(await push(one.wire, part(run, 151, 150), [record]));
  expect([at(again.json, 'received'), at(again.json, 'branch')]).toEqual([at(last.json, 'received'), 0]);
  const name = ruleSetHash.toString('hex');
  const upload = { ruleSetHash: name, canonicalJson: rules.toString() };
  accepted(await ask(one.wire, { method: 'PUT', target: `/sync/1/rule-sets/${name}`, json: upload }));

  const standing = { heads: [headOf(run)], acknowledged: headOf(run), proof: textAt(last.json, 'proof') };
  const { json: met } = accepted(await contact(one.wire, standing, atMs));
  const received = { seq: 300, hash: headOf(run).hash.toString('hex') };
  expect(listAt(met, 'chains').map((chain) => at(chain, 'received'))).toEqual([received]);
  expect([at(met, 'state'), listAt(met, 'wantedRuleSets')]).toEqual(['active', []]);
  const back = await readBack(one.wire, { epoch: 1, branch: 0 });
  expect(back.map((body) => body.toString('hex'))).toEqual(
    one.chain.bodies.map((body) => body.toString('hex')),
  );

  // The other till has it all, this one what others booked: nothing of its own.
  const pulled = await pullUntil(two, early, (all) => {
    const [old, made] = [known, newcomer].map((memberRef) => membersOf(all).get(memberRef));
    return made !== undefined && pointsOf(made) === 50 && pointsOf(old) === before + 120;
  });
  expect(pulled.map(({ kind }) => kind)).toEqual(['snapshot', ...pulled.slice(1).map(() => 'delta')]);
  expect(at(membersOf(pulled).get(newcomer), 'member', 'name')).toBe('نمونه');
  const own = await pull(one.wire, null);
  expect(pointsOf(membersOf(own).get(known))).toBe(before);
  expect(pointsOf(membersOf(own).get(newcomer))).toBe(0);
  const included = async () => at((await pull(one.wire, null)).at(-1)?.included, 'seq');
  await expect.poll(included, { interval: 100 }).toBe(300);

  const chainLine = [...newest(own, 'chain', ['t']).values()].at(-1);
  const box = Buffer.from(textAt(chainLine, 'chain', 'operators', 0, 'sealedVerifier'), 'base64');
  expect(isPin(openBox(one.boxPair, box), operator.initialPin)).toBe(true);
  expect(isPin(openBox(one.boxPair, box), '000000')).toBe(false);
  await expectReservations(one, two, { memberRef: known, points: before + 120 });
});

/** The member has so many points: the one till gets them all, and while it has them the other gets none. */
async function expectReservations(
  one: Stranger,
  two: Stranger,
  { memberRef, points }: { readonly memberRef: string; readonly points: number },
): Promise<void> {
  const opKey = sha256('redeem').toString('hex');
  const wish = { opKey, memberRef, holderRef: memberRef, points };
  const tooMuch = await reserve(two.wire, { ...wish, points: points + 1 });
  expect([rejected(tooMuch), wholeAt(tooMuch.json, 'error', 'details', 'points')]).toEqual([
    '409 not_enough',
    points,
  ]);
  const reserved = accepted(await reserve(two.wire, wish));
  expect(accepted(await reserve(two.wire, wish)).json).toEqual(reserved.json);
  const other = { ...wish, opKey: sha256('other').toString('hex'), points: 1 };
  expect(rejected(await reserve(one.wire, other))).toBe('409 not_enough');
  accepted(await release(two.wire, opKey));
  accepted(await reserve(one.wire, other));
}

function isPin(verifier: Uint8Array, pin: string): boolean {
  const value = read(verifier);
  if (!Array.isArray(value)) return false;
  const [format, nonce, tag]: readonly unknown[] = value;
  if (format !== 1 || !(nonce instanceof Uint8Array) || !(tag instanceof Uint8Array)) return false;
  const work = { nonce, parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 };
  return argon2Sync('argon2id', { message: pin, ...work }).equals(tag);
}

test('two copies of a till that follows the documents alone are kept as branches, and what HQ cannot read is kept as it is', async () => {
  const world = await strangerWorld(database.url());
  const one = await joinStranger(world, 'One');
  for (let count = 0; count < 5; count += 1) sell(one, { memberRef: null });
  const copy: Stranger = { ...one, chain: { ...one.chain, bodies: [...one.chain.bodies] } };
  sell(one, { memberRef: null });
  for (const kind of [kinds.sale, 99]) {
    book(one.chain, stampOf({ memberRef: null }, randomBytes(32)), {
      kind,
      content: ['what', 'nobody', 'knows', kind],
    });
  }
  // A till of the first release has this schema, and a later one that.
  for (const schemaVersion of [1, 3]) {
    const stamp = { ...stampOf({ memberRef: newId() }, enrolKey(newId())), schemaVersion };
    book(one.chain, stamp, { kind: kinds.enrol, content: [sha256('a record')] });
  }
  one.chain.bodies.push(write([3, 'of a later version', 'in another form']), Buffer.from('no CBOR'));
  sell(one, { memberRef: null });
  const run = wholeRun(one);
  expect(at(accepted(await push(one.wire, run)).json, 'branch')).toBe(0);

  sell(copy, { memberRef: null });
  const fork = part(wholeRun(copy), 6, 1);
  const forked = accepted(await push(copy.wire, fork));
  expect([at(forked.json, 'branch'), at(forked.json, 'state')]).toEqual([1, 'frozen']);
  expect(acknowledges(fork, forked)).toBe(true);
  const { json: met } = accepted(
    await contact(one.wire, { heads: [head(one.chain)], acknowledged: null }, atMs),
  );
  expect([at(met, 'state'), at(met, 'reason')]).toEqual(['frozen', 'fork']);
  expect(listAt(met, 'chains').map((chain) => [at(chain, 'branch'), at(chain, 'received', 'seq')])).toEqual([
    [0, 13],
    [1, 6],
  ]);
  for (const [branch, { chain }] of [one, copy].entries()) {
    const back = await readBack(one.wire, { epoch: 1, branch });
    expect(back.map((body) => body.toString('hex'))).toEqual(
      chain.bodies.map((body) => body.toString('hex')),
    );
  }
  const { memberRef } = present(world.members[0]);
  const wish = { opKey: '00'.repeat(32), memberRef, holderRef: memberRef, points: 1 };
  const { db } = world.hq.deps;
  const set = () =>
    db.selectFrom('quarantine').select('seq').where('branch', '=', 0).orderBy('seq').execute();
  const counted = () =>
    db
      .selectFrom('entry')
      .select('seq')
      .where('branch', '=', 0)
      .where('disposition', 'in', ['accepted', 'flagged'])
      .orderBy('seq')
      .execute();
  const looking = { interval: 100 };
  await expect
    .poll(async () => (await set()).map(({ seq }) => Number(seq)), looking)
    .toEqual([7, 8, 10, 11, 12]);
  await expect
    .poll(async () => (await counted()).map(({ seq }) => Number(seq)), looking)
    .toEqual([1, 2, 3, 4, 5, 6, 9, 13]);

  // HQ may remember for a moment what state a till was in.
  const waiting = { interval: 100 };
  await expect
    .poll(async () => (await reserve(one.wire, wish)).body.toString(), waiting)
    .toContain('on_hold');
});

test('HQ refuses a till that follows the documents alone in the words of the documents, and signs each refusal', async () => {
  const world = await strangerWorld(database.url());
  const one = await joinStranger(world, 'One');
  sell(one, { memberRef: null });
  const { wire } = one;
  const run = wholeRun(one);
  const liar = { ...wire, pair: keyPair('ed25519', randomBytes(32)) };
  expect(rejected(await push(liar, run))).toBe('401 not_authentic');
  const get = async (target: string) => rejected(await ask(wire, { method: 'GET', target }));
  expect(await get('/sync/2/contact')).toBe('426 version_unsupported');
  expect(await get('/sync/1/nothing')).toBe('404 not_found');
  expect(await get(`/sync/1/pages/${'00'.repeat(32)}`)).toBe('404 not_found');
  const post = async (target: string, json: unknown) =>
    rejected(await ask(wire, { method: 'POST', target, json }));
  expect(await post('/sync/1/contact', { heads: 'none' })).toBe('400 malformed');
  expect(await post('/sync/1/pull', { cursor: `${newId()}.1` })).toBe('410 cursor_unknown');
  const cbor = async (bytes: Uint8Array) =>
    rejected(await ask(wire, { method: 'POST', target: '/sync/1/push', cbor: bytes }));
  expect(await cbor(Buffer.from('no CBOR'))).toBe('400 malformed');
  expect(await cbor(Buffer.alloc(8 * 1024 * 1024 + 1))).toBe('413 too_large');
  expect(rejected(await push(wire, { ...run, before: sha256('another chain') }))).toBe('422 segment_invalid');
  const pulling = { method: 'POST', target: '/sync/1/pull', json: { cursor: null } } as const;
  const device = `/tills/${one.chain.deviceId}/revoke`;
  const done = await world.administrator.ask({ method: 'POST', path: device, body: { fromMs: null } });
  expect([done.status, done.code]).toEqual([200, '']);
  await expect
    .poll(async () => (await contact(wire, { heads: [], acknowledged: null }, atMs)).body.toString())
    .toContain('revoked');
  expect(at(accepted(await push(wire, run)).json, 'state')).toBe('revoked');
  await expect.poll(async () => (await ask(wire, pulling)).status).toBe(403);
  expect(await post('/sync/1/pull', { cursor: null })).toBe('403 revoked');
});
