/** Members from everywhere this till knows them: the snapshot, and those enrolled here since. */

import type { KeptFacts, PulledFacts } from '#shared/contracts/sync/kept-facts.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { CardState, CardUid } from '#shared/domain/card.ts';
import type { Member, MemberRef, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Points } from '#shared/domain/points.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import type { MemberHistory, PurchaseDay } from '#shared/scoring/facts/member-history.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { ErasureStore } from '../db/stores/erasure-store.ts';
import type { MemberAliases } from '../db/stores/member-alias-store.ts';
import type { MemberFactsStore } from '../db/stores/member-facts-store.ts';
import type { MemberStore } from '../db/stores/member-store.ts';
import { foundMembersMax } from '../db/stores/member-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { StoredMember } from '../db/stores/member-rows.ts';
import type { Ledger } from '../ledger-port.ts';
import type { MemberSearch } from '../queries/search-terms.ts';
import { memberHistory } from './member-history.ts';
import { memberLots } from './member-lots.ts';
import { newestVisits, ownHistoryOf, ownStandingOf, ownTierOf } from './own-sums.ts';

/** A member with everything counted: the snapshot and this till's own entries after it. */
export type KnownMember = {
  readonly member: Member;
  /** Every reference that means the member, the one above first: entries here may name any of them. */
  readonly refs: readonly MemberRef[];
  readonly pointsBalance: Points;
  readonly walletMinor: Minor;
  readonly visitCount: number;
  readonly spentMinor: Minor;
  /** Newest first, at most `lastVisitsMax`. */
  readonly lastVisits: readonly Visit[];
  /** Instant of the snapshot; null for a member whom only this till knows. */
  readonly balancesAsOfMs: EpochMs | null;
  /** The last day on which a tier is kept that its threshold no longer gives; null where nothing is said. */
  readonly tierKeptUntil: IsoDate | null;
  /** Why nothing may be redeemed until somebody at HQ has looked at it; null where it may. */
  readonly hold: PulledFacts['hold'];
  /** The same purchases for the offers, by local day, with what else they ask of a member. */
  readonly history: MemberHistory;
  /** What the snapshot says of purchases elsewhere: how many there were, the newest of them, and all by day. */
  readonly before: {
    readonly visitCount: number;
    readonly lastVisits: readonly Visit[];
    readonly purchaseDays: readonly PurchaseDay[];
  };
  /** The snapshot's balances alone. */
  readonly brought: Pick<StoredMember, 'pointsBalance' | 'walletMinor'>;
};

export type CardHolder = { readonly member: Member; readonly cardState: CardState };

export type KnownMembers = {
  /** By any reference that means the member. */
  readonly byRef: (memberRef: MemberRef) => KnownMember | undefined;
  /** What the member holds, lot by lot; empty for a member who is not known. */
  readonly lotsOf: (memberRef: MemberRef) => readonly LotState[];
  readonly byCard: (cardUid: CardUid) => CardHolder | undefined;
  readonly byPhone: (phone: string) => Member | undefined;
  readonly search: (search: MemberSearch) => readonly Member[];
  /** The snapshot is another one: what was remembered of it is forgotten. */
  readonly snapshotChanged: () => void;
};

export const lastVisitsMax = 5;
const phoneTailDigits = 4;

export type KnownMembersDeps = {
  readonly snapshot: MemberStore;
  readonly madeHere: MemberStore;
  readonly chain: Pick<ChainAtTill, 'snapshotAtMs' | 'ownStore'>;
  readonly snapshotFacts: MemberFactsStore;
  readonly aliases: MemberAliases;
  readonly erasures: Pick<ErasureStore, 'isErased'>;
  readonly ledger: Pick<
    Ledger,
    'ownStanding' | 'ownVisits' | 'ownHistory' | 'bookings' | 'ownLots' | 'snapshotDraws'
  >;
  readonly sha256: Sha256;
  /** What this till's own entries set besides. */
  readonly standing: Pick<StandingStore, 'tierOf' | 'introducerOf' | 'rewardsOf'>;
};

