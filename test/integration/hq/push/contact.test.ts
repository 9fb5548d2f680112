/** Where both sides stand: what a contact tells a till, what it tells HQ, and how HQ learns that it was set back. */

import { describe, expect, it } from 'vitest';
import type { ContactRequest } from '#shared/contracts/sync/sync-schemas.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createServiceKeys } from '#sync/server/keys/create-service-keys.ts';
import { newKeyMaterial, withNextServiceKey } from '#sync/server/keys/key-material.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { hqEpochOf, pushWorld } from '#test/support/hq/push-world.ts';
import type { PushWorld } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

type Acknowledged = Pick<ContactRequest, 'acknowledged' | 'proof'>;

/** Pushes everything and keeps what a till keeps of the answer. */
async function acknowledge(world: PushWorld, till: PushingTill): Promise<Acknowledged> {
  const { received, proof } = expectOk(await world.push(till));
  return proof === undefined ? { acknowledged: received } : { acknowledged: received, proof };
}

/** HQ as an older disk image of it: everything after seq is gone, and nobody told it. */
async function setBackTo(till: PushingTill, seq: number): Promise<void> {
  await db().deleteFrom('segment').where('from_seq', '>', seq).execute();
  if (seq === 0) await db().deleteFrom('chain_head').execute();
  else
    await db()
      .updateTable('chain_head')
      .set({ seq, hash: till.hashAt(seq) })
      .execute();
}

describe('a contact', () => {
  it('tells the till all its chains, its state and where pulls stand', async () => {
    const image = pushingTill().booked({ count: 2 });
    const [one, two] = [image.booked({ copy: 'one' }), image.booked({ copy: 'two' })];
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expectOk(await world.push(two));
    expectOk(await world.push(two.booked({ epoch: 2 }), { epoch: 2 }));
    const answer = expectOk(await world.contact(two));
    const head = (till: PushingTill, epoch = 1) => {
      const { seq, hash } = till.head(epoch);
      return { seq, hash };
    };
    expect(answer.chains).toEqual([
      { epoch: 1, branch: 0, received: head(one), durable: null },
      { epoch: 1, branch: 1, received: head(two), durable: null },
      { epoch: 2, branch: 0, received: head(two.booked({ epoch: 2 }), 2), durable: null },
    ]);
    expect(answer).toMatchObject({ state: 'frozen', reason: 'fork', hqEpoch: await hqEpochOf(db()) });
    expect(answer.newestCursor).toMatch(new RegExp(`^${answer.hqEpoch}\\.\\d+$`));
  });

  it('tells HQ how the till does, whatever its clock and its numbers say', async () => {
    const till = pushingTill().booked();
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const news = { backlog: 7, oldestUnsentAtMs: epochMs(1_000), cursor: 'somewhere', app: 'vafa 9' };
    expectOk(await world.contact(till, { ...news, nowMs: epochMs(Number.MIN_SAFE_INTEGER) }));
    const row = await db().selectFrom('till').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ backlog: 7, oldest_unsent_ms: 1_000, cursor: 'somewhere', app: 'vafa 9' });
    expect(row.clock_ahead_ms).toBeLessThan(-1_000 * 365 * 86_400_000);
    expect(row.last_contact_ms).toBeGreaterThan(1_700_000_000_000);
  });

  it('of a device that was forgotten meanwhile is refused', async () => {
    const world = await pushWorld(db());
    expect(expectCode(await world.contact(pushingTill()))).toBe('not_authentic');
  });
});

