/** Members as HQ keeps them: who they are (sealed), their cards, and which reference stands for which member. */

import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type NewMember = {
  readonly memberRef: string;
  readonly sealedPerson: Uint8Array | null;
  readonly sealedKey: Uint8Array | null;
  readonly phoneIndex: Uint8Array | null;
  readonly tierId: string;
  readonly traits: string;
  readonly madeBy: string | null;
  /** 0 for members that the chain brought along. */
  readonly madeAtMs: number;
};

export type MemberHead = {
  readonly memberRef: string;
  readonly state: 'active' | 'merged' | 'erased';
  readonly mergedInto: string | null;
  readonly madeAtMs: number;
  readonly hasPerson: boolean;
};

/** Adds those that are not there; a repeat changes nothing. They are not published before they are marked as changed. */
export async function addMembers(transaction: HqTransaction, members: readonly NewMember[]): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map((member) => ({
    member_ref: member.memberRef,
    sealed_person: member.sealedPerson,
    sealed_key: member.sealedKey,
    phone_index: member.phoneIndex,
    tier_id: member.tierId,
    traits: member.traits,
    made_by: member.madeBy,
    made_ms: member.madeAtMs,
    state: 'active' as const,
    changed: 0,
  }));
  await transaction
    .insertInto('member')
    .values(rows)
    .onConflict((conflict) => conflict.column('member_ref').doNothing())
    .execute();
}

/** Locks the row, so that two enrolments with one number cannot both overlook the other. */
export async function memberHead(
  transaction: HqTransaction,
  memberRef: string,
): Promise<MemberHead | undefined> {
  const row = await transaction
    .selectFrom('member')
    .select(['member_ref', 'state', 'merged_into', 'made_ms', 'sealed_key'])
    .where('member_ref', '=', memberRef)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : headOf(row);
}

/** Gives a member that is still unnamed its person. Nothing for one that was erased. */
export async function namePerson(
  transaction: HqTransaction,
  memberRef: string,
  person: Pick<NewMember, 'sealedPerson' | 'sealedKey' | 'phoneIndex' | 'tierId'>,
): Promise<void> {
  await transaction
    .updateTable('member')
    .set({
      sealed_person: person.sealedPerson,
      sealed_key: person.sealedKey,
      phone_index: person.phoneIndex,
      tier_id: person.tierId,
    })
    .where('member_ref', '=', memberRef)
    .where('state', '<>', 'erased')
    .where('sealed_key', 'is', null)
    .execute();
}

/** Active members with the number, the oldest first. */
export async function membersByPhone(
  transaction: HqTransaction,
  phoneIndex: Uint8Array,
): Promise<readonly MemberHead[]> {
  const rows = await transaction
    .selectFrom('member')
    .select(['member_ref', 'state', 'merged_into', 'made_ms', 'sealed_key'])
    .where('phone_index', '=', phoneIndex)
    .where('state', '=', 'active')
    .orderBy('made_ms')
    .orderBy('member_ref')
    .limit(100)
    .execute();
  return rows.map(headOf);
}

/** Serialises everybody who looks for a number: the row of the number itself may not exist yet. */
export async function lockPhone(transaction: HqTransaction, phoneIndex: Uint8Array): Promise<void> {
  const shelf = (phoneIndex[0] ?? 0) % phoneShelves;
  const job = `phone/${shelf}`;
  await transaction
    .insertInto('publication_turn')
    .values({ job, holder: nobody, until_ms: 0 })
    .onConflict((conflict) => conflict.column('job').doUpdateSet({ until_ms: 0 }))
    .execute();
}

const phoneShelves = 64;
const nobody = '00000000-0000-0000-0000-000000000000';

/** `from` is an alias of `into` from now on, and so is everything that was one of `from`. */
export async function pointTo(
  transaction: HqTransaction,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  await transaction
    .updateTable('member')
    .set({ state: 'merged', merged_into: into })
    .where((where) => where.or([where('member_ref', '=', from), where('merged_into', '=', from)]))
    .execute();
}

export type NewCard = {
  readonly cardUid: Uint8Array;
  readonly memberRef: string;
  readonly cardNumber: string | null;
  readonly state: 'active' | 'blocked' | 'replaced';
};

export async function addCards(transaction: HqTransaction, cards: readonly NewCard[]): Promise<void> {
  if (cards.length === 0) return;
  const rows = cards.map(({ cardUid, memberRef, cardNumber, state }) => ({
    card_uid: cardUid,
    member_ref: memberRef,
    card_number: cardNumber,
    state,
  }));
  await transaction
    .insertInto('card')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['card_uid', 'member_ref']).doNothing())
    .execute();
}

/** Tills that pull from below `change` are told of these members again. */
export async function markMembersChanged(
  transaction: HqTransaction,
  memberRefs: readonly string[],
  change: number,
): Promise<void> {
  if (memberRefs.length === 0) return;
  await transaction
    .updateTable('member')
    .set({ changed: change })
    .where('member_ref', 'in', [...memberRefs])
    .execute();
}

type HeadRow = {
  readonly member_ref: string;
  readonly state: MemberHead['state'];
  readonly merged_into: string | null;
  readonly made_ms: number;
  readonly sealed_key: Uint8Array | null;
};

function headOf(row: HeadRow): MemberHead {
  return {
    memberRef: row.member_ref,
    state: row.state,
    mergedInto: row.merged_into,
    madeAtMs: row.made_ms,
    hasPerson: row.sealed_key !== null,
  };
}
