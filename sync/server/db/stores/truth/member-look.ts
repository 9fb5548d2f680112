/** What people at HQ see of members, by their references alone. */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type MergedMember = {
  readonly memberRef: Uuid;
  readonly mergedInto: Uuid;
  /** Null where nothing was told of it. */
  readonly mergedAtMs: number | null;
};

/** Who means another member now, the newest reference first, those behind `after` when it is given. */
export async function mergedMembers(
  db: HqDb,
  { after, count }: { readonly after: Uuid | null; readonly count: number },
): Promise<readonly MergedMember[]> {
  const found = await sql<{ member_ref: Uuid; merged_into: Uuid }>`
    SELECT member_ref, merged_into FROM member
    WHERE merged_into IS NOT NULL AND state = 'merged' AND (${after}::UUID IS NULL OR member_ref < ${after}::UUID)
    ORDER BY member_ref DESC LIMIT ${count}`.execute(db);
  const toldMs = await toldOf(
    db,
    found.rows.map((row) => row.member_ref),
  );
  return found.rows.map(({ member_ref: memberRef, merged_into: mergedInto }) => ({
    memberRef,
    mergedInto,
    mergedAtMs: toldMs.get(memberRef) ?? null,
  }));
}

/** When the newest merge of each was told. */
async function toldOf(db: HqDb, memberRefs: readonly Uuid[]): Promise<ReadonlyMap<string, number>> {
  if (memberRefs.length === 0) return new Map();
  const rows = await db
    .selectFrom('notice')
    .select(({ fn }) => ['member_ref', fn.max('at_ms').as('at_ms')])
    .where('kind', '=', 'membersMerged')
    .where('member_ref', 'in', [...memberRefs])
    .groupBy('member_ref')
    .execute();
  return new Map(rows.flatMap(({ member_ref, at_ms }) => (member_ref === null ? [] : [[member_ref, at_ms]])));
}

export type MemberLook = {
  readonly memberRef: Uuid;
  readonly state: 'active' | 'merged' | 'erased';
  readonly mergedInto: Uuid | null;
  /** Of the member and of every reference that means them. */
  readonly hold: 'overdraft' | 'byHand' | null;
  readonly aliases: readonly Uuid[];
  readonly enrolledAtMs: number;
};

/** `undefined` for a reference that HQ does not know. */
export async function memberLook(db: HqDb, memberRef: Uuid): Promise<MemberLook | undefined> {
  const found = await sql<{
    member_ref: Uuid;
    state: MemberLook['state'];
    merged_into: Uuid | null;
    hold: string | null;
    made_ms: number;
  }>`
    SELECT member_ref, state, merged_into, hold, made_ms FROM member
    WHERE member_ref = ${memberRef}::UUID OR merged_into = ${memberRef}::UUID ORDER BY member_ref`.execute(
    db,
  );
  const own = found.rows.find((row) => row.member_ref === memberRef);
  if (own === undefined) return undefined;
  const holds = found.rows.flatMap(({ hold }) => (hold === null ? [] : [hold])).toSorted();
  const [hold = null] = holds;
  invariant(hold === null || hold === 'overdraft' || hold === 'byHand', 'a hold is of the list');
  return {
    memberRef,
    state: own.state,
    mergedInto: own.merged_into,
    hold,
    aliases: found.rows.flatMap((row) => (row.member_ref === memberRef ? [] : [row.member_ref])),
    enrolledAtMs: own.made_ms,
  };
}
