/** HQ alone lets lots end and gives what was held back, over all tills. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { Programme } from '#shared/domain/programme.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { writeDocument } from '#sync/server/db/stores/publication/document-store.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { endLots } from '#sync/server/truth/end-of-lots.ts';
import { mergeMembers } from '#sync/server/truth/merge-members.ts';
import { bodiesOf } from '#sync/server/truth/read-entries.ts';
import { noonMs } from '#test/support/ledger.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { restingPoints } from '#test/support/standing-world.ts';
import { demoProgramme } from '#tools/demo/demo-programme.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { dispositions, standing } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  knowRuleSet,
  memberId,
  tillId,
} from '#test/support/hq/truth-world.ts';
import type { TruthTill, TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const dayMs = 86_400_000;
let world: TruthWorld;
let till: TruthTill;
beforeEach(async () => {
  world = createTruthWorld();
  till = world.till(1);
  await knowMember(db(), memberId(1));
  await knowMember(db(), memberId(2));
});

/** The day of the tests is 2026-11-21. */
function onDay(days: number) {
  return { ...countDeps(db()), clock: { nowMs: () => epochMs(noonMs + days * dayMs), monotonicMs: () => 0 } };
}

async function endAll(days: number): Promise<number> {
  let members = 0;
  for (;;) {
    const some = await endLots(onDay(days));
    if (some === 0) return members;
    members += some;
  }
}

/** What HQ booked by itself, and why, in the order of its chain. */
async function causes(): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('segment')
    .select(['from_seq as fromSeq', 'to_seq as toSeq', 'bytes'])
    .where('device_id', 'not in', [tillId(1), tillId(2)])
    .orderBy('from_seq')
    .execute();
  return rows.flatMap((row) =>
    bodiesOf(row, nodeHqPorts).flatMap((body) => {
      const entry = parseEntry(body);
      return entry?.kind === 'expire' ? [`expire ${entry.content.detail.cause}`] : [];
    }),
  );
}

describe('a lot whose day has come', () => {
  it('ends once, for what is left of it over all tills', async () => {
    const gift = till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2026-12-01' }));
    await till.push(db());
    await countAll(db());
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await other.push(db());
    await countAll(db());
    expect(await endAll(9)).toBe(0);
    expect(await endAll(10)).toBe(1);
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    expect(await endAll(11)).toBe(0);
    expect((await dispositions(db())).filter((row) => row.startsWith('expire'))).toEqual(['expire accepted']);
    const expired = await db()
      .selectFrom('account_sum')
      .select('amount')
      .where('account', '=', 'expired')
      .execute();
    expect(expired).toEqual([{ amount: '70' }]);
    expect((await checkConservation(db())).isSound).toBe(true);
    const before = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(before);
  });

  it('is given when it was held back until then', async () => {
    till.book(giftOf({ unit: 'money', amount: 500, releaseOn: '2026-11-25' }));
    await till.push(db());
    await countAll(db());
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    await endAll(4);
    expect(await standing(db(), memberId(1))).toEqual([0n, 500n]);
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('that a till spent offline after its end at HQ is an overdraft, and stays spent', async () => {
    const gift = till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2026-12-01' }));
    await till.push(db());
    await countAll(db());
    await endAll(10);
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 40, lot: lotNamed(gift) }));
    await other.push(db());
    await countAll(db());
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    expect(await dispositions(db())).toContain('redeem flagged balance_exceeded');
    const member = await db()
      .selectFrom('member')
      .select('hold')
      .where('member_ref', '=', memberId(1))
      .executeTakeFirstOrThrow();
    expect(member.hold).toBe('overdraft');
  });

  it('ends in the purse of the reference that made it where members were merged', async () => {
    till.book(giftOf({ unit: 'points', amount: 100, memberRef: memberId(2), expiresOn: '2026-12-01' }));
    await till.push(db());
    await countAll(db());
    expectOk(await mergeMembers(onDay(0), { from: memberId(2), into: memberId(1), by: memberId(9) }));
    await endAll(10);
    const rows = await db()
      .selectFrom('member_sum')
      .select(['member_ref', 'points'])
      .orderBy('points')
      .execute();
    expect(rows).toEqual([
      { member_ref: memberId(2), points: '-100' },
      { member_ref: memberId(2), points: '100' },
    ]);
  });

  it('waits while HQ’s clock stands far from that of every till', async () => {
    till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2026-12-01' }));
    await till.push(db());
    await countAll(db());
    expect(await endAll(5_000)).toBe(0);
    expect(await standing(db(), memberId(1))).toEqual([100n, 0n]);
  });

  it('ends on its day although another till stands in a year to come', async () => {
    till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2026-12-01' }));
    await till.push(db());
    const ahead = createTruthWorld({ aheadMs: 73 * 365 * dayMs }).till(2);
    ahead.sell();
    await ahead.push(db());
    await countAll(db());
    expect(await endAll(10)).toBe(1);
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
  });

  it('goes on where it was left when a turn failed', async () => {
    till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2026-12-01' }));
    await till.push(db());
    await countAll(db());
    const compress = (): never => {
      throw new Error('the power went');
    };
    await expect(endLots({ ...onDay(10), compress })).rejects.toThrow('the power went');
    expect(await standing(db(), memberId(1))).toEqual([100n, 0n]);
    expect(await endAll(10)).toBe(1);
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
  });
});

