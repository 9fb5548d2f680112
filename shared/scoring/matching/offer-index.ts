/** Finds the offers that a sale may match without looking at the others. */

import type { CompiledOffer } from './compiled-offer.ts';

/** Offers of one place in the index, the smallest amount first. */
export type Shelf = readonly FiledOffer[];

export type FiledOffer = {
  readonly compiled: CompiledOffer;
  /** Of the whole basket in the places where a sale finds its offers; of the selection that lacks, in `lacking`. */
  readonly amountMinor: number;
  /** The offer stands in other places too. */
  readonly isRepeated: boolean;
};

/** What decides, besides the lines, whether an offer can apply. */
export type IndexedTrait = 'member' | 'tier' | 'segment' | 'memberTag' | 'store' | 'month';

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
  /** By what a line is called: offers that need such a line. */
  readonly byLineName: Readonly<Record<LineNameKind, ReadonlyMap<string, IndexNode>>>;
  /** Offers that need no line of a certain name. */
  readonly anyLine: IndexNode;
  /** Offers that lack an amount of something of which nothing is in the basket, by that amount. */
  readonly lacking: IndexNode;
};
