/** What of a chain is in a verified backup, and what the check of stored chains finds. */

import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { durableHeadsHook } from '#sync/server/push/durable-heads-hook.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

async function noteNow(): Promise<string> {
  return db().transaction().execute(durableHeadsHook.note);
}

describe('a backup that was verified', () => {
  it('makes exactly what it holds durable, which later answers tell', async () => {
    const till = pushingTill().booked({ count: 6 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expect(expectOk(await world.push(till, { to: 2 })).durable).toBeNull();
    const note = await noteNow();
    expect(expectOk(await world.push(till, { from: 3, to: 4 })).durable).toBeNull();
    await durableHeadsHook.onVerified(db(), note);
    const durable = { seq: 2, hash: bytesToHex(till.hashAt(2)) };
    expect(expectOk(await world.push(till, { from: 5 })).durable).toEqual({ epoch: 1, ...durable });
    expect(expectOk(await world.contact(till)).chains).toEqual([
      { epoch: 1, branch: 0, received: { seq: 6, hash: till.head().hash }, durable },
    ]);
  });

  it('never takes back what a newer one made durable', async () => {
    const till = pushingTill().booked({ count: 6 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till, { to: 2 }));
    const older = await noteNow();
    expectOk(await world.push(till, { from: 3 }));
    const newer = await noteNow();
    await durableHeadsHook.onVerified(db(), newer);
    await durableHeadsHook.onVerified(db(), older);
    const [chain] = expectOk(await world.contact(till)).chains;
    expect(chain?.durable?.seq).toBe(6);
  });

  it('notes the chains of more tills than are read at once', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({
      device_id: pushingTill(1).deviceId.slice(0, -5) + String(10_000 + index),
      epoch: 1,
      branch: 0,
      forked_after_seq: 0,
      seq: index + 1,
      hash: new Uint8Array(32).fill(7),
      received_ms: 0,
    }));
    await db().insertInto('chain_head').values(rows).execute();
    await durableHeadsHook.onVerified(db(), await noteNow());
    const wrong = await db()
      .selectFrom('chain_head')
      .selectAll()
      .whereRef('durable_seq', '!=', 'seq')
      .execute();
    expect(wrong).toEqual([]);
  });
});

describe('the check of stored chains', () => {
  it('names every byte of a stored segment that was changed', async () => {
    const till = pushingTill().booked({ count: 3 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    const { bytes } = await db().selectFrom('segment').select('bytes').executeTakeFirstOrThrow();
    const unseen: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      await db().updateTable('segment').set({ bytes: changed }).execute();
      const { faults } = await world.verify(till);
      if (faults.length === 0) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });

  it('names a segment that is gone, a head that was moved and a hash that was changed', async () => {
    const till = pushingTill().booked({ count: 9 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    for (const from of [1, 4, 7]) expectOk(await world.push(till, { from, to: from + 2 }));
    const codes = async (): Promise<readonly string[]> =>
      (await world.verify(till)).faults.map(({ code, seq }) => `${code} ${seq}`);
    expect(await codes()).toEqual([]);
    await db().updateTable('chain_head').set({ seq: 8 }).execute();
    expect(await codes()).toEqual(['head_differs 9']);
    await db()
      .updateTable('chain_head')
      .set({ seq: 9, hash: till.hashAt(8) })
      .execute();
    expect(await codes()).toEqual(['head_differs 9']);
    await db()
      .updateTable('chain_head')
      .set({ hash: till.hashAt(9) })
      .execute();
    await db()
      .updateTable('segment')
      .set({ previous_hash: till.hashAt(1) })
      .where('from_seq', '=', 4)
      .execute();
    expect(await codes()).toEqual(['previous_hash_differs 4', 'segment_invalid 4']);
    await db().deleteFrom('segment').where('from_seq', '=', 4).execute();
    expect(await codes()).toEqual(['gap 3']);
    await db().deleteFrom('segment').where('from_seq', '=', 7).execute();
    expect(await codes()).toEqual(['head_differs 3']);
  });

  it('names a branch whose beginning is not there', async () => {
    const image = pushingTill().booked({ count: 2 });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(image.booked({ count: 2, copy: 'one' })));
    expectOk(await world.push(image.booked({ count: 1, copy: 'two' })));
    await db().deleteFrom('chain_head').where('branch', '=', 0).execute();
    const { faults } = await world.verify(image);
    const [fault] = faults;
    invariant(fault !== undefined, 'the branch has lost its beginning');
    expect(fault).toMatchObject({ code: 'fork_unknown', branch: 1, seq: 2 });
  });
});
