import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { hashRawSync } from '@node-rs/argon2';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { decodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { openBox } from '#sync/core/sealed-box.ts';
import type { KeyPair } from '#sync/core/sealed-box.ts';
import { nodeBox } from '#sync/server/node-box.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { makeManifest, pullLimits } from '#sync/server/publication/make-manifest.ts';
import { makeSnapshot } from '#sync/server/publication/make-snapshot.ts';
import { publicationTurn } from '#sync/server/publication/publication-worker.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { pullArea } from '#sync/server/publication/pull-area.ts';
import {
  appliedTo,
  bringChain,
  demoMembers,
  demoStoreId,
  otherDeviceId,
  pullOnce,
  smallChain,
} from '#test/support/hq/published-chain.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import type { TillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');

async function world(memberCount = 20): Promise<{ readonly deps: HqDeps; readonly keys: TillKeys }> {
  const deps = testHqDeps(database.db());
  const keys = newTillKeys();
  await bringChain(deps, memberCount);
  await insertJoinedTill(deps, { keys, deviceId, storeId: demoStoreId });
  return { deps, keys };
}

async function addPoints(
  deps: HqDeps,
  added: { memberRef: string; device: string; points: number },
): Promise<void> {
  await inTransaction(deps, async (transaction) => {
    await sql`
      INSERT INTO member_sum AS s (member_ref, device_id, points)
      VALUES (${added.memberRef}, ${added.device}, ${added.points})
      ON CONFLICT (member_ref, device_id) DO UPDATE SET points = s.points + EXCLUDED.points`.execute(
      transaction,
    );
    const changed = await nextChange(transaction, ['member']);
    await transaction
      .updateTable('member')
      .set({ changed })
      .where('member_ref', '=', added.memberRef)
      .execute();
  });
}

function onlyMember(members: ReadonlyMap<string, PulledMember>, memberRef: string): PulledMember {
  const member = members.get(memberRef);
  invariant(member !== undefined, 'the till has the member');
  return member;
}

const sharedPages = { membersMax: 50_000, ownPagesMembersMax: 0, pieceMembers: 2 };

