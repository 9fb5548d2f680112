/** Two copies of one till: nothing is lost, redemption stops, and no queue waits. */

import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { unfreezeTill } from '#sync/server/people/change-tills.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld, storedByPushes } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

async function noticesAndState(): Promise<object> {
  const notices = await db().selectFrom('notice').select(['kind', 'facts']).orderBy('notice_id').execute();
  const till = await db().selectFrom('till').select(['state', 'reason']).executeTakeFirstOrThrow();
  return { till, notices: notices.map(({ kind, facts }) => ({ kind, facts: JSON.parse(facts) as unknown })) };
}

describe('a till that was cloned', () => {
  it('has the entries of both copies kept, each as a chain without a gap, and stops redeeming', async () => {
    const image = pushingTill().booked({ count: 4 });
    const [one, two] = [image.booked({ count: 3, copy: 'one' }), image.booked({ count: 2, copy: 'two' })];
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    const answer = expectOk(await world.push(two, { from: 5 }));
    expect(answer).toMatchObject({ branch: 1, received: two.head(), state: 'frozen' });
    expect(await noticesAndState()).toEqual({
      till: { state: 'frozen', reason: 'fork' },
      notices: [{ kind: 'fork', facts: { epoch: 1, branch: 1, afterSeq: 4, seq: 6 } }],
    });
    expect(await world.verify(image)).toEqual({ entries: 9, faults: [] });
  });

  it('whose copies push in turns finds each of them again, and tells of it once', async () => {
    const image = pushingTill().booked({ count: 2 });
    let one = image.booked({ count: 2, copy: 'one' });
    let two = image.booked({ count: 1, copy: 'two' });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expect(expectOk(await world.push(two, { from: 3 })).branch).toBe(1);
    for (let round = 0; round < 3; round += 1) {
      const [fromOne, fromTwo] = [one.head().seq + 1, two.head().seq + 1];
      [one, two] = [one.booked({ count: 2, copy: 'one' }), two.booked({ count: 3, copy: 'two' })];
      expect(expectOk(await world.push(one, { from: fromOne }))).toMatchObject({
        branch: 0,
        state: 'frozen',
      });
      expect(expectOk(await world.push(two, { from: fromTwo }))).toMatchObject({
        branch: 1,
        state: 'frozen',
      });
    }
    expect(expectOk(await world.push(two, { from: 3, to: 5 })).received.hash).toBe(bytesToHex(two.hashAt(5)));
    expect(await noticesAndState()).toMatchObject({ notices: [{ kind: 'fork' }] });
    expect(await world.verify(image)).toEqual({ entries: 2 + 8 + 10, faults: [] });
  });

  it('and cloned again is kept as a branch of a branch', async () => {
    const image = pushingTill().booked({ count: 3 });
    const one = image.booked({ count: 5, copy: 'one' });
    const two = image.booked({ count: 4, copy: 'two' });
    const three = two.booked({ count: 3, copy: 'three' });
    const twoGoesOn = two.booked({ count: 3, copy: 'two' });
    const four = image.booked({ count: 1, copy: 'four' });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expect(expectOk(await world.push(twoGoesOn, { from: 1 })).branch).toBe(1);
    expect(expectOk(await world.push(three, { from: 1 })).branch).toBe(2);
    expect(expectOk(await world.push(four, { from: 4 })).branch).toBe(3);
    const heads = await db()
      .selectFrom('chain_head')
      .select(['branch', 'forked_from', 'forked_after_seq', 'seq', 'projected_seq'])
      .orderBy('branch')
      .execute();
    expect(heads).toEqual([
      { branch: 0, forked_from: 0, forked_after_seq: 0, seq: 8, projected_seq: 0 },
      { branch: 1, forked_from: 0, forked_after_seq: 3, seq: 10, projected_seq: 3 },
      { branch: 2, forked_from: 1, forked_after_seq: 7, seq: 10, projected_seq: 7 },
      { branch: 3, forked_from: 0, forked_after_seq: 3, seq: 4, projected_seq: 3 },
    ]);
    expect(await world.verify(image)).toEqual({ entries: 8 + 7 + 3 + 1, faults: [] });
  });

  it('before its first entry is kept as two chains', async () => {
    const [one, two] = [
      pushingTill().booked({ copy: 'one' }),
      pushingTill().booked({ count: 2, copy: 'two' }),
    ];
    await joinTill(db(), one);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expect(expectOk(await world.push(two))).toMatchObject({ branch: 1, state: 'frozen' });
    expect(await world.verify(one)).toEqual({ entries: 3, faults: [] });
  });

  it('and goes on in an older epoch after a newer one has come is stopped as well', async () => {
    const image = pushingTill().booked({ count: 3 });
    const restored = image.booked({ epoch: 2, count: 2 });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(image));
    expect(expectOk(await world.push(restored, { epoch: 2 })).state).toBe('active');
    expect(expectOk(await world.push(image)).state).toBe('active');
    const first = image.booked({ copy: 'first' });
    expect(expectOk(await world.push(first, { from: 4 }))).toMatchObject({ branch: 0, state: 'frozen' });
    expectOk(await world.push(first.booked({ copy: 'first' }), { from: 5 }));
    expect(await noticesAndState()).toMatchObject({ notices: [{ kind: 'fork' }] });
  });

  it('a thousand times over is refused without an effect', async () => {
    const image = pushingTill();
    await joinTill(db(), image);
    const world = await pushWorld(db());
    const row = { device_id: image.deviceId, forked_after_seq: 0, seq: 1, received_ms: 0 };
    const epochs = Array.from({ length: 1_000 }, (_, index) => index + 2);
    await db()
      .insertInto('chain_head')
      .values(epochs.map((epoch) => ({ ...row, epoch, branch: 0, hash: new Uint8Array(32) })))
      .execute();
    const before = await storedByPushes(db());
    expect(expectCode(await world.push(image.booked()))).toBe('too_large');
    expect(await storedByPushes(db())).toEqual(before);
  });
});

