/** Which reference means which member, as people change it. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type MemberToMerge = {
  readonly memberRef: Uuid;
  readonly state: 'active' | 'merged' | 'erased';
  readonly mergedInto: Uuid | null;
  readonly hold: 'overdraft' | 'byHand' | null;
};

/** Locked in one order until the transaction ends. */
export async function lockMembers(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, MemberToMerge>> {
  const found = await sql<{
    member_ref: Uuid;
    state: MemberToMerge['state'];
    merged_into: Uuid | null;
    hold: MemberToMerge['hold'];
  }>`
    SELECT member_ref, state, merged_into, hold FROM member WHERE member_ref = ANY(${[...memberRefs]}::UUID[])
    ORDER BY member_ref FOR UPDATE`.execute(transaction);
  return new Map(
    found.rows.map(({ member_ref: memberRef, state, merged_into: mergedInto, hold }) => [
      memberRef,
      { memberRef, state, mergedInto, hold },
    ]),
  );
}

export async function setHolds(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
  hold: MemberToMerge['hold'],
): Promise<void> {
  await transaction
    .updateTable('member')
    .set({ hold })
    .where('member_ref', 'in', [...memberRefs])
    .execute();
}

/** The reference is a member of its own again. */
export async function standAlone(transaction: HqTransaction, memberRef: Uuid): Promise<void> {
  await transaction
    .updateTable('member')
    .set({ state: 'active', merged_into: null })
    .where('member_ref', '=', memberRef)
    .where('state', '=', 'merged')
    .execute();
}

/** Those of these references that still mean `from` mean `into` from now on. */
export async function moveAliases(
  transaction: HqTransaction,
  aliases: readonly Uuid[],
  { from, into }: { readonly from: Uuid; readonly into: Uuid },
): Promise<void> {
  if (aliases.length === 0) return;
  await transaction
    .updateTable('member')
    .set({ merged_into: into })
    .where('member_ref', 'in', [...aliases])
    .where('merged_into', '=', from)
    .execute();
}

/** What the newest merge of a reference took along, as its notice has it; `undefined` for one that was never merged. */
export async function mergeFacts(transaction: HqTransaction, memberRef: Uuid): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('notice')
    .select('facts')
    .where('kind', '=', 'membersMerged')
    .where('member_ref', '=', memberRef)
    .orderBy('at_ms', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.facts;
}

/** Active members with one phone number, each list with the oldest first. */
export async function sharedPhones(db: HqDb, listsMax: number): Promise<readonly (readonly Uuid[])[]> {
  const found = await sql<{ refs: string }>`
    SELECT STRING_AGG(member_ref::TEXT, ' ' ORDER BY made_ms, member_ref) AS refs FROM member
    WHERE phone_index IS NOT NULL AND state = 'active'
    GROUP BY phone_index HAVING COUNT(*) > 1 ORDER BY MIN(made_ms), MIN(member_ref::TEXT) LIMIT ${listsMax}`.execute(
    db,
  );
  // Written by the database from its own ids.
  return found.rows.map(({ refs }) => refs.split(' ') as Uuid[]);
}

/** How many phone numbers are those of several active members. */
export async function sharedPhoneCount(db: HqDb): Promise<number> {
  const found = await sql<{ numbers: number }>`
    SELECT COUNT(*) AS numbers FROM (
      SELECT FROM member WHERE phone_index IS NOT NULL AND state = 'active'
      GROUP BY phone_index HAVING COUNT(*) > 1
    ) shared`.execute(db);
  return Number(found.rows[0]?.numbers ?? 0);
}