describe('a pull', () => {
  it('brings a new till the chain, its rule set, products and all members with what they have', async () => {
    const { deps } = await world();
    const { manifest, records } = await pullOnce(deps, { deviceId, cursor: null });
    expect(manifest.kind).toBe('snapshot');
    const kinds = records.map(({ t }) => t);
    expect(
      ['chain', 'ruleSet', 'product', 'member'].map((t) => kinds.filter((kind) => kind === t).length),
    ).toEqual([1, 1, 5, 20]);
    expect(kinds).toHaveLength(27);
    const members = appliedTo(new Map(), { manifest, records });
    for (const brought of demoMembers(20)) {
      const { lots: _named, ...rest } = brought;
      const byUid = brought.cards.toSorted((left, right) => (left.cardUid < right.cardUid ? -1 : 1));
      const byMinute = rest.lastVisits.map((visit) => ({
        ...visit,
        atMs: visit.atMs - (visit.atMs % 60_000),
      }));
      expect(onlyMember(members, brought.memberRef).member).toEqual({
        ...rest,
        cards: byUid,
        lastVisits: byMinute,
      });
      const pulled = onlyMember(members, brought.memberRef);
      const sumOf = (unit: string): number =>
        pulled.lots.reduce((sum, lot) => sum + (lot.unit === unit ? lot.open : 0), 0);
      expect([sumOf('points'), sumOf('money')]).toEqual([brought.pointsBalance, brought.walletMinor]);
    }
  });

  it('seals PINs for the till that asks, and says nothing of them to anybody else', async () => {
    const { deps } = await world(1);
    const pair: KeyPair = nodeBox.ephemeralPair();
    await deps.db.updateTable('till').set({ box_key: pair.publicKey }).execute();
    const { records } = await pullOnce(deps, { deviceId, cursor: null });
    const chain = records.find((record) => record.t === 'chain');
    const operator = chain?.chain.operators[0];
    const box = openBox(Buffer.from(operator?.sealedVerifier ?? '', 'base64'), pair, nodeBox);
    const verifier = box && decodeCanonical(box);
    invariant(Array.isArray(verifier), 'the verifier opens with the key of the till');
    const [format, salt, tag] = verifier;
    invariant(salt instanceof Uint8Array && tag instanceof Uint8Array, 'salt and tag are bytes');
    const initialPin = smallChain().operators[0]?.initialPin ?? '';
    const expected = hashRawSync(initialPin, {
      salt,
      memoryCost: 65_536,
      timeCost: 3,
      parallelism: 1,
      outputLen: 32,
    });
    expect([format, bytesToHex(tag)]).toEqual([1, expected.toString('hex')]);
    expect(
      openBox(Buffer.from(operator?.sealedVerifier ?? '', 'base64'), nodeBox.ephemeralPair(), nodeBox),
    ).toBe(undefined);
  });

  it('tells after a cursor only what changed since, and nothing when nothing did', async () => {
    const { deps } = await world();
    const first = await pullOnce(deps, { deviceId, cursor: null });
    const again = await pullOnce(deps, { deviceId, cursor: first.manifest.cursor });
    expect([again.manifest.kind, again.records, again.manifest.cursor]).toEqual([
      'delta',
      [],
      first.manifest.cursor,
    ]);
    const memberRef = [...appliedTo(new Map(), first).keys()][3] ?? '';
    await addPoints(deps, { memberRef, device: otherDeviceId, points: 7 });
    const { records } = await pullOnce(deps, { deviceId, cursor: first.manifest.cursor });
    expect(records.map((record) => record.t === 'member' && record.member.memberRef)).toEqual([memberRef]);
  });

  it('leaves out what the asking till booked itself, in pages of its own and in shared ones', async () => {
    const { deps } = await world(5);
    const before = appliedTo(new Map(), await pullOnce(deps, { deviceId, cursor: null }));
    const memberRef = [...before.keys()][0] ?? '';
    const brought = onlyMember(before, memberRef).member.pointsBalance;
    await addPoints(deps, { memberRef, device: deviceId, points: 100 });
    await addPoints(deps, { memberRef, device: otherDeviceId, points: 10 });
    await makeSnapshot(deps, { quality: 1, goOn: async () => true });
    const balanceFor = async (asker: string): Promise<number> => {
      const pulled = await pullOnce(deps, { deviceId: asker, cursor: null }, sharedPages);
      return onlyMember(appliedTo(new Map(), pulled), memberRef).member.pointsBalance;
    };
    expect([await balanceFor(deviceId), await balanceFor(otherDeviceId)]).toEqual([
      brought + 10,
      brought + 100,
    ]);
  });

  it('tells a long absence in several manifests that end between two changes', async () => {
    const { deps } = await world(3);
    const first = await pullOnce(deps, { deviceId, cursor: null });
    let members = appliedTo(new Map(), first);
    const refs = [...members.keys()];
    for (const memberRef of refs) {
      await addPoints(deps, { memberRef, device: otherDeviceId, points: 1 });
    }
    const limits = { ...pullLimits, membersMax: 1, pieceMembers: 2 };
    const sizes: number[] = [];
    let { cursor, hasMore } = { cursor: first.manifest.cursor, hasMore: true };
    while (hasMore) {
      const cut = await pullOnce(deps, { deviceId, cursor }, limits);
      sizes.push(cut.records.length);
      members = appliedTo(members, cut);
      ({ cursor, hasMore } = cut.manifest);
    }
    expect(sizes).toEqual([2, 1]);
    const whole = await pullOnce(deps, { deviceId, cursor: first.manifest.cursor });
    expect(members).toEqual(appliedTo(members, whole));
    expect(cursor).toBe(whole.manifest.cursor);
  });

  it('makes a till take everything again whose cursor is of another HQ, of the future or no cursor', async () => {
    const { deps } = await world(1);
    const { manifest } = await pullOnce(deps, { deviceId, cursor: null });
    const ahead = `${manifest.hqEpoch}.9007199254740991`;
    const foreign = `0193a0b0-0000-7000-8000-0000000000ff.5`;
    const hostile = [
      '',
      '.',
      '..',
      `${manifest.hqEpoch}.-1`,
      `${manifest.hqEpoch}.1e3`,
      `${manifest.hqEpoch}.01`,
    ];
    for (const cursor of [ahead, foreign, ...hostile, '٣', `${manifest.cursor}.1`, "'; DROP TABLE member"]) {
      expect(await makeManifest({ deviceId, cursor }, deps)).toEqual({ ok: false, error: 'cursor_unknown' });
    }
    await deps.db
      .updateTable('hq_meta')
      .set({ value: uuid('0193a0b0-0000-7000-8000-0000000000fe') })
      .execute();
    const restored = await makeManifest({ deviceId, cursor: manifest.cursor }, deps);
    expect(restored).toEqual({ ok: false, error: 'cursor_unknown' });
  });

  it('asks a new till to wait while the pages that all share are still to be made', async () => {
    const { deps } = await world(3);
    const pull = { deviceId, cursor: null };
    const missing = await makeManifest(pull, deps, { ...pullLimits, ownPagesMembersMax: 2 });
    expect(missing).toEqual({ ok: false, error: 'snapshot_missing' });
    await makeSnapshot(deps, { quality: 1, goOn: async () => true });
    const made = await makeManifest(pull, deps, { ...pullLimits, ownPagesMembersMax: 2 });
    expect(made.ok).toBe(true);
  });

  it('keeps no shared pages that were begun before somebody was erased', async () => {
    const { deps } = await world(5);
    const refs = await deps.db.selectFrom('member').select('member_ref').orderBy('member_ref').execute();
    const memberRef = refs[0]?.member_ref ?? '';
    let pieces = 0;
    const goOn = async (): Promise<boolean> => {
      pieces += 1;
      if (pieces === 2) await eraseMember(deps, { memberRef, orderedBy: deviceId });
      return true;
    };
    expect(await makeSnapshot(deps, { quality: 1, goOn, pieceMembers: 2 })).toBe(undefined);
    expect(pieces).toBe(3);
    expect(await deps.db.selectFrom('snapshot').selectAll().execute()).toEqual([]);
    expect(await deps.db.selectFrom('page').selectAll().execute()).toEqual([]);
    expect(await makeSnapshot(deps, { quality: 1, goOn, pieceMembers: 2 })).toMatchObject({ members: 4 });
  });

  it('keeps names out of stored pages, and drops pages that nobody reads any more', async () => {
    const { deps } = await world(2);
    await pullOnce(deps, { deviceId, cursor: null });
    const stored = await deps.db.selectFrom('page').select(['body', 'page_hash']).execute();
    expect(stored.length).toBeGreaterThan(0);
    for (const { body, page_hash: pageHash } of stored) {
      expect(bytesToHex(deps.sha256(body))).not.toBe(bytesToHex(pageHash));
    }
    const later = {
      ...deps,
      clock: { ...deps.clock, nowMs: () => epochMs(deps.clock.nowMs() + 7 * 3_600_000) },
    };
    await publicationTurn(later, {
      holder: uuid('0193a0b0-0000-7000-8000-0000000000aa'),
      stopping: new AbortController().signal,
    });
    expect(await deps.db.selectFrom('page').select('page_hash').execute()).toEqual([]);
  });
});