describe('points without a day of their own', () => {
  async function ruleThat(points: Partial<Programme['points']>): Promise<void> {
    const programme = { ...demoProgramme, points: { ...restingPoints, ...points } };
    await inTransaction(countDeps(db()), (transaction) => writeDocument(transaction, 'programme', programme));
  }

  it('end after quiet days without a purchase at any till, and not before', async () => {
    await ruleThat({ expireAfterQuietDays: 30 });
    await knowRuleSet(db());
    till.sell({ member: memberId(1) });
    till.book(giftOf({ unit: 'points', amount: 100, memberRef: memberId(1) }));
    await till.push(db());
    await countAll(db());
    const before = await standing(db(), memberId(1));
    expect(before).toEqual([220n, 5_000n]);
    for (const days of [28, 29]) await endAll(days);
    expect(await standing(db(), memberId(1))).toEqual(before);
    await endAll(30);
    await endAll(31);
    expect(await standing(db(), memberId(1))).toEqual([0n, 5_000n]);
    expect(await causes()).toEqual(['expire inactivity']);
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('stay where the member bought something at another till meanwhile', async () => {
    await ruleThat({ expireAfterQuietDays: 30 });
    await knowRuleSet(db());
    till.book(giftOf({ unit: 'points', amount: 100 }));
    await till.push(db());
    await countAll(db());
    const other = world.till(2);
    other.sell({ member: memberId(1), moment: { localDate: '2026-12-10', minuteOfDay: 930 } });
    await other.push(db());
    await countAll(db());
    const before = await standing(db(), memberId(1));
    await endAll(31);
    expect(await standing(db(), memberId(1))).toEqual(before);
    expect(await causes()).toEqual([]);
  });

  it('end with the programme on its last day, credit does not', async () => {
    await ruleThat({ closeOutOn: '2026-11-25' });
    till.book(giftOf({ unit: 'points', amount: 100 }));
    till.book(giftOf({ unit: 'money', amount: 5_000 }));
    till.book(giftOf({ unit: 'points', amount: 40, memberRef: memberId(2) }));
    await till.push(db());
    await countAll(db());
    await endAll(3);
    expect(await standing(db(), memberId(2))).toEqual([40n, 0n]);
    await endAll(4);
    await endAll(5);
    expect(await standing(db(), memberId(1))).toEqual([0n, 5_000n]);
    expect(await standing(db(), memberId(2))).toEqual([0n, 0n]);
    expect(await causes()).toEqual(['expire closeOut', 'expire closeOut']);
    expect((await checkConservation(db())).isSound).toBe(true);
  });
});
