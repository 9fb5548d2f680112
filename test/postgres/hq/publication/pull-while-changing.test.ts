import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { markMembersChanged } from '#sync/server/db/stores/publication/member-store.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { takeEnrolment } from '#sync/server/members/take-enrolment.ts';
import { makeSnapshot } from '#sync/server/publication/make-snapshot.ts';
import { approve, propose, ruleSetViews } from '#sync/server/publication/publish-rule-sets.ts';
import { changePublishers } from '#sync/server/publication/change-publishers.ts';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { sealedRecordOf } from '#test/support/hq/enrolments.ts';
import {
  appliedTo,
  bringChain,
  demoStoreId,
  otherDeviceId,
  pullOnce,
} from '#test/support/hq/published-chain.ts';
import { approvalBy, publisherList, testPublisher } from '#test/support/hq/publishers.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';

const database = withEmbeddedPostgres();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');

async function world(memberCount: number) {
  const deps = testHqDeps(database.db());
  const members = await bringChain(deps, memberCount);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  return { deps, refs: members.map(({ memberRef }) => memberRef) };
}

/** As the projector: sums first, the change clock last. */
async function addPoint(deps: HqDeps, memberRef: string): Promise<void> {
  await inTransaction(deps, async (transaction) => {
    await sql`
      INSERT INTO member_sum AS s (member_ref, device_id, points) VALUES (${memberRef}, ${otherDeviceId}, 1)
      ON CONFLICT (member_ref, device_id) DO UPDATE SET points = s.points + 1`.execute(transaction);
    await markMembersChanged(transaction, [memberRef], await nextChange(transaction, ['member']));
  });
}

async function balances(deps: HqDeps): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ member_ref: string; points: string }>`
    SELECT member_ref, SUM(points) AS points FROM member_sum GROUP BY member_ref ORDER BY member_ref`.execute(
    deps.db,
  );
  return new Map(found.rows.map((row) => [row.member_ref, Number(row.points)]));
}

function pointsOf(members: ReadonlyMap<string, PulledMember>): ReadonlyMap<string, number> {
  return new Map([...members].map(([ref, { member }]) => [ref, member.pointsBalance]));
}

describe('a till that pulls while others book', () => {
  it('misses no change, whichever transactions were open when it asked', async () => {
    const { deps, refs } = await world(20);
    let { manifest, members } = {
      manifest: '',
      members: new Map<string, PulledMember>() as ReadonlyMap<string, PulledMember>,
    };
    const first = await pullOnce(deps, { deviceId, cursor: null });
    members = appliedTo(members, first);
    manifest = first.manifest.cursor;
    let isBooking = true;
    let count = 0;
    // As long as it takes for pulls to fall between bookings, whoever of them is the slower.
    const book = async (writer: number): Promise<void> => {
      for (let turn = 0; turn < 25 || count < 2; turn += 1)
        await addPoint(deps, refs[(writer * 7 + turn * 3) % refs.length] ?? '');
    };
    const pulls = async (): Promise<void> => {
      while (isBooking) {
        const pulled = await pullOnce(deps, { deviceId, cursor: manifest });
        members = appliedTo(members, pulled);
        manifest = pulled.manifest.cursor;
        count += 1;
      }
    };
    const pulling = pulls();
    await Promise.all(Array.from({ length: 8 }, (_, writer) => book(writer)));
    isBooking = false;
    await pulling;
    members = appliedTo(members, await pullOnce(deps, { deviceId, cursor: manifest }));
    expect(pointsOf(members)).toEqual(await balances(deps));
  });

  it('has everything when it begins with shared pages that were made meanwhile', async () => {
    const { deps, refs } = await world(20);
    const book = async (): Promise<void> => {
      for (const ref of [...refs, ...refs]) await addPoint(deps, ref);
    };
    await Promise.all([book(), makeSnapshot(deps, { quality: 1, goOn: async () => true }), book()]);
    const pulled = await pullOnce(deps, { deviceId, cursor: null });
    expect(pulled.manifest.pages.length).toBeGreaterThan(1);
    expect(pointsOf(appliedTo(new Map(), pulled))).toEqual(await balances(deps));
  });
});

describe('two processes of HQ at the same time', () => {
  it('make one member of two enrolments with one number, whichever comes first', async () => {
    const { deps } = await world(1);
    const refs = Array.from({ length: 6 }, (_, index) => uuid(`0193a0b0-2222-7000-8000-00000000000${index}`));
    await Promise.all(
      refs.map((memberRef, index) =>
        inTransaction(deps, async (transaction) => {
          const sealed = sealedRecordOf(deps, { memberRef, name: `Twin ${index}`, phone: '+989127778899' });
          const enrolment = { memberRef, deviceId, recordHash: sealed.recordHash, madeAtMs: index };
          const { touched } = await takeEnrolment(transaction, { ...enrolment, attachment: sealed }, deps);
          await markMembersChanged(transaction, touched, await nextChange(transaction, ['member']));
        }),
      ),
    );
    const rows = await deps.db
      .selectFrom('member')
      .select(['member_ref', 'state', 'merged_into'])
      .where('member_ref', 'in', refs)
      .orderBy('member_ref')
      .execute();
    expect(rows.map(({ state }) => state)).toEqual([
      'active',
      'merged',
      'merged',
      'merged',
      'merged',
      'merged',
    ]);
    expect(new Set(rows.slice(1).map((row) => row.merged_into))).toEqual(new Set([refs[0]]));
  });

  it('put one rule set in force when approvals of two arrive together', async () => {
    const { deps } = await world(1);
    const [one, two] = [testPublisher(1), testPublisher(2)];
    expectOk(await changePublishers(deps, { list: publisherList(1, [one, two]) }));
    const hashes = await Promise.all(
      ['left', 'right'].map(async (ruleSetId) => {
        const ruleSet = { ...generateRuleSet(), ruleSetId };
        return expectOk(await propose(deps, { ruleSet, by: one.publisherId })).ruleSetHash;
      }),
    );
    const approvals = hashes.flatMap((hash) => [one, two].map((publisher) => approvalBy(publisher, hash)));
    for (const outcome of await Promise.all(approvals.map((approval) => approve(deps, approval)))) {
      expectOk(outcome);
    }
    const views = await ruleSetViews(deps);
    const states = views.filter(({ ruleSetHash }) => hashes.includes(ruleSetHash)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['former', 'published']);
  });
});
