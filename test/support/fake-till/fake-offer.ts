/** An offer of the fake till: what it would give, when it matches, and what the engine would say of it. */

import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Failing, OfferAnswer, Score, Verdict } from '#renderer/cashier/offers/offer-words.ts';

export type FakeGift = Pick<
  OfferAnswer,
  'discountMinor' | 'walletCreditMinor' | 'pointsEarned' | 'timed' | 'items' | 'cuts'
> & { readonly worthMinor: number };

export type FakeFacts = { readonly grossMinor: number; readonly pieces: number; readonly hasMember: boolean };

export type FakeOffer = Pick<
  OfferAnswer,
  'offerId' | 'name' | 'effects' | 'stackingMode' | 'endsAt' | 'terms' | 'reason'
> & {
  readonly gives: (facts: FakeFacts) => FakeGift;
  readonly reasons: (facts: FakeFacts) => OfferAnswer['reasons'];
  readonly fromMinor: number;
  readonly isForMembers: boolean;
  /** Said instead of what the choice finds. */
  readonly verdict: Verdict | null;
  /** What `why not` says while it does not match. */
  readonly failing: (facts: FakeFacts) => Failing;
  readonly near: Score['nearMisses'][number]['missing'] | null;
};

type Given = Partial<{
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly worthMinor: number;
  readonly timed: FakeGift['timed'];
  readonly items: FakeGift['items'];
  readonly cuts: FakeGift['cuts'];
}>;

const pointMinor = 1_000;

export function gift(given: Given): FakeGift {
  const { discountMinor = 0, walletCreditMinor = 0, pointsEarned = 0, items = [] } = given;
  const itemsMinor = items.reduce((sum, { worthMinor }) => sum + worthMinor, 0);
  return {
    discountMinor: minor(discountMinor),
    walletCreditMinor: minor(walletCreditMinor),
    pointsEarned: points(pointsEarned),
    timed: given.timed ?? [],
    items,
    cuts: given.cuts ?? [],
    worthMinor:
      given.worthMinor ?? discountMinor + walletCreditMinor + pointsEarned * pointMinor + itemsMinor,
  };
}

export type FakeOfferParts = Pick<FakeOffer, 'offerId' | 'effects' | 'gives'> &
  Partial<FakeOffer> & { readonly fa: string; readonly en: string };

/** Matches from the amount on; everything else as most offers have it. */
export function fakeOffer({ fa, en, ...parts }: FakeOfferParts): FakeOffer {
  const fromMinor = parts.fromMinor ?? 1;
  return {
    name: { fa, en },
    stackingMode: 'single',
    endsAt: null,
    terms: null,
    reason: null,
    reasons: () => [],
    isForMembers: false,
    verdict: null,
    near: null,
    failing: ({ grossMinor, hasMember }) =>
      parts.isForMembers === true && !hasMember
        ? { condition: { kind: 'member' }, have: null, need: null, isExcluding: false }
        : {
            condition: { kind: 'amount', bound: 'atLeast', amountMinor: minor(fromMinor) },
            have: grossMinor,
            need: fromMinor,
            isExcluding: false,
          },
    ...parts,
    fromMinor,
  };
}

/** Whole percent of the basket, to whole Toman. */
export function percentOf(grossMinor: number, percent: number): number {
  return Math.floor((grossMinor * percent) / 1_000) * 10;
}
