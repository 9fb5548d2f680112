/**
 * How an entry changes what a member stands at besides balances: earned points, tier, introductions, household. Sums are
 * of the entry's own numbers; of what is set, such as a tier, the newest entry counts.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { isFormerSale, isValueEntry } from '../entry.ts';
import type { Entry, ValueEntry, ValueEntryOf } from '../entry.ts';
import type { KeptOffer } from '../sale-content.ts';
import type { AccountRef } from './value-content.ts';

/** What a member earned, gave away and took from a household's wallet on one local day. */
export type StandingDayChange = {
  readonly memberRef: MemberRef;
  readonly date: IsoDate;
  /** By sales and activities, less what was taken back; not gifts, transfers and corrections. */
  readonly pointsEarned: number;
  /** What offers give toward the next tier besides. */
  readonly tierProgress: number;
  readonly pointsGiven: number;
  readonly householdMinor: number;
};

export type TierSet = {
  readonly memberRef: MemberRef;
  readonly tierId: string;
  readonly keptUntil: IsoDate | null;
};

export type ReferralSet = { readonly memberRef: MemberRef; readonly introducerRef: MemberRef };

export type ReferralRewardChange = {
  readonly memberRef: MemberRef;
  /** Rewards of anybody for the purchase of this newcomer: more than 0 once it was rewarded. */
  readonly asNewcomer: number;
  /** Rewards for newcomers who bought. */
  readonly asIntroducer: number;
  readonly fromGuests: number;
  /** What all of them gave this member. */
  readonly points: number;
};

/** `dayLimitMinor` null: the member left the household. */
export type HouseholdSet = {
  readonly memberRef: MemberRef;
  readonly headRef: MemberRef;
  readonly dayLimitMinor: Minor | null;
};

/** Days of which nothing changes are left out. */
export function standingDaysOf(entry: Entry): readonly StandingDayChange[] {
  const changes = isValueEntry(entry) ? valueDays(entry) : earnedDay(entry);
  return changes.filter(
    ({ pointsEarned, tierProgress, pointsGiven, householdMinor }) =>
      pointsEarned !== 0 || tierProgress !== 0 || pointsGiven !== 0 || householdMinor !== 0,
  );
}

export function tierSetBy(entry: Entry): TierSet | undefined {
  if (entry.kind !== 'tierChange' || entry.memberRef === null) return undefined;
  const { toTierId, keptUntil } = entry.content.detail;
  return { memberRef: entry.memberRef, tierId: toTierId, keptUntil };
}

export function referralSetBy(entry: Entry): ReferralSet | undefined {
  if (entry.kind !== 'refer' || entry.memberRef === null) return undefined;
  return { memberRef: entry.memberRef, introducerRef: entry.content.detail.introducerRef };
}

/** Of the one who is given the points, and of the newcomer whose purchase led to it. */
export function referralRewardsOf(entry: Entry): readonly ReferralRewardChange[] {
  if (entry.kind !== 'grant' || entry.memberRef === null) return [];
  const { memberRef, content } = entry;
  const { cause, sourceRef } = content.detail;
  const none = { asNewcomer: 0, asIntroducer: 0, fromGuests: 0 };
  const points = addInt(...content.moves.map(({ amount }) => amount));
  if (cause === 'newcomer') return [{ ...none, memberRef, asNewcomer: 1, points }];
  if (cause === 'guest') return [{ ...none, memberRef, fromGuests: 1, points }];
  if (cause !== 'referral' || sourceRef === null) return [];
  return [
    { ...none, memberRef, asIntroducer: 1, points },
    { ...none, memberRef: sourceRef, asNewcomer: 1, points: 0 },
  ];
}

export function householdSetBy(entry: Entry): HouseholdSet | undefined {
  if (entry.kind !== 'household' || entry.memberRef === null) return undefined;
  return { memberRef: entry.memberRef, ...entry.content.detail };
}

const nothing = { pointsEarned: 0, tierProgress: 0, pointsGiven: 0, householdMinor: 0 } as const;

function earnedDay(entry: Exclude<Entry, ValueEntry>): readonly StandingDayChange[] {
  if (entry.kind === 'enrol' || entry.memberRef === null) return [];
  const { memberRef, content } = entry;
  // Schema version 1 keeps no local date; its business day is the same but after midnight.
  const date = isFormerSale(entry) ? entry.businessDay : entry.content.moment.localDate;
  const applied = content.offers.filter(({ verdict }) => verdict.kind === 'applied');
  const pointsEarned = addInt(...applied.map((offer) => offer.pointsEarned));
  const items = isFormerSale(entry)
    ? []
    : entry.content.offers.filter(isApplied).flatMap((offer) => offer.items);
  const progress = items.filter(({ kind }) => kind === 'tierProgress');
  const tierProgress = addInt(...progress.map(({ count }) => count));
  return [{ ...nothing, memberRef, date, pointsEarned, tierProgress }];
}

function isApplied({ verdict }: KeptOffer): boolean {
  return verdict.kind === 'applied';
}

function valueDays(entry: ValueEntry): readonly StandingDayChange[] {
  if (entry.kind === 'refund') {
    const { back, evidence } = entry.content.detail;
    // What was spent of a household's wallet at another till was not counted here.
    return [...earnedOfFacts(entry), ...householdDays(entry, evidence === 'sale' ? back : [], -1)];
  }
  if (entry.kind === 'reassign') return earnedOfFacts(entry);
  if (entry.kind === 'redeem') return householdDays(entry, entry.content.detail.tenders, 1);
  return entry.kind === 'transfer' ? givenDay(entry) : [];
}

function givenDay({ memberRef, content }: ValueEntryOf<'transfer'>): readonly StandingDayChange[] {
  if (memberRef === null) return [];
  const given = content.moves.filter(({ from }) => isOf(from, memberRef));
  const pointsGiven = addInt(...given.map(({ amount }) => amount));
  return [{ ...nothing, memberRef, date: content.moment.localDate, pointsGiven }];
}

/** What is taken back counts on the day on which it was earned; what somebody was given for an introduction never did. */
function earnedOfFacts({ content }: ValueEntry): readonly StandingDayChange[] {
  return content.facts.flatMap(({ memberRef, date, pointsEarned, tierProgress }) =>
    memberRef === null ? [] : [{ ...nothing, memberRef, date, pointsEarned, tierProgress }],
  );
}

/** Paid with the wallet of somebody else: that of the household. */
function householdDays(
  entry: ValueEntry,
  tenders: readonly {
    readonly means: string;
    readonly worthMinor: number;
    readonly holderRef: MemberRef | null;
  }[],
  sign: 1 | -1,
): readonly StandingDayChange[] {
  const { memberRef } = entry;
  if (memberRef === null) return [];
  const date = dateFor(entry, memberRef);
  return tenders
    .filter(({ means, holderRef }) => means === 'wallet' && holderRef !== null && holderRef !== memberRef)
    .map(({ worthMinor }) => ({ ...nothing, memberRef, date, householdMinor: sign * worthMinor }));
}

function dateFor({ content }: ValueEntry, memberRef: MemberRef): IsoDate {
  const fact = content.facts.find((change) => change.memberRef === memberRef);
  return fact?.date ?? content.moment.localDate;
}

function isOf(account: AccountRef, memberRef: MemberRef): boolean {
  return account.kind === 'member' && account.memberRef === memberRef;
}
