/** Counting finds what it needs by indexes, however much HQ has already. */

import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { memberStatement } from '#sync/server/truth/member-statement.ts';
import { present } from '#test/support/present.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  knowRuleSet,
  knowTills,
  memberId,
  tillId,
} from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

/** Of a HQ that has been at work for years: rows of other tills and other members, and chains that are counted. */
async function fill(database: HqDb, count: number): Promise<void> {
  const rows = sql`FROM GENERATE_SERIES(1, ${count}::INT) n`;
  const id = (kind: string) => sql`MD5(${kind} || n)::UUID`;
  const statements = [
    sql`INSERT INTO chain_head (device_id, epoch, branch, forked_after_seq, seq, hash, projected_seq, received_ms)
      SELECT ${id('device')}, 1, 0, 0, 5, '\\x00', 5, n ${rows}`,
    sql`INSERT INTO segment (device_id, epoch, branch, from_seq, to_seq, previous_hash, head_hash, head_signature,
        received_ms, bytes)
      SELECT ${id('device')}, 1, 0, s, s, '\\x00', '\\x00', '\\x00', n, DECODE(REPEAT(MD5(n::TEXT), 80), 'hex') ${rows}, GENERATE_SERIES(1, 2) s`,
    sql`INSERT INTO entry (device_id, epoch, branch, seq, entry_id, op_key, kind, member_ref, store_id, business_day,
        hlc_ms, wall_ms, disposition)
      SELECT ${id('device')}, 1, 0, n, ${id('entry')}, '\\x00', 'sale', ${id('member')}, 's', 'd', n, n, 'accepted' ${rows}`,
    sql`INSERT INTO member_entry (member_ref, hlc_ms, device_id, epoch, branch, seq, points, points_pending,
        wallet_minor, wallet_pending_minor)
      SELECT ${id('member')}, n, ${id('device')}, 1, 0, n, 1, 0, 0, 0 ${rows}`,
    sql`INSERT INTO operation (op_key, device_id, epoch, branch, seq, entry_id)
      SELECT DECODE(MD5(n::TEXT), 'hex'), ${id('device')}, 1, 0, n, ${id('entry')} ${rows}`,
    sql`INSERT INTO member (member_ref, tier_id, made_ms, state, changed)
      SELECT ${id('member')}, 'bronze', 0, 'active', n ${rows}`,
    sql`INSERT INTO member_sum (member_ref, device_id) SELECT ${id('member')}, ${id('device')} ${rows}`,
    sql`INSERT INTO lot (member_ref, lot_entry_id, lot_line, unit, origin, made_on)
      SELECT ${id('member')}, ${id('entry')}, 0, 'points', 'earned', '2026-01-01' ${rows}`,
    sql`INSERT INTO lot_sum (member_ref, lot_entry_id, lot_line, device_id)
      SELECT ${id('member')}, ${id('entry')}, 0, ${id('device')} ${rows}`,
    sql`INSERT INTO member_day (member_ref, device_id, day) SELECT ${id('member')}, ${id('device')}, 'd' ${rows}`,
    sql`INSERT INTO member_use (member_ref, device_id, offer_id, day)
      SELECT ${id('member')}, ${id('device')}, 'o', 'd' ${rows}`,
    sql`INSERT INTO member_visit (member_ref, entry_id, device_id, at_ms, store_id, paid_minor, points_earned)
      SELECT ${id('member')}, ${id('entry')}, ${id('device')}, n, 's', 1, 1 ${rows}`,
    sql`INSERT INTO offer_use (offer_id, store_id, device_id, day) SELECT 'o', 's', ${id('device')}, 'd' ${rows}`,
    sql`INSERT INTO account_sum (device_id, account, unit, amount)
      SELECT ${id('device')}, 'members:points', 'points', 0 ${rows}`,
    sql`INSERT INTO refund_line (sale_entry_id, entry_id, line_id, device_id, quantity, refund_minor)
      SELECT ${id('sale')}, ${id('entry')}, ${id('line')}, ${id('device')}, 1, 1 ${rows}`,
    sql`INSERT INTO code (code_id, uses_max) SELECT ${id('code')}, 1 ${rows}`,
    sql`INSERT INTO code_use (code_id, entry_id, uses) SELECT ${id('code')}, ${id('entry')}, 1 ${rows}`,
    sql`INSERT INTO reservation (op_key, reservation_id, device_id, member_ref, holder_ref, means, amount, made_ms,
        expires_ms, state)
      SELECT DECODE(MD5(n::TEXT), 'hex'), ${id('code')}, ${id('device')}, ${id('member')}, ${id('member')}, 'points',
        1, n, n, 'booked' ${rows}`,
    sql`INSERT INTO lot_due (day, member_ref) SELECT '2030-01-01', ${id('member')} ${rows}`,
    sql`INSERT INTO truth_log (n, place, device_id, epoch, branch, from_seq, to_seq)
      SELECT -n, 0, ${id('device')}, 1, 0, 1, 5 ${rows}`,
  ];
  for (const statement of statements) await statement.execute(database);
  await sql`ANALYZE`.execute(database);
}

