import { describe, expect, test } from 'vitest';
import { createOfferSearch, foundOffersMax } from '#electron/till/rules/offer-search.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

function offersNamed(...names: readonly (readonly [fa: string, en: string])[]): readonly Offer[] {
  return ruleSetOf({
    offers: names.map(([fa, en], index) => ({
      offerId: `o${index}`,
      name: { fa, en },
      effects: [{ kind: 'bonusPoints', points: 1 }],
    })),
  }).offers;
}

const offers = offersNamed(
  ['تخفیف چای', 'Tea discount'],
  ['هديه كافه', 'Café gift'],
  ['امتیاز ۲ برابر', 'Double points'],
  ['تخفیف قهوه', 'Coffee discount'],
);

function idsOf(text: string): readonly string[] {
  return createOfferSearch(offers)
    .find(text)
    .offers.map(({ offerId }) => offerId);
}

describe('offers', () => {
  test.each([
    ['coffee', ['o3']],
    ['DISC', ['o0', 'o3']],
    ['disc tea', ['o0']],
    ['cafe', ['o1']],
    ['هدیه', ['o1']],
    ['کافه', ['o1']],
    ['2', ['o2']],
    ['ouble', []],
    ['tea zzz', []],
    ['"; DROP TABLE offer', []],
  ])('typed as %j are found by the beginnings of their words', (text, found) => {
    expect([...idsOf(text)].toSorted((left, right) => (left < right ? -1 : 1))).toEqual(found);
  });

  test.each(['', '   ', '؟!'])('are all found by %j, in the order of their names', (text) => {
    expect(idsOf(text)).toEqual(idsOf(''));
    expect(idsOf(text)).toHaveLength(offers.length);
  });

  test('of one name stand in the order of their ids', () => {
    const same = offersNamed(['آ', 'A'], ['آ', 'A'], ['آ', 'A']).toReversed();
    const found = createOfferSearch(same).find('a');
    expect(found.offers.map(({ offerId }) => offerId)).toEqual(['o0', 'o1', 'o2']);
  });

  test('are listed up to a maximum, and counted beyond it', () => {
    const many = offersNamed(...Array.from({ length: 45 }, () => ['آ', 'A'] as const));
    const found = createOfferSearch(many).find('');
    expect(found.offers).toHaveLength(foundOffersMax);
    expect(found.total).toBe(45);
  });

  test('are found the same whether they were made ready in pieces or not at all', () => {
    const search = createOfferSearch(offers);
    expect(search.prepare(1)).toBe(false);
    expect(search.prepare(1)).toBe(false);
    expect(search.find('discount')).toEqual(createOfferSearch(offers).find('discount'));
    expect(search.prepare(1)).toBe(true);
  });

  test('of an empty rule set are none', () => {
    expect(createOfferSearch([]).find('')).toEqual({ offers: [], total: 0 });
  });
});