describe('the routes of a pull', () => {
  it('answer a till that signs with a manifest and pages, and refuse names that are no page', async () => {
    const { deps, keys } = await world(2);
    const app = await testApp(deps, [createSyncArea({ areas: [pullArea] })]);
    const ask = (method: 'GET' | 'POST', path: string, body?: unknown) =>
      sendToHq(app, deps, signRequest(keys, deviceId, { method, path, ...(body ? { body } : {}) }));
    const answer = await ask('POST', '/pull', { cursor: null });
    expect([answer.status, answer.isSigned]).toEqual([200, true]);
    const manifest = answer.json() as { readonly pages: readonly { readonly page: string }[] };
    const page = await ask('GET', `/pages/${manifest.pages[0]?.page}`);
    expect([page.status, page.isSigned, bytesToHex(deps.sha256(page.body))]).toEqual([
      200,
      true,
      manifest.pages[0]?.page,
    ]);
    const unknown = await ask('GET', `/pages/${'0'.repeat(64)}`);
    expect([unknown.status, unknown.isSigned]).toEqual([404, true]);
    for (const name of ['..%2f..%2fetc', 'A'.repeat(64), '0'.repeat(63), '%00']) {
      const refused = await ask('GET', `/pages/${name}`);
      expect([refused.status >= 400 && refused.status < 500, refused.isSigned]).toEqual([true, true]);
    }
    const expired = await ask('POST', '/pull', { cursor: 'x' });
    expect([expired.status, expired.json()]).toEqual([
      410,
      { error: { code: 'cursor_unknown', details: {} } },
    ]);
  });
});
