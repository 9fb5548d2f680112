/**
 * Finds the offers that a sale may match without looking at the others. An offer is filed under the names of the lines
 * that it cannot do without; where many share a name they are parted by what they ask of member, store and date, and
 * stand in the order of the amount that they require.
 */

import type { CompiledOffer, HoldsFor } from './compiled-offer.ts';

/** Offers of one place in the index, the smallest amount first. */
export type Shelf = readonly FiledOffer[];

export type FiledOffer = {
  readonly compiled: CompiledOffer;
  /** As in its tests, here at hand: most offers are looked at for nothing else. */
  readonly holdsForMember: HoldsFor | null;
  readonly hasLimits: boolean;
  /** What the offer requires of the whole basket. */
  readonly amountMinor: number;
  /** `amountMinor` says all that `missable` would: with that amount in the basket nothing is missed. */
  readonly isMetByAmount: boolean;
  /** Conditions of the basket that finding the offer here does not answer already; null when it answers all. */
  readonly holdsForBasket: HoldsFor | null;
  /** One sale may come across the offer in other places too. */
  readonly isRepeated: boolean;
};

/** What decides, besides the lines, whether an offer can apply. */
export const indexedTraits = ['tier', 'segment', 'memberTag', 'store', 'month'] as const;
export type IndexedTrait = (typeof indexedTraits)[number];

/** Either a shelf, or a parting by one trait of the sale. */
export type IndexNode =
  | { readonly kind: 'shelf'; readonly shelf: Shelf }
  | {
      readonly kind: 'parting';
      readonly trait: IndexedTrait;
      readonly byKey: ReadonlyMap<string, IndexNode>;
      /** Offers that do not ask for the trait. */
      readonly others: IndexNode | null;
    };

export type LineNameKind = 'product' | 'group' | 'brand' | 'tag';

export type OfferIndex = {
  /** Offers in it. */
  readonly size: number;
  /** Offers that need a line of such a name. */
  readonly byLineName: Readonly<Record<LineNameKind, ReadonlyMap<string, IndexNode>>>;
  /** Offers that need no line of a certain name. */
  readonly anyLine: IndexNode;
};
