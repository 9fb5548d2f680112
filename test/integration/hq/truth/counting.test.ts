/** What HQ makes of the entries of several tills. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { countNext } from '#sync/server/truth/count-next.ts';
import {
  countDeps,
  createTruthWorld,
  giftOf,
  lotNamed,
  memberId,
  paymentOf,
} from '#test/support/hq/truth-world.ts';
import type { TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let world: TruthWorld;
beforeEach(() => {
  world = createTruthWorld();
});

async function countAll(): Promise<number> {
  let all = 0;
  for (let entries = -1; entries !== 0; all += entries) entries = await countNext(countDeps(db()));
  return all;
}

async function dispositions(database: HqDb) {
  const rows = await database
    .selectFrom('entry')
    .select(['device_id', 'seq', 'kind', 'disposition', 'reason'])
    .orderBy('device_id')
    .orderBy('seq')
    .execute();
  return rows.map(({ kind, disposition, reason }) => [kind, disposition, reason]);
}

async function pointsOf(number: number): Promise<readonly (readonly [string, string])[]> {
  const rows = await db()
    .selectFrom('member_sum')
    .select(['device_id', 'points'])
    .where('member_ref', '=', memberId(number))
    .orderBy('device_id')
    .execute();
  return rows.map((row) => [row.device_id.slice(-2), row.points]);
}

describe('counting', () => {
  it('keeps what each till gave and took apart, by member and by lot', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const gift = first.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2027-01-01' }));
    await first.push(db());
    second.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await second.push(db());
    expect(await countAll()).toBe(2);
    expect(await pointsOf(1)).toEqual([
      ['01', '100'],
      ['02', '-30'],
    ]);
    const lots = await db()
      .selectFrom('lot_sum')
      .select(['lot_entry_id', 'open', 'held'])
      .orderBy('open')
      .execute();
    expect(lots).toEqual([
      { lot_entry_id: gift.entryId, open: '-30', held: '0' },
      { lot_entry_id: gift.entryId, open: '100', held: '0' },
    ]);
    expect(await dispositions(db())).toEqual([
      ['grant', 'accepted', null],
      ['redeem', 'accepted', null],
    ]);
  });
});
