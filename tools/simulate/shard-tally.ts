/** Sums over the sales of a shard under both rule sets, and of all shards together. */

import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { givesTheSame } from './outcome.ts';
import type { Outcome } from './outcome.ts';

export const sides = ['draft', 'against'] as const;
export type Side = (typeof sides)[number];
export type BothSides<Value> = Readonly<Record<Side, Value>>;

/** All at face value but the worth, which is by the owner's rates. */
export type Given = {
  readonly payableMinor: number;
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly costMinor: number;
  readonly worthMinor: number;
};
export type OfferSums = { readonly uses: number; readonly costMinor: number; readonly worthMinor: number };
export type Change = { readonly count: number; readonly sumMinor: number };
/** By worth; `changed` also counts whom something else is given of equal worth. */
export type Changes = { readonly more: Change; readonly less: Change; readonly changed: number };
export type MemberChange = {
  readonly memberRef: MemberRef;
  readonly sales: number;
  readonly differenceMinor: number;
};

export type Tally = {
  readonly sales: number;
  readonly anonymousSales: number;
  readonly members: number;
  readonly buyingMembers: number;
  readonly given: BothSides<Given>;
  readonly givenToAnonymous: BothSides<Given>;
  readonly offers: BothSides<ReadonlyMap<OfferId, OfferSums>>;
  readonly unproven: BothSides<number>;
  readonly saleChanges: Changes;
  readonly anonymousChanges: Changes;
  readonly memberChanges: Changes;
  /** The largest differences first, then by reference; at most `largestMax`. */
  readonly largest: readonly MemberChange[];
};

export const largestMax = 10;

export type Tallying = {
  readonly addMember: (memberRef: MemberRef) => void;
  /** `member` is the place in the order of adding, null for an anonymous sale. */
  readonly addSale: (member: number | null, outcomes: BothSides<Outcome>) => void;
  readonly tally: () => Tally;
};

export const nothingGiven: Given = {
  payableMinor: 0,
  discountMinor: 0,
  walletCreditMinor: 0,
  pointsEarned: 0,
  costMinor: 0,
  worthMinor: 0,
};
const noChanges: Changes = { more: { count: 0, sumMinor: 0 }, less: { count: 0, sumMinor: 0 }, changed: 0 };

type RunningMemberChange = {
  readonly memberRef: MemberRef;
  sales: number;
  differenceMinor: number;
  isChanged: boolean;
};
type Running<Sums> = { -readonly [Name in keyof Sums]: Sums[Name] };

export function startTally(): Tallying {
  const members: RunningMemberChange[] = [];
  const given = bothSides(() => ({ ...nothingGiven }));
  const givenToAnonymous = bothSides(() => ({ ...nothingGiven }));
  const offers = bothSides(() => new Map<OfferId, Running<OfferSums>>());
  const unproven = { draft: 0, against: 0 };
  const saleChanges = startChanges();
  const anonymousChanges = startChanges();
  let sales = 0;
  let anonymousSales = 0;
  return {
    addMember: (memberRef) => members.push({ memberRef, sales: 0, differenceMinor: 0, isChanged: false }),
    addSale: (member, outcomes) => {
      sales += 1;
      for (const side of sides) {
        addGiven(given[side], outcomes[side]);
        addOffers(offers[side], outcomes[side]);
        if (!outcomes[side].isProven) unproven[side] += 1;
      }
      const differenceMinor = outcomes.draft.worthMinor - outcomes.against.worthMinor;
      const isChanged = !givesTheSame(outcomes.draft, outcomes.against);
      saleChanges.add(differenceMinor, isChanged);
      const buyer = member === null ? undefined : members[member];
      if (buyer === undefined) {
        anonymousSales += 1;
        anonymousChanges.add(differenceMinor, isChanged);
        for (const side of sides) addGiven(givenToAnonymous[side], outcomes[side]);
        return;
      }
      buyer.sales += 1;
      buyer.differenceMinor = addInt(buyer.differenceMinor, differenceMinor);
      buyer.isChanged ||= isChanged;
    },
    tally: () => {
      const memberChanges = startChanges();
      for (const { differenceMinor, isChanged } of members) memberChanges.add(differenceMinor, isChanged);
      return {
        sales,
        anonymousSales,
        members: members.length,
        buyingMembers: members.filter((member) => member.sales > 0).length,
        given,
        givenToAnonymous,
        offers,
        unproven,
        saleChanges: saleChanges.all(),
        anonymousChanges: anonymousChanges.all(),
        memberChanges: memberChanges.all(),
        largest: largestOf(members),
      };
    },
  };
}

