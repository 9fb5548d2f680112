/** Offers of one rule set by what somebody typed of their names, in either language. */

import type { LocalText } from '#shared/domain/local-text.ts';
import { searchKey } from '#shared/domain/text.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';

export type FoundOffers = {
  readonly offers: readonly { readonly offerId: OfferId; readonly name: LocalText }[];
  /** All that were found, listed or not. */
  readonly total: number;
};

export type OfferSearch = {
  /** Every word typed is the beginning of a word of a name; nothing typed finds all. By name, then by id. */
  readonly find: (text: string) => FoundOffers;
  /** Makes ready about so many more offers; true when none is left. A search before that does the rest itself. */
  readonly prepare: (offersMax: number) => boolean;
};

type Row = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  /** Both names, folded, each word after a space. */
  readonly words: string;
};

export const foundOffersMax = 20;
const searchWordsMax = 6;
const wordBreak = /[^\p{L}\p{N}]+/u;

export function createOfferSearch(offers: readonly Offer[]): OfferSearch {
  const rows: Row[] = [];
  let isOrdered = false;
  const prepare = (offersMax: number): boolean => {
    for (const offer of offers.slice(rows.length, rows.length + offersMax)) rows.push(rowOf(offer));
    if (rows.length < offers.length) return false;
    if (!isOrdered) {
      rows.sort(byName);
      isOrdered = true;
    }
    return true;
  };
  return {
    prepare,
    find: (text) => {
      prepare(offers.length);
      const typed = wordsOf(text).slice(0, searchWordsMax);
      const found = rows.filter(({ words }) => typed.every((word) => words.includes(` ${word}`)));
      const listed = found.slice(0, foundOffersMax).map(({ offerId, name }) => ({ offerId, name }));
      return { offers: listed, total: found.length };
    },
  };
}

const byName = inOrder<Row>(
  (left, right) => compareTexts(left.words, right.words),
  (left, right) => compareTexts(left.offerId, right.offerId),
);

function rowOf({ offerId, name }: Offer): Row {
  return { offerId, name, words: ` ${[...wordsOf(name.fa), ...wordsOf(name.en)].join(' ')}` };
}

function wordsOf(text: string): readonly string[] {
  return searchKey(text)
    .split(wordBreak)
    .filter((word) => word !== '');
}
