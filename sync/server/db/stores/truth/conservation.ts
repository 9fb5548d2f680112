/** Sums that must agree whatever tills booked. */

import { sql } from 'kysely';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type UnitSum = { readonly unit: string; readonly sum: string };
export type PurseSum = {
  readonly purse: string;
  readonly byAccounts: string;
  readonly byMembers: string;
  readonly byLots: string;
};

/** Over all devices and accounts; 0 for each unit where everything is well. */
export async function unitSums(db: HqDb | HqTransaction): Promise<readonly UnitSum[]> {
  const found = await sql<UnitSum>`
    SELECT unit, SUM(amount) AS sum FROM account_sum GROUP BY unit ORDER BY unit`.execute(db);
  return found.rows;
}

/** What members hold together, added up in three ways; one statement, so that it is of one moment. */
export async function purseSums(db: HqDb | HqTransaction): Promise<readonly PurseSum[]> {
  const found = await sql<{ purse: string; accounts: string; members: string; lots: string }>`
    WITH members AS (
      SELECT COALESCE(SUM(points), 0) AS points, COALESCE(SUM(points_pending), 0) AS points_pending,
        COALESCE(SUM(wallet_minor), 0) AS wallet, COALESCE(SUM(wallet_pending_minor), 0) AS wallet_pending
      FROM member_sum
    ), lots AS (
      SELECT COALESCE(SUM(s.open) FILTER (WHERE l.unit = 'points'), 0) AS points,
        COALESCE(SUM(s.held) FILTER (WHERE l.unit = 'points'), 0) AS points_pending,
        COALESCE(SUM(s.open) FILTER (WHERE l.unit = 'money'), 0) AS wallet,
        COALESCE(SUM(s.held) FILTER (WHERE l.unit = 'money'), 0) AS wallet_pending
      FROM lot_sum s
      JOIN lot l ON l.member_ref = s.member_ref AND l.lot_entry_id = s.lot_entry_id AND l.lot_line = s.lot_line
    ), purses AS (
      SELECT 'points' AS purse, m.points AS members, l.points AS lots FROM members m, lots l
      UNION ALL SELECT 'points_pending', m.points_pending, l.points_pending FROM members m, lots l
      UNION ALL SELECT 'wallet', m.wallet, l.wallet FROM members m, lots l
      UNION ALL SELECT 'wallet_pending', m.wallet_pending, l.wallet_pending FROM members m, lots l
    )
    SELECT p.purse, p.members, p.lots,
      COALESCE((SELECT SUM(a.amount) FROM account_sum a WHERE a.account = 'members:' || p.purse), 0) AS accounts
    FROM purses p ORDER BY p.purse`.execute(db);
  return found.rows.map((row) => ({
    purse: row.purse,
    byAccounts: row.accounts,
    byMembers: row.members,
    byLots: row.lots,
  }));
}
