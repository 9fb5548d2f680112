/** Members who redeem nothing until a person has looked. */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type HeldMember = {
  readonly memberRef: Uuid;
  readonly hold: 'overdraft' | 'byHand';
  readonly aliases: readonly Uuid[];
  readonly enrolledAtMs: number;
};

/** In the order of their references, those behind `after` when it is given. A hold of any reference is the member's. */
export async function heldMembers(
  db: HqDb,
  { after, count }: { readonly after: Uuid | null; readonly count: number },
): Promise<readonly HeldMember[]> {
  const found = await sql<{
    member_ref: Uuid;
    hold: HeldMember['hold'];
    made_ms: number;
    aliases: string | null;
  }>`
    SELECT m.member_ref, m.made_ms, h.hold,
      (SELECT STRING_AGG(a.member_ref::TEXT, ' ' ORDER BY a.member_ref) FROM member a
        WHERE a.merged_into = m.member_ref) AS aliases
    FROM (
      SELECT COALESCE(merged_into, member_ref) AS member_ref, MIN(hold) AS hold FROM member
      WHERE hold IS NOT NULL AND state <> 'erased' GROUP BY COALESCE(merged_into, member_ref)
    ) h
    JOIN member m ON m.member_ref = h.member_ref AND m.state = 'active'
    WHERE ${after}::UUID IS NULL OR m.member_ref > ${after}::UUID
    ORDER BY m.member_ref LIMIT ${count}`.execute(db);
  return found.rows.map(({ member_ref: memberRef, hold, made_ms: enrolledAtMs, aliases }) => {
    invariant(hold === 'overdraft' || hold === 'byHand', 'a hold is of the list');
    // Written by the database from its own ids.
    return { memberRef, hold, aliases: (aliases?.split(' ') ?? []) as Uuid[], enrolledAtMs };
  });
}