export function createKnownMembers(deps: KnownMembersDeps): KnownMembers {
  const { snapshot, chain, ledger, aliases } = deps;
  const madeHere = onlyKnownHere(deps);
  const ofToday = (member: Member): Member => withTier(deps, member, factsOf(deps, member)).member;
  const look = (memberRef: MemberRef): KnownMember | undefined => {
    const published = snapshot.byRef(aliases.memberOf(memberRef) ?? memberRef) ?? snapshot.byRef(memberRef);
    if (published !== undefined) return withOwnEntries(deps, published, chain.snapshotAtMs);
    const local = madeHere.byRef(memberRef);
    return local && withOwnEntries(deps, local, null);
  };
  // One member stands at the till at a time, and is asked for at every change of the basket.
  let last: { readonly memberRef: MemberRef; readonly bookings: number; readonly known: KnownMember } | null =
    null;
  const byRef: KnownMembers['byRef'] = (memberRef) => {
    const bookings = ledger.bookings();
    if (last?.memberRef === memberRef && last.bookings === bookings) return last.known;
    const known = look(memberRef);
    last = known === undefined ? null : { memberRef, bookings, known };
    return known;
  };
  return {
    byRef,
    lotsOf: (memberRef) => {
      const known = byRef(memberRef);
      const refs = known?.refs ?? [memberRef];
      const { lots = [], pulled } =
        known === undefined || known.balancesAsOfMs === null ? {} : factsOf(deps, known.member);
      const balances = known?.brought ?? { pointsBalance: 0, walletMinor: 0 };
      return memberLots(
        refs,
        { ...balances, lots, pulledLots: pulled?.lots ?? [] },
        { ...ledger, sha256: deps.sha256 },
      );
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
    snapshotChanged: () => {
      last = null;
    },
  };
}

/** Earning goes on; whatever takes from the member waits. */
export function isOnHold(known: Pick<KnownMember, 'hold'> | undefined): boolean {
  return known !== undefined && known.hold !== null;
}

/** Until HQ publishes a member who was enrolled here, this till is who knows them; from then on HQ is. */
function onlyKnownHere({ madeHere, snapshot, aliases, erasures }: KnownMembersDeps): MemberStore {
  const isOurs = ({ memberRef }: Member): boolean =>
    snapshot.byRef(memberRef) === undefined &&
    aliases.memberOf(memberRef) === undefined &&
    !erasures.isErased(memberRef);
  const ours = (members: readonly Member[]): readonly Member[] => members.filter(isOurs);
  return {
    byRef: (memberRef) => {
      const stored = madeHere.byRef(memberRef);
      return stored !== undefined && isOurs(stored.member) ? stored : undefined;
    },
    byCard: (cardUid) => {
      const card = madeHere.byCard(cardUid);
      return card !== undefined && isOurs(card.stored.member) ? card : undefined;
    },
    byPhone: (phone) => {
      const member = madeHere.byPhone(phone);
      return member !== undefined && isOurs(member) ? member : undefined;
    },
    withPhonePrefix: (prefix) => ours(madeHere.withPhonePrefix(prefix)),
    withPhoneTail: (tail) => ours(madeHere.withPhoneTail(tail)),
    withCardNumberPrefix: (prefix) => ours(madeHere.withCardNumberPrefix(prefix)),
    withName: (match) => ours(madeHere.withName(match)),
  };
}

function refsOf({ aliases }: KnownMembersDeps, memberRef: MemberRef): readonly MemberRef[] {
  return [memberRef, ...aliases.aliasesOf(memberRef)];
}

function factsOf({ snapshotFacts }: KnownMembersDeps, { memberRef }: Member): KeptFacts {
  return snapshotFacts.factsOf(memberRef);
}

function withOwnEntries(
  deps: KnownMembersDeps,
  stored: StoredMember,
  balancesAsOfMs: EpochMs | null,
): KnownMember {
  const { chain, ledger } = deps;
  const refs = refsOf(deps, stored.member.memberRef);
  const facts = balancesAsOfMs === null ? {} : factsOf(deps, stored.member);
  const { member, keptUntil } = withTier(deps, stored.member, facts);
  const own = ownStandingOf(ledger, refs);
  const ownVisits = refs.flatMap((memberRef) => ledger.ownVisits(memberRef, lastVisitsMax));
  const visitCount = addInt(stored.visitCount, own.visitCount);
  const spentMinor = minor(addInt(stored.spentMinor, own.spentMinor));
  return {
    member,
    refs,
    pointsBalance: points(addInt(stored.pointsBalance, own.points)),
    walletMinor: minor(addInt(stored.walletMinor, own.walletMinor)),
    visitCount,
    spentMinor,
    lastVisits: newestVisits([...ownVisits, ...stored.lastVisits], lastVisitsMax),
    balancesAsOfMs,
    tierKeptUntil: keptUntil,
    hold: facts.pulled?.hold ?? null,
    before: {
      visitCount: stored.visitCount,
      lastVisits: stored.lastVisits,
      purchaseDays: facts.purchaseDays ?? [],
    },
    brought: { pointsBalance: stored.pointsBalance, walletMinor: stored.walletMinor },
    history: withOwnReferrals(
      deps,
      refs,
      memberHistory({
        member,
        visitCount,
        spentMinor,
        snapshot: facts,
        snapshotLastVisitOn: lastVisitOn(stored, chain.ownStore.timeZone),
        own: ownHistoryOf(ledger, refs),
      }),
    ),
  };
}

type TieredMember = { readonly member: Member; readonly keptUntil: IsoDate | null };

/** What was set last counts, here or elsewhere. */
function withTier(deps: KnownMembersDeps, member: Member, facts: KeptFacts): TieredMember {
  const { pulled } = facts;
  const own = ownTierOf(deps.standing, refsOf(deps, member.memberRef));
  const isOwnLater = own !== undefined && own.setAtMs > (pulled?.tierSetAtMs ?? 0);
  if (isOwnLater) return { member: { ...member, tierId: own.tierId }, keptUntil: own.keptUntil };
  return { member, keptUntil: pulled?.tierKeptUntil ?? null };
}

function withOwnReferrals(
  { standing }: KnownMembersDeps,
  refs: readonly MemberRef[],
  history: MemberHistory,
): MemberHistory {
  const { traits } = history;
  const isReferred =
    traits.isReferred || refs.some((memberRef) => standing.introducerOf(memberRef) !== undefined);
  const own = refs.map((memberRef) => standing.rewardsOf(memberRef).asIntroducer);
  return { ...history, traits: { ...traits, isReferred, referrals: addInt(traits.referrals, ...own) } };
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