/** Of shards without a member in common. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const sum = (value: (tally: Tally) => number): number => addInt(...tallies.map(value));
  const changes = (value: (tally: Tally) => Changes): Changes =>
    tallies.map(value).reduce(sumOfChanges, noChanges);
  const sumGiven = (value: (tally: Tally) => Given): Given =>
    tallies.map(value).reduce(sumOfGiven, nothingGiven);
  return {
    sales: sum(({ sales }) => sales),
    anonymousSales: sum(({ anonymousSales }) => anonymousSales),
    members: sum(({ members }) => members),
    buyingMembers: sum(({ buyingMembers }) => buyingMembers),
    given: bothSides((side) => sumGiven(({ given }) => given[side])),
    givenToAnonymous: bothSides((side) => sumGiven(({ givenToAnonymous }) => givenToAnonymous[side])),
    offers: bothSides((side) => mergeOffers(tallies.map(({ offers }) => offers[side]))),
    unproven: bothSides((side) => sum(({ unproven }) => unproven[side])),
    saleChanges: changes(({ saleChanges }) => saleChanges),
    anonymousChanges: changes(({ anonymousChanges }) => anonymousChanges),
    memberChanges: changes(({ memberChanges }) => memberChanges),
    largest: largestOf(tallies.flatMap(({ largest }) => largest)),
  };
}

export function bothSides<Value>(make: (side: Side) => Value): BothSides<Value> {
  return { draft: make('draft'), against: make('against') };
}

function addGiven(given: Running<Given>, outcome: Outcome): void {
  given.payableMinor = addInt(given.payableMinor, outcome.payableMinor);
  given.discountMinor = addInt(given.discountMinor, outcome.discountMinor);
  given.walletCreditMinor = addInt(given.walletCreditMinor, outcome.walletCreditMinor);
  given.pointsEarned = addInt(given.pointsEarned, outcome.pointsEarned);
  given.costMinor = addInt(given.costMinor, outcome.costMinor);
  given.worthMinor = addInt(given.worthMinor, outcome.worthMinor);
}

function addOffers(offers: Map<OfferId, Running<OfferSums>>, { grants }: Outcome): void {
  for (const { offerId, costMinor, worthMinor } of grants) {
    const sums = offers.get(offerId);
    if (sums === undefined) {
      offers.set(offerId, { uses: 1, costMinor, worthMinor });
      continue;
    }
    sums.uses += 1;
    sums.costMinor += costMinor;
    sums.worthMinor += worthMinor;
  }
}

function mergeOffers(shards: readonly ReadonlyMap<OfferId, OfferSums>[]): ReadonlyMap<OfferId, OfferSums> {
  const merged = new Map<OfferId, OfferSums>();
  for (const [offerId, more] of shards.flatMap((offers) => [...offers])) {
    const sums = merged.get(offerId) ?? { uses: 0, costMinor: 0, worthMinor: 0 };
    merged.set(offerId, {
      uses: addInt(sums.uses, more.uses),
      costMinor: addInt(sums.costMinor, more.costMinor),
      worthMinor: addInt(sums.worthMinor, more.worthMinor),
    });
  }
  return merged;
}

function startChanges() {
  const more = { count: 0, sumMinor: 0 };
  const less = { count: 0, sumMinor: 0 };
  let changed = 0;
  return {
    add: (differenceMinor: number, isChanged: boolean): void => {
      if (isChanged) changed += 1;
      if (differenceMinor === 0) return;
      const side = differenceMinor > 0 ? more : less;
      side.count += 1;
      side.sumMinor = addInt(side.sumMinor, differenceMinor);
    },
    all: (): Changes => ({ more, less, changed }),
  };
}

function sumOfChanges(left: Changes, right: Changes): Changes {
  const sum = (name: 'more' | 'less'): Change => ({
    count: addInt(left[name].count, right[name].count),
    sumMinor: addInt(left[name].sumMinor, right[name].sumMinor),
  });
  return { more: sum('more'), less: sum('less'), changed: addInt(left.changed, right.changed) };
}

function sumOfGiven(left: Given, right: Given): Given {
  const sum = { ...left };
  for (const name of givenNames) Object.assign(sum, { [name]: addInt(left[name], right[name]) });
  return sum;
}

const givenNames = [
  'payableMinor',
  'discountMinor',
  'walletCreditMinor',
  'pointsEarned',
  'costMinor',
  'worthMinor',
] as const;

const bySize = inOrder<MemberChange>(
  (left, right) => Math.abs(right.differenceMinor) - Math.abs(left.differenceMinor),
  (left, right) => compareTexts(left.memberRef, right.memberRef),
);

function largestOf(members: readonly MemberChange[]): readonly MemberChange[] {
  return members
    .filter(({ differenceMinor }) => differenceMinor !== 0)
    .toSorted(bySize)
    .slice(0, largestMax)
    .map(({ memberRef, sales, differenceMinor }) => ({ memberRef, sales, differenceMinor }));
}