/** Rows that were read one after the other since the last look, by table; partitions count for their table. */
async function scanned(database: HqDb): Promise<ReadonlyMap<string, number>> {
  await sql`SELECT pg_stat_force_next_flush()`.execute(database);
  const found = await sql<{ name: string; read: string }>`
    SELECT REGEXP_REPLACE(relname, '_[0-9]+$', '') AS name, SUM(seq_tup_read) AS read
    FROM pg_stat_user_tables GROUP BY 1`.execute(database);
  return new Map(found.rows.map(({ name, read }) => [name, Number(read)]));
}

/** Rows of a table that were fetched by an index since the beginning. */
async function fetched(database: HqDb, table: string): Promise<number> {
  await sql`SELECT pg_stat_force_next_flush()`.execute(database);
  const found = await sql<{ fetched: string }>`
    SELECT COALESCE(SUM(idx_tup_fetch), 0) AS fetched FROM pg_stat_user_tables
    WHERE REGEXP_REPLACE(relname, '_[0-9]+$', '') = ${table}`.execute(database);
  return Number(found.rows[0]?.fetched);
}

const rowCount = 20_000;

describe('counting beside years of entries', () => {
  beforeEach(async () => {
    await fill(db(), rowCount);
  });

  it('reads none of them, for sales, gifts and payments of its own', async () => {
    const world = createTruthWorld();
    const till = world.till(1);
    await knowTills(db(), 1);
    await knowRuleSet(db());
    await knowMember(db(), memberId(1));
    const before = await scanned(db());
    till.sell();
    const gift = till.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2027-01-01' }));
    till.book(paymentOf({ unit: 'points', amount: 40, lot: lotNamed(gift) }));
    await till.push(db());
    expect(await countAll(db())).toBe(3);
    const read = [...(await scanned(db()))].filter(
      ([name, rows]) => rows - (before.get(name) ?? 0) >= rowCount / 2,
    );
    expect(read).toEqual([]);
  });
});

describe('the statement of a member with thousands of entries, beside those of everybody else', () => {
  const ownCount = 10_000;
  beforeEach(async () => {
    await fill(db(), rowCount);
    await knowMember(db(), memberId(1));
    await knowTills(db(), 1);
    const own = sql`FROM GENERATE_SERIES(1, ${ownCount}::INT) n`;
    await sql`INSERT INTO entry (device_id, epoch, branch, seq, entry_id, op_key, kind, member_ref, store_id,
        business_day, hlc_ms, wall_ms, disposition, ref_entry_id)
      SELECT ${tillId(1)}::UUID, 1, 0, n, MD5('own' || n)::UUID, '\\x00', 'sale', ${memberId(1)}::UUID, 's', '2026-11-21',
        n, n, 'accepted', MD5('own' || n - 1)::UUID ${own}`.execute(db());
    await sql`INSERT INTO member_entry (member_ref, hlc_ms, device_id, epoch, branch, seq, points, points_pending,
        wallet_minor, wallet_pending_minor)
      SELECT ${memberId(1)}::UUID, n, ${tillId(1)}::UUID, 1, 0, n, n, 0, 0, 0 ${own}`.execute(db());
    await sql`ANALYZE`.execute(db());
  });

  it('is read by indexes, and of the entries only those of the page', async () => {
    const deps = countDeps(db());
    const asked = { memberRef: memberId(1), count: 50 };
    const before = await scanned(db());
    const fetchedBefore = await fetched(db(), 'entry');
    const first = present(await memberStatement(deps, { ...asked, before: null }));
    const cursor = present(first.entries.at(-1)).cursor;
    const second = present(await memberStatement(deps, { ...asked, before: cursor }));
    expect([first.entries.length, second.entries[0]?.change.points]).toEqual([50, String(ownCount - 50)]);
    const read = [...(await scanned(db()))].filter(([name, rows]) => rows - (before.get(name) ?? 0) > 100);
    expect(read.map(([name]) => name).filter((name) => name !== 'member_entry')).toEqual([]);
    // The member's own rows are most of their partition, and each page adds them up; all others stay unread.
    const rows = new Map(read).get('member_entry') ?? 0;
    expect(rows - (before.get('member_entry') ?? 0)).toBeLessThan(3 * ownCount);
    expect((await fetched(db(), 'entry')) - fetchedBefore).toBeLessThan(500);
  });
});
