/** Members from everywhere this till knows them: the snapshot, and those enrolled here since. */

import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { CardState, CardUid } from '#shared/domain/card.ts';
import type { Member, MemberRef, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Points } from '#shared/domain/points.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import type { MemberFactsStore } from '../db/stores/member-facts-store.ts';
import type { MemberStore } from '../db/stores/member-store.ts';
import { foundMembersMax } from '../db/stores/member-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { StoredMember } from '../db/stores/member-rows.ts';
import type { Ledger } from '../ledger-port.ts';
import type { MemberSearch } from '../queries/search-terms.ts';
import { memberHistory } from './member-history.ts';
import { memberLots } from './member-lots.ts';

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
  /** The same purchases for the offers, by local day, with what else they ask of a member. */
  readonly history: MemberHistory;
  /** What the snapshot says of earlier purchases: how many there were, and the newest of them. */
  readonly before: { readonly visitCount: number; readonly lastVisits: readonly Visit[] };
  /** The snapshot's balances alone. */
  readonly brought: Pick<StoredMember, 'pointsBalance' | 'walletMinor'>;
};

export type CardHolder = { readonly member: Member; readonly cardState: CardState };

export type KnownMembers = {
  readonly byRef: (memberRef: MemberRef) => KnownMember | undefined;
  /** What the member holds, lot by lot; empty for a member who is not known. */
  readonly lotsOf: (memberRef: MemberRef) => readonly LotState[];
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
  readonly snapshotFacts: MemberFactsStore;
  /** Days are those of this zone. */
  readonly timeZone: string;
  readonly ledger: Pick<
    Ledger,
    'ownStanding' | 'ownVisits' | 'ownHistory' | 'bookings' | 'ownLots' | 'snapshotDraws'
  >;
  /** What this till's own entries set besides: they count before what the snapshot says. */
  readonly standing: Pick<StandingStore, 'tierOf' | 'introducerOf' | 'rewardsOf'>;
};

export function createKnownMembers(deps: KnownMembersDeps): KnownMembers {
  const { snapshot, madeHere, snapshotAtMs, ledger } = deps;
  const ofToday = (member: Member): Member => withOwnTier(deps, member);
  const look = (memberRef: MemberRef): KnownMember | undefined => {
    const published = snapshot.byRef(memberRef);
    if (published !== undefined) return withOwnEntries(deps, published, snapshotAtMs);
    const local = madeHere.byRef(memberRef);
    return local && withOwnEntries(deps, local, null);
  };
  // One member stands at the till at a time, and is asked for at every change of the basket.
  let last: { readonly memberRef: MemberRef; readonly bookings: number; readonly known: KnownMember } | null =
    null;
  return {
    byRef: (memberRef) => {
      const bookings = ledger.bookings();
      if (last?.memberRef === memberRef && last.bookings === bookings) return last.known;
      const known = look(memberRef);
      last = known === undefined ? null : { memberRef, bookings, known };
      return known;
    },
    lotsOf: (memberRef) => {
      const published = snapshot.byRef(memberRef);
      const { pointsBalance, walletMinor } = published ?? { pointsBalance: 0, walletMinor: 0 };
      const lots = published === undefined ? [] : (deps.snapshotFacts.factsOf(memberRef).lots ?? []);
      return memberLots(memberRef, { pointsBalance, walletMinor, lots }, ledger);
    },
    byCard: (cardUid) => {
      const found = snapshot.byCard(cardUid) ?? madeHere.byCard(cardUid);
      return found && { member: ofToday(found.stored.member), cardState: found.cardState };
    },
    byPhone: (phone) => {
      const member = snapshot.byPhone(phone) ?? madeHere.byPhone(phone);
      return member && ofToday(member);
    },
    search: (search) => found(search, [madeHere, snapshot]).map(ofToday),
  };
}

function withOwnEntries(
  deps: KnownMembersDeps,
  stored: StoredMember,
  balancesAsOfMs: EpochMs | null,
): KnownMember {
  const { memberRef } = stored.member;
  const member = withOwnTier(deps, stored.member);
  const own = deps.ledger.ownStanding(memberRef);
  const ownVisits = deps.ledger.ownVisits(memberRef, lastVisitsMax);
  const visitCount = addInt(stored.visitCount, own.visitCount);
  const spentMinor = minor(addInt(stored.spentMinor, own.spentMinor));
  return {
    member,
    pointsBalance: points(addInt(stored.pointsBalance, own.points)),
    walletMinor: minor(addInt(stored.walletMinor, own.walletMinor)),
    visitCount,
    spentMinor,
    // Own visits are later than the snapshot by what they are: entries that it does not contain.
    lastVisits: [...ownVisits, ...stored.lastVisits].slice(0, lastVisitsMax),
    balancesAsOfMs,
    before: { visitCount: stored.visitCount, lastVisits: stored.lastVisits },
    brought: { pointsBalance: stored.pointsBalance, walletMinor: stored.walletMinor },
    history: withOwnReferrals(
      deps,
      memberHistory({
        member,
        visitCount,
        spentMinor,
        snapshot: balancesAsOfMs === null ? {} : deps.snapshotFacts.factsOf(memberRef),
        snapshotLastVisitOn: lastVisitOn(stored, deps.timeZone),
        own: deps.ledger.ownHistory(memberRef),
      }),
    ),
  };
}

function withOwnTier({ standing }: KnownMembersDeps, member: Member): Member {
  const own = standing.tierOf(member.memberRef);
  return own === undefined ? member : { ...member, tierId: own.tierId };
}

function withOwnReferrals({ standing }: KnownMembersDeps, history: MemberHistory): MemberHistory {
  const { memberRef, traits } = history;
  const isReferred = traits.isReferred || standing.introducerOf(memberRef) !== undefined;
  const referrals = addInt(traits.referrals, standing.rewardsOf(memberRef).asIntroducer);
  return { ...history, traits: { ...traits, isReferred, referrals } };
}

function lastVisitOn({ lastVisits }: StoredMember, timeZone: string): IsoDate | null {
  const [newest] = lastVisits;
  return newest === undefined ? null : localDate(newest.atMs, timeZone);
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
