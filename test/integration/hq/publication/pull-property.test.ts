import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { markMembersChanged, pointTo } from '#sync/server/db/stores/publication/member-store.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { pullLimits } from '#sync/server/publication/make-manifest.ts';
import { makeSnapshot } from '#sync/server/publication/make-snapshot.ts';
import { appliedTo, bringChain, demoStoreId, pullOnce } from '#test/support/hq/published-chain.ts';
import { createTableReset } from '#test/support/hq/table-reset.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const devices = ['a', 'b', 'c'].map((letter) => uuid(`0193a0b0-0000-7000-8000-00000000000${letter}`));
const memberCount = 5;
const day = '2026-11-20';

type Step =
  | { readonly kind: 'book'; readonly member: number; readonly device: number; readonly points: number }
  | { readonly kind: 'merge'; readonly member: number; readonly into: number }
  | { readonly kind: 'erase'; readonly member: number }
  | { readonly kind: 'pull'; readonly device: number; readonly piece: number }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'lose'; readonly device: number };

const member = fc.nat(memberCount - 1);
const device = fc.nat(devices.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('book' as const),
      member,
      device,
      points: fc.integer({ min: -50, max: 100 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pull' as const),
      device,
      piece: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), member, into: member }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), member }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'snapshot' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), device }) },
);

type Till = { cursor: string | null; members: ReadonlyMap<string, PulledMember> };

/** What the projector writes for a booking: sums, a lot, a day, a use of an offer. */
async function book(
  transaction: HqTransaction,
  booked: { readonly memberRef: string; readonly deviceId: string; readonly points: number },
): Promise<void> {
  const { memberRef, deviceId, points } = booked;
  await sql`
    INSERT INTO member_sum AS s (member_ref, device_id, points, visits, spent_minor)
    VALUES (${memberRef}, ${deviceId}, ${points}, 1, 1000)
    ON CONFLICT (member_ref, device_id) DO UPDATE SET points = s.points + EXCLUDED.points,
      visits = s.visits + 1, spent_minor = s.spent_minor + 1000`.execute(transaction);
  await sql`
    INSERT INTO lot (member_ref, lot_entry_id, lot_line, unit, origin, made_on)
    VALUES (${memberRef}, ${memberRef}, 0, 'points', 'earned', ${day}) ON CONFLICT DO NOTHING`.execute(
    transaction,
  );
  await sql`
    INSERT INTO lot_sum AS s (member_ref, lot_entry_id, lot_line, device_id, open)
    VALUES (${memberRef}, ${memberRef}, 0, ${deviceId}, ${points})
    ON CONFLICT (member_ref, lot_entry_id, lot_line, device_id)
    DO UPDATE SET open = s.open + EXCLUDED.open`.execute(transaction);
  await sql`
    INSERT INTO member_day AS s (member_ref, device_id, day, visits, spent_minor)
    VALUES (${memberRef}, ${deviceId}, ${day}, 1, 1000)
    ON CONFLICT (member_ref, device_id, day)
    DO UPDATE SET visits = s.visits + 1, spent_minor = s.spent_minor + 1000`.execute(transaction);
  await sql`
    INSERT INTO member_use AS s (member_ref, device_id, offer_id, day, uses)
    VALUES (${memberRef}, ${deviceId}, 'offer', ${day}, 1)
    ON CONFLICT (member_ref, device_id, offer_id, day) DO UPDATE SET uses = s.uses + 1`.execute(transaction);
}

async function pull(deps: HqDeps, till: Till, asked: { deviceId: string; piece: number }): Promise<Till> {
  const limits = { ...pullLimits, membersMax: asked.piece, pieceMembers: asked.piece };
  let { cursor, members } = till;
  for (;;) {
    const pulled = await pullOnce(deps, { deviceId: asked.deviceId, cursor }, limits);
    members = appliedTo(members, pulled);
    cursor = pulled.manifest.cursor;
    if (!pulled.manifest.hasMore) return { cursor, members };
  }
}

