/** One till that is broken, or in wrong hands, must not keep all others from what HQ publishes. */

import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createMemberCheck } from '#electron/till/cache/check-chain.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { makeSnapshot } from '#sync/server/publication/make-snapshot.ts';
import { bringChain, demoStoreId, otherDeviceId, pullOnce } from '#test/support/hq/published-chain.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const long = 'x'.repeat(65);
const day = '2026-11-21';

/** A chain with one member, of whom another till told what no till may tell. */
async function spoiled(spoil: (deps: HqDeps, memberRef: string) => Promise<void>): Promise<HqDeps> {
  const deps = testHqDeps(database.db());
  const [member] = await bringChain(deps, 1);
  invariant(member !== undefined, 'there is a member');
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  await spoil(deps, member.memberRef);
  await inTransaction(deps, async (transaction) => {
    const changed = await nextChange(transaction, ['member', 'offerUse']);
    await transaction.updateTable('member').set({ changed }).execute();
  });
  return deps;
}

/** The member as a till takes it over; throws where the till would refuse the pull. */
async function pulledMember(deps: HqDeps) {
  const { records } = await pullOnce(deps, { deviceId, cursor: null });
  const chain = records.find((record) => record.t === 'chain')?.chain;
  invariant(chain !== undefined, 'the chain was told');
  const found = records.find((record) => record.t === 'member');
  invariant(found?.t === 'member', 'the member was told');
  expect(createMemberCheck(chain)(found.member)).toBe(undefined);
  return { member: found.member, offerUses: found.offerUses, records };
}

async function visitAt(deps: HqDeps, visit: { memberRef: string; storeId: string; entryId: string }) {
  const { memberRef, storeId, entryId } = visit;
  await sql`
    INSERT INTO member_visit (member_ref, entry_id, device_id, at_ms, store_id, paid_minor, points_earned)
    VALUES (${memberRef}, ${entryId}, ${otherDeviceId}, 9000000000000000, ${storeId}, 5, 1)`.execute(deps.db);
}

describe('what a single till booked amiss', () => {
  it('names a store that the chain does not have, and every other till pulls on', async () => {
    const deps = await spoiled(async (spoiling, memberRef) => {
      await visitAt(spoiling, {
        memberRef,
        storeId: 'nowhere',
        entryId: '0193a0b0-0000-7000-8000-0000000000e1',
      });
      await visitAt(spoiling, { memberRef, storeId: '', entryId: '0193a0b0-0000-7000-8000-0000000000e2' });
      await visitAt(spoiling, {
        memberRef,
        storeId: demoStoreId,
        entryId: '0193a0b0-0000-7000-8000-0000000000e3',
      });
    });
    expect((await pulledMember(deps)).member.lastVisits.map(({ storeId }) => storeId)).toContain(demoStoreId);
    await makeSnapshot(deps, { quality: 1, goOn: async () => true });
    await pulledMember(deps);
  });

  it('names a tier that the chain does not have, and every other till pulls on', async () => {
    const deps = await spoiled(async ({ db }) => {
      await db.updateTable('member').set({ tier_id: 'emperor' }).execute();
    });
    expect((await pulledMember(deps)).member.tierId).toBe('bronze');
  });

  it('puts more cards under one number than a record holds, and every other till pulls on', async () => {
    const deps = await spoiled(async ({ db }, memberRef) => {
      await db.deleteFrom('card').execute();
      const cards = Array.from({ length: 300 }, (_, index) => ({
        card_uid: Uint8Array.from([4, 0, 0, 0, 0, index >> 8, index & 255]),
        member_ref: memberRef,
        card_number: null,
        state: index === 299 ? ('active' as const) : ('replaced' as const),
      }));
      await db.insertInto('card').values(cards).execute();
    });
    const { member } = await pulledMember(deps);
    expect(member.cards).toHaveLength(200);
    expect(member.cards.filter(({ state }) => state === 'active')).toHaveLength(1);
  });

  it('names offers and stamp cards by what is no name, and every other till pulls on', async () => {
    const deps = await spoiled(async ({ db }, memberRef) => {
      for (const name of ['', long, 'offer']) {
        await sql`
          INSERT INTO member_use (member_ref, device_id, offer_id, day, uses, cost_minor)
          VALUES (${memberRef}, ${otherDeviceId}, ${name}, ${day}, 1, 1)`.execute(db);
        await sql`
          INSERT INTO member_stamp (member_ref, device_id, stamp_card_id, stamps)
          VALUES (${memberRef}, ${otherDeviceId}, ${name}, 1)`.execute(db);
        await sql`
          INSERT INTO offer_use (offer_id, store_id, device_id, day, uses, cost_minor, changed)
          VALUES (${name}, ${name}, ${otherDeviceId}, ${day}, 1, 1, 1)`.execute(db);
      }
      await sql`
        INSERT INTO offer_use (offer_id, store_id, device_id, day, uses, cost_minor, changed)
        VALUES ('dear', 'store', ${otherDeviceId}, ${day}, 1, 9007199254740993, 1)`.execute(db);
    });
    const { member, offerUses, records } = await pulledMember(deps);
    expect(Object.keys(member.stampsCollected ?? {})).toEqual(['offer']);
    expect(offerUses.map(({ offerId }) => offerId)).toEqual(['offer']);
    expect(records.flatMap((record) => (record.t === 'offerUse' ? record.offerId : []))).toEqual([
      'dear',
      'offer',
    ]);
  });
});
