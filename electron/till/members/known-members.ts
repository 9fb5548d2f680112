/** Members from everywhere this till knows them: the snapshot, and those enrolled here since. */

import type { CardState, CardUid } from '#shared/domain/card.ts';
import type { Member, MemberRef, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Points } from '#shared/domain/points.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { MemberStore } from '../db/stores/member-store.ts';
import { foundMembersMax } from '../db/stores/member-store.ts';
import type { StoredMember } from '../db/stores/member-rows.ts';
import type { Ledger } from '../ledger-port.ts';
import type { MemberSearch } from '../queries/search-terms.ts';

/** A member with everything counted: the snapshot and this till's own entries after it. */
export type KnownMember = {
  readonly member: Member;
  readonly pointsBalance: Points;
  readonly walletMinor: Minor;
  readonly visitCount: number;
  readonly spentMinor: Minor;
  /** Newest first, at most `lastVisitsMax`. */
  readonly lastVisits: readonly Visit[];
  /** Instant of the snapshot; null for a member whom only this till knows. */
  readonly balancesAsOfMs: EpochMs | null;
};

export type CardHolder = { readonly member: Member; readonly cardState: CardState };

export type KnownMembers = {
  readonly byRef: (memberRef: MemberRef) => KnownMember | undefined;
  readonly byCard: (cardUid: CardUid) => CardHolder | undefined;
  readonly byPhone: (phone: string) => Member | undefined;
  readonly search: (search: MemberSearch) => readonly Member[];
};

export const lastVisitsMax = 5;
const phoneTailDigits = 4;

export type KnownMembersDeps = {
  readonly snapshot: MemberStore;
  readonly madeHere: MemberStore;
  readonly snapshotAtMs: EpochMs;
  readonly ledger: Pick<Ledger, 'ownStanding' | 'ownVisits'>;
};

export function createKnownMembers(deps: KnownMembersDeps): KnownMembers {
  const { snapshot, madeHere, snapshotAtMs } = deps;
  return {
    byRef: (memberRef) => {
      const published = snapshot.byRef(memberRef);
      if (published !== undefined) return withOwnEntries(deps, published, snapshotAtMs);
      const local = madeHere.byRef(memberRef);
      return local && withOwnEntries(deps, local, null);
    },
    byCard: (cardUid) => {
      const found = snapshot.byCard(cardUid) ?? madeHere.byCard(cardUid);
      return found && { member: found.stored.member, cardState: found.cardState };
    },
    byPhone: (phone) => snapshot.byPhone(phone) ?? madeHere.byPhone(phone),
    search: (search) => found(search, [madeHere, snapshot]),
  };
}

function withOwnEntries(
  deps: KnownMembersDeps,
  stored: StoredMember,
  balancesAsOfMs: EpochMs | null,
): KnownMember {
  const { memberRef } = stored.member;
  const own = deps.ledger.ownStanding(memberRef);
  const ownVisits = deps.ledger.ownVisits(memberRef, lastVisitsMax);
  return {
    member: stored.member,
    pointsBalance: points(addInt(stored.pointsBalance, own.points)),
    walletMinor: minor(addInt(stored.walletMinor, own.walletMinor)),
    visitCount: addInt(stored.visitCount, own.visitCount),
    spentMinor: minor(addInt(stored.spentMinor, own.spentMinor)),
    // Own visits are later than the snapshot by what they are: entries that it does not contain.
    lastVisits: [...ownVisits, ...stored.lastVisits].slice(0, lastVisitsMax),
    balancesAsOfMs,
  };
}

/** Each member once, those made here first. */
function found(search: MemberSearch, sources: readonly MemberStore[]): readonly Member[] {
  const byRef = new Map<MemberRef, Member>();
  for (const member of sources.flatMap((source) => foundIn(search, source))) {
    if (byRef.size < foundMembersMax && !byRef.has(member.memberRef)) byRef.set(member.memberRef, member);
  }
  return [...byRef.values()];
}

function foundIn(search: MemberSearch, source: MemberStore): readonly Member[] {
  if (search.kind === 'tooShort') return [];
  if (search.kind === 'name') return source.withName(search.match);
  const byTail = search.digits.length === phoneTailDigits ? source.withPhoneTail(search.digits) : [];
  return [
    ...search.phonePrefixes.flatMap((prefix) => source.withPhonePrefix(prefix)),
    ...byTail,
    ...source.withCardNumberPrefix(search.digits),
  ];
}