/** Reckoned from the rows by other means than the pull's own. */
async function figuresWithout(deps: HqDeps, deviceId: string) {
  const found = await sql<{ member_ref: string; points: string; visits: string; lot: string }>`
    SELECT m.member_ref,
      (SELECT COALESCE(SUM(points), 0) FROM member_sum s JOIN member a ON a.member_ref = s.member_ref
       WHERE (a.member_ref = m.member_ref OR a.merged_into = m.member_ref) AND s.device_id <> ${deviceId}) AS points,
      (SELECT COALESCE(SUM(visits), 0) FROM member_sum s JOIN member a ON a.member_ref = s.member_ref
       WHERE (a.member_ref = m.member_ref OR a.merged_into = m.member_ref) AND s.device_id <> ${deviceId}) AS visits,
      (SELECT COALESCE(SUM(open), 0) FROM lot_sum s JOIN member a ON a.member_ref = s.member_ref
       WHERE (a.member_ref = m.member_ref OR a.merged_into = m.member_ref) AND s.device_id <> ${deviceId}) AS lot
    FROM member m WHERE m.state = 'active' ORDER BY m.member_ref`.execute(deps.db);
  return found.rows.map((row) => [row.member_ref, Number(row.points), Number(row.visits), Number(row.lot)]);
}

function figuresOf(till: Till) {
  return [...till.members].map(([memberRef, { member: pulled, lots }]) => [
    memberRef,
    pulled.pointsBalance,
    pulled.visitCount,
    lots.reduce((sum, { open }) => sum + open, 0),
  ]);
}

describe('pulls by any number of tills at any time', () => {
  it('leave each till with exactly what everybody else booked, by deltas, own pages and shared ones alike', async () => {
    const deps = testHqDeps(database.db());
    const members = await bringChain(deps, memberCount);
    for (const deviceId of devices) {
      await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
    }
    const reset = await createTableReset(deps.db);
    const refs = members.map(({ memberRef }) => memberRef);
    const change = (memberRefs: readonly string[], work: (transaction: HqTransaction) => Promise<void>) =>
      inTransaction(deps, async (transaction) => {
        await work(transaction);
        await markMembersChanged(transaction, memberRefs, await nextChange(transaction, ['member']));
      });
    const run = async (steps: readonly Step[]): Promise<void> => {
      await reset();
      const tills = devices.map((): Till => ({ cursor: null, members: new Map() }));
      const states = new Map<string, string>(refs.map((ref) => [ref, 'active']));
      for (const one of steps) {
        if (one.kind === 'book') {
          const memberRef = refs[one.member] ?? '';
          const deviceId = devices[one.device] ?? '';
          const survivor = await sql<{ ref: string }>`
            SELECT COALESCE(merged_into, member_ref) AS ref FROM member WHERE member_ref = ${memberRef}`.execute(
            deps.db,
          );
          const touched = [memberRef, survivor.rows[0]?.ref ?? memberRef];
          await change(touched, (transaction) =>
            book(transaction, { memberRef, deviceId, points: one.points }),
          );
        }
        if (one.kind === 'merge') {
          const [from = '', into = ''] = [refs[one.member], refs[one.into]];
          if (from === into || states.get(from) !== 'active' || states.get(into) !== 'active') continue;
          states.set(from, 'merged');
          await change([from, into], (transaction) => pointTo(transaction, { from, into }));
        }
        if (one.kind === 'erase') {
          const memberRef = refs[one.member] ?? '';
          await eraseMember(deps, { memberRef, orderedBy: devices[0] ?? uuid(memberRef) });
          const rows = await deps.db.selectFrom('member').select(['member_ref', 'state']).execute();
          for (const row of rows) states.set(row.member_ref, row.state);
        }
        if (one.kind === 'snapshot') await makeSnapshot(deps, { quality: 1, goOn: async () => true });
        if (one.kind === 'lose') tills[one.device] = { cursor: null, members: new Map() };
        if (one.kind === 'pull') {
          const till = tills[one.device] ?? { cursor: null, members: new Map() };
          tills[one.device] = await pull(deps, till, {
            deviceId: devices[one.device] ?? '',
            piece: one.piece,
          });
        }
      }
      for (const [index, deviceId] of devices.entries()) {
        const till = tills[index] ?? { cursor: null, members: new Map() };
        const byDeltas = await pull(deps, till, { deviceId, piece: 2 });
        const anew = await pull(deps, { cursor: null, members: new Map() }, { deviceId, piece: 1_000 });
        expect(figuresOf(byDeltas)).toEqual(await figuresWithout(deps, deviceId));
        expect(byDeltas.members).toEqual(anew.members);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), run), {
      numRuns: Number(process.env['VAFA_PULL_RUNS'] ?? 6),
      endOnFailure: true,
    });
  });
});