describe('an HQ that was set back without being told', () => {
  it.each([0, 2, 4])('to seq %d learns of it from one till and begins a new life once', async (seq) => {
    const till = pushingTill().booked({ count: 6 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    for (const from of [1, 3, 5]) expectOk(await world.push(till, { from, to: from + 1 }));
    const shown = await acknowledge(world, till);
    const before = await hqEpochOf(db());
    expect(expectOk(await world.contact(till, shown)).hqEpoch).toBe(before);
    await setBackTo(till, seq);
    const answer = expectOk(await world.contact(till, shown));
    expect(answer.hqEpoch).not.toBe(before);
    expect(expectOk(await world.contact(till, shown)).hqEpoch).toBe(answer.hqEpoch);
    const notices = await db().selectFrom('notice').select(['kind', 'facts']).execute();
    expect(notices).toEqual([{ kind: 'hqSetBack', facts: JSON.stringify({ epoch: 1, seq: 6 }) }]);
    const again = await acknowledge(world, till);
    expect(again.proof).not.toBe(shown.proof);
    expect(expectOk(await world.contact(till, again)).hqEpoch).toBe(answer.hqEpoch);
    expect(await world.verify(till)).toEqual({ entries: 6, faults: [] });
  });

  it('and that another history has taken the place of the entries learns of it too', async () => {
    const image = pushingTill().booked({ count: 2 });
    const till = image.booked({ count: 2, copy: 'one' });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(till, { to: 2 }));
    const shown = await acknowledge(world, till);
    await setBackTo(till, 2);
    expectOk(await world.push(image.booked({ count: 5, copy: 'two' })));
    const before = await hqEpochOf(db());
    expect(expectOk(await world.contact(till, shown)).hqEpoch).not.toBe(before);
  });

  it('believes no proof that is not its own signature over exactly that head', async () => {
    const till = pushingTill().booked({ count: 4 });
    const other = pushingTill(2).booked({ count: 4 });
    await joinTill(db(), till);
    await joinTill(db(), other);
    const world = await pushWorld(db());
    const { acknowledged, proof = '' } = await acknowledge(world, till);
    const ofOther = await acknowledge(world, other);
    await setBackTo(till, 0);
    const before = await hqEpochOf(db());
    const beyond = { epoch: 1, seq: 5, hash: bytesToHex(new Uint8Array(32)) };
    const forged: readonly Partial<ContactRequest>[] = [
      { acknowledged },
      { acknowledged, proof: '' },
      { acknowledged, proof: proof.slice(2) },
      { acknowledged, proof: `${proof}00` },
      { acknowledged: beyond, proof },
      ofOther,
      ...Array.from({ length: proof.length / 2 }, (_, at) => ({ acknowledged, proof: changedAt(proof, at) })),
    ];
    for (const shown of forged) expect(expectOk(await world.contact(till, shown)).hqEpoch).toBe(before);
    expect(expectOk(await world.contact(till, { acknowledged, proof })).hqEpoch).not.toBe(before);
  });

  it('knows its acknowledgements again after its service key was changed', async () => {
    const till = pushingTill().booked({ count: 2 });
    await joinTill(db(), till);
    const first = newKeyMaterial(nodeHqPorts.randomBytes, 1);
    const next = withNextServiceKey(first, nodeHqPorts.randomBytes, 2);
    const world = await pushWorld(db(), { serviceKeys: createServiceKeys(first).serviceKeys });
    const shown = await acknowledge(world, till);
    const later = await pushWorld(db(), { serviceKeys: createServiceKeys(next).serviceKeys });
    const before = await hqEpochOf(db());
    expect(expectOk(await later.contact(till, shown)).hqEpoch).toBe(before);
    await setBackTo(till, 0);
    expect(expectOk(await later.contact(till, shown)).hqEpoch).not.toBe(before);
  });

  it('is not thought set back after a restore that changed its epoch already', async () => {
    const till = pushingTill().booked({ count: 2 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const shown = await acknowledge(world, till);
    await setBackTo(till, 0);
    const restored = uuid('0193a0b0-0000-7000-8000-00000000beef');
    await db().updateTable('hq_meta').set({ value: restored }).where('name', '=', 'hqEpoch').execute();
    expect(expectOk(await world.contact(till, shown)).hqEpoch).toBe(restored);
    expect(await db().selectFrom('notice').selectAll().execute()).toEqual([]);
  });
});

function changedAt(hex: string, at: number): string {
  const byte = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16) ^ 1;
  return hex.slice(0, at * 2) + byte.toString(16).padStart(2, '0') + hex.slice(at * 2 + 2);
}
