/** What a push does to a chain at HQ, at the level of the handler. */

import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { encodePush } from '#sync/core/push-body.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { present } from '#test/support/present.ts';
import { pushWorld, storedByPushes } from '#test/support/hq/push-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

describe('a push', () => {
  it('of the first entries begins the chain, and the answer names their head', async () => {
    const till = pushingTill().booked({ count: 5 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const answer = expectOk(await world.push(till));
    expect(answer).toMatchObject({ branch: 0, received: till.head(), durable: null, state: 'active' });
    expect(await world.verify(till)).toEqual({ entries: 5, faults: [] });
  });

  it('that comes again changes nothing and has the same answer, also after later ones', async () => {
    const till = pushingTill().booked({ count: 9 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const first = expectOk(await world.push(till, { to: 4 }));
    expect(expectOk(await world.push(till, { to: 4 }))).toEqual(first);
    expectOk(await world.push(till, { from: 5 }));
    const before = await storedByPushes(db());
    expect(expectOk(await world.push(till, { to: 4 }))).toEqual(first);
    expect(await storedByPushes(db())).toEqual(before);
    expect(await world.verify(till)).toEqual({ entries: 9, faults: [] });
  });

  it('cut at other places than before brings only what is new of it', async () => {
    const till = pushingTill().booked({ count: 20 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till, { from: 1, to: 8 }));
    expectOk(await world.push(till, { from: 5, to: 12 }));
    expectOk(await world.push(till, { from: 1, to: 15 }));
    expectOk(await world.push(till, { from: 3, to: 11 }));
    expectOk(await world.push(till, { from: 1, to: 20 }));
    expect(await world.verify(till)).toEqual({ entries: 20, faults: [] });
    const segments = await db()
      .selectFrom('segment')
      .select(['from_seq', 'to_seq'])
      .orderBy('from_seq')
      .execute();
    expect(segments).toEqual([
      { from_seq: 1, to_seq: 8 },
      { from_seq: 9, to_seq: 12 },
      { from_seq: 13, to_seq: 15 },
      { from_seq: 16, to_seq: 20 },
    ]);
  });

  it('that leaves a gap is told where HQ stands, and changes nothing', async () => {
    const till = pushingTill().booked({ count: 9 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const before = await storedByPushes(db());
    const early = await world.push(till, { from: 4 });
    const genesis = bytesToHex(till.hashAt(0));
    expect(early).toEqual({
      ok: false,
      error: { code: 'expected_seq', details: { epoch: 1, seq: 0, hash: genesis } },
    });
    expect(await storedByPushes(db())).toEqual(before);
    expectOk(await world.push(till, { to: 3 }));
    const late = await world.push(till, { from: 6 });
    const details = { epoch: 1, seq: 3, hash: bytesToHex(till.hashAt(3)) };
    expect(late).toEqual({ ok: false, error: { code: 'expected_seq', details } });
    expect(await world.verify(till)).toEqual({ entries: 3, faults: [] });
  });

  it('of a new epoch begins a chain of its own with the same rules', async () => {
    const till = pushingTill().booked({ count: 3 }).booked({ epoch: 2, count: 4 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    expect(expectCode(await world.push(till, { epoch: 2, from: 2 }))).toBe('expected_seq');
    const answer = expectOk(await world.push(till, { epoch: 2 }));
    expect(answer).toMatchObject({ received: till.head(2), state: 'active' });
    expect(await world.verify(till)).toEqual({ entries: 7, faults: [] });
  });

  it('of two tills never touches the chain of the other', async () => {
    const [one, two] = [pushingTill(1).booked({ count: 3 }), pushingTill(2).booked({ count: 4 })];
    await joinTill(db(), one);
    await joinTill(db(), two);
    const world = await pushWorld(db());
    expectOk(await world.push(one));
    expectOk(await world.push(two));
    expect(expectCode(await world.pushBytes(one, two.push()))).toBe('malformed');
    expect(await world.verify(one)).toEqual({ entries: 3, faults: [] });
    expect(await world.verify(two)).toEqual({ entries: 4, faults: [] });
  });

  it('of a device that was forgotten meanwhile is refused', async () => {
    const world = await pushWorld(db());
    expect(expectCode(await world.push(pushingTill().booked()))).toBe('not_authentic');
  });

  it('in order, doubled and in any order at all ends with the same chain', async () => {
    const till = pushingTill().booked({ count: 30 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const parts = [1, 6, 11, 16, 21, 26].map((from) => ({ from, to: from + 4 }));
    const reordered = [3, 0, 0, 2, 1, 5, 1, 4, 2, 5, 3, 4, 3, 4, 5, 5];
    const outcomes: string[] = [];
    for (const index of reordered) {
      const answer = await world.push(till, parts[index]);
      outcomes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'expected_seq')).toEqual([]);
    expect(outcomes).toContain('expected_seq');
    expect(await world.verify(till)).toEqual({ entries: 30, faults: [] });
  });
});

describe('a seal', () => {
  it('of a chain that does not begin where its epoch begins is refused', async () => {
    const till = pushingTill().booked({ count: 2 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    const { deps } = world;
    const previousHash = new Uint8Array(32).fill(7);
    const body = till.pushBody();
    const [first, second] = till.epochs.get(1)?.bodies ?? [];
    const headHash = entryHash(
      deps.sha256,
      entryHash(deps.sha256, previousHash, present(first)),
      present(second),
    );
    const { deviceId, epoch, toSeq: seq } = body;
    const headSignature = till.sign(sealBytes({ deviceId, epoch, seq, hash: headHash }));
    const bytes = encodePush({ ...body, previousHash, headHash, headSignature });
    expect(await world.pushBytes(till, bytes)).toEqual({
      ok: false,
      error: { code: 'segment_invalid', details: { reason: 'previous_hash_differs' } },
    });
    expect(await world.verify(till)).toEqual({ entries: 0, faults: [] });
  });

  it('that is not of the till is refused also where there are no entries', async () => {
    const till = pushingTill().booked({ count: 2 });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    const body = till.pushBody({ from: 3, to: 2 });
    const other = pushingTill(2).sign(sealBytes({ ...body, seq: 2, hash: body.headHash }));
    expectOk(await world.pushBytes(till, encodePush(body)));
    const forged = encodePush({ ...body, headSignature: other });
    expect(expectCode(await world.pushBytes(till, forged))).toBe('segment_invalid');
  });
});

describe('a revoked till', () => {
  it('still hands in what it booked, and what it booked after that is marked', async () => {
    const revokedMs = 1_795_262_400_000;
    const before = pushingTill().booked({ count: 3, atMs: revokedMs - 60_000 });
    const till = before.booked({ count: 2, atMs: revokedMs + 60_000 });
    await joinTill(db(), till, { state: 'revoked', revokedMs });
    const world = await pushWorld(db());
    expect(expectOk(await world.push(till, { to: 3 })).state).toBe('revoked');
    expect(expectOk(await world.push(till, { from: 4 })).state).toBe('revoked');
    const marks = await db()
      .selectFrom('segment')
      .select('is_after_revocation')
      .orderBy('from_seq')
      .execute();
    expect(marks.map((row) => row.is_after_revocation)).toEqual([false, true]);
  });

  it('cannot hide behind entries that nobody can read', async () => {
    const till = pushingTill().booked({ bodies: [new Uint8Array([0xff, 1, 2])] });
    await joinTill(db(), till, { state: 'revoked', revokedMs: 1_795_262_400_000 });
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    const marks = await db().selectFrom('segment').select('is_after_revocation').execute();
    expect(marks).toEqual([{ is_after_revocation: true }]);
  });
});

describe('an entry that this program cannot read', () => {
  it.each([0, 1, 2, 3, 4])('at place %d of five is kept and holds up nothing', async (place) => {
    const whole = pushingTill().booked({ count: 5 }).epochs.get(1)?.bodies ?? [];
    const bodies = whole.map((body, index) => (index === place ? new Uint8Array([0x81, 0x18, 0x63]) : body));
    const till = pushingTill().booked({ bodies });
    await joinTill(db(), till);
    const world = await pushWorld(db());
    expectOk(await world.push(till));
    expectOk(await world.push(till.booked({ count: 2 }), { from: 6 }));
    expect(await world.verify(till)).toEqual({ entries: 7, faults: [] });
  });
});