describe('a till that was unfrozen after a fork', () => {
  async function unfrozenFork() {
    const image = pushingTill().booked({ count: 3 });
    const [one, two] = [image.booked({ count: 2, copy: 'one' }), image.booked({ count: 2, copy: 'two' })];
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expectOk(await world.push(two, { from: 4 }));
    const { deviceId } = image;
    const unfreeze = () => unfreezeTill(world.deps, { deviceId, by: deviceId, why: 'the copy is gone' });
    expectOk(await unfreeze());
    return { world, unfreeze, image, one, two };
  }

  it('goes on as long as only one of its copies does, whichever it is', async () => {
    const { world, one, two, unfreeze } = await unfrozenFork();
    let goesOn = two;
    for (let round = 0; round < 3; round += 1) {
      const from = goesOn.head().seq + 1;
      goesOn = goesOn.booked({ copy: 'two' });
      expect(expectOk(await world.push(goesOn, { from }))).toMatchObject({ branch: 1, state: 'active' });
    }
    // What HQ has already says nothing of a second copy.
    expect(expectOk(await world.push(one, { from: 4 }))).toMatchObject({ branch: 0, state: 'active' });
    const restored = goesOn.booked({ epoch: 2, count: 2 });
    expect(expectOk(await world.push(restored, { epoch: 2 })).state).toBe('active');
    expect(await unfreeze()).toEqual({ ok: false, error: 'conflict' });
    expect(await noticesAndState()).toMatchObject({ till: { state: 'active' }, notices: [{ kind: 'fork' }] });
  });

  it('is frozen again, and told of once more, when a second copy goes on too', async () => {
    const { world, image, one, two, unfreeze } = await unfrozenFork();
    const [oneGoesOn, twoGoesOn] = [one.booked({ copy: 'one' }), two.booked({ count: 2, copy: 'two' })];
    expect(expectOk(await world.push(twoGoesOn, { from: 6 }))).toMatchObject({ branch: 1, state: 'active' });
    expect(expectOk(await world.push(oneGoesOn, { from: 6 }))).toMatchObject({ branch: 0, state: 'frozen' });
    const again = { kind: 'fork', facts: { epoch: 1, branch: 0, afterSeq: 5, seq: 6 } };
    expect(await noticesAndState()).toMatchObject({
      till: { state: 'frozen', reason: 'fork' },
      notices: [{ kind: 'fork' }, again],
    });
    expectOk(await unfreeze());
    const [oneMore, twoMore] = [oneGoesOn.booked({ copy: 'one' }), twoGoesOn.booked({ copy: 'two' })];
    expect(expectOk(await world.push(oneMore, { from: 7 })).state).toBe('active');
    expect(expectOk(await world.push(twoMore, { from: 8 })).state).toBe('frozen');
    expect(await world.verify(image)).toEqual({ entries: 3 + 4 + 5, faults: [] });
  });

  it('is frozen again when a copy goes on in an epoch before the newest one', async () => {
    const { world, one, two } = await unfrozenFork();
    expectOk(await world.push(two.booked({ epoch: 2 }), { epoch: 2 }));
    const goesOn = one.booked({ copy: 'one' });
    expect(expectOk(await world.push(goesOn, { from: 6 }))).toMatchObject({ branch: 0, state: 'frozen' });
  });
});

describe('a till that was restored from an older image of itself', () => {
  it('and sold before it reached HQ keeps both histories, and opens its new epoch beside them', async () => {
    const image = pushingTill().booked({ count: 5 });
    const lost = image.booked({ count: 6, copy: 'before the disk died' });
    const sold = image.booked({ count: 2, copy: 'after' });
    await joinTill(db(), image);
    const world = await pushWorld(db());
    expectOk(await world.push(lost));
    expect(expectOk(await world.push(sold, { from: 6 }))).toMatchObject({ branch: 1, state: 'frozen' });
    const goesOn = sold.booked({ epoch: 2, count: 3 });
    expect(expectOk(await world.push(goesOn, { epoch: 2 }))).toMatchObject({ branch: 0, state: 'frozen' });
    expect(await world.verify(image)).toEqual({ entries: 11 + 2 + 3, faults: [] });
  });

  it('and that did not sell goes on in a new epoch without any alarm', async () => {
    const lost = pushingTill().booked({ count: 6 });
    await joinTill(db(), lost);
    const world = await pushWorld(db());
    expectOk(await world.push(lost));
    const goesOn = lost.booked({ epoch: 2, count: 3 });
    expect(expectOk(await world.push(goesOn, { epoch: 2 })).state).toBe('active');
    expect(await noticesAndState()).toEqual({ till: { state: 'active', reason: null }, notices: [] });
  });
});
