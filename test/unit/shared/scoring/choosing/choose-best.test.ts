import { describe, expect, it } from 'vitest';
import { chooseBest } from '#shared/scoring/choosing/choose-best.ts';
import type { Choice } from '#shared/scoring/choosing/choose-best.ts';
import { conflictingApplied, verdictOf } from '#shared/scoring/choosing/verdict-of.ts';
import type { Wish } from '#shared/scoring/facts/score-input.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';

/** Credit of so much: worths add up, since credit of one never takes from another. */
function credit(
  offerId: string,
  amountMinor: number,
  rest: Readonly<Record<string, unknown>> = {},
): OfferSketch {
  return { offerId, effects: [{ kind: 'walletCreditFixed', amountMinor }], ...rest };
}

const stackable = { stacking: { mode: 'stackable' } };

type Rules = { readonly offersPerSaleMax?: number; readonly wish?: Partial<Wish> };

function chosenOf(offers: readonly OfferSketch[], { offersPerSaleMax, wish }: Rules = {}) {
  const sale = pricedSaleOf(
    ruleSetOf({ offers }),
    inputOf({
      lines: [
        [100_000, 'tea'],
        [50_000, 'nuts'],
      ],
    }),
  );
  const prices = sale.pricing.alone(sale.offers);
  const choice: Choice = chooseBest(prices, sale.pricing, {
    offersPerSaleMax: offersPerSaleMax ?? null,
    wish: { with: [], without: [], ...wish },
  });
  const byId = (offerId: string) => prices.find(({ compiled }) => compiled.offer.offerId === offerId);
  return {
    choice,
    applied: choice.applied.map(({ compiled }) => compiled.offer.offerId),
    verdict: (offerId: string) => {
      const price = byId(offerId);
      return price && verdictOf(price, choice);
    },
    rivals: (offerId: string) => {
      const price = byId(offerId);
      return price && conflictingApplied(price, choice).map(({ compiled }) => compiled.offer.offerId);
    },
  };
}

describe('the choice among offers whose worths add up', () => {
  const offers = [credit('a', 500), credit('b', 900), credit('c', 300, stackable), credit('d', 700)];

  it('is the best single offer and all that stack, by rank', () => {
    const { applied, choice, verdict } = chosenOf(offers);
    expect(choice).toMatchObject({
      isAdditive: true,
      worthMinor: 1_200,
      bestWorthMinor: 1_200,
      isProven: true,
    });
    expect(applied).toEqual(['b', 'c']);
    expect(verdict('d')).toEqual({ kind: 'beaten', byOfferId: 'b', byMinor: 200 });
    expect(verdict('a')).toEqual({ kind: 'beaten', byOfferId: 'b', byMinor: 400 });
  });

  it('goes to the higher priority among equals, then to the lower id', () => {
    expect(chosenOf([credit('a', 5), credit('b', 5, { priority: 1 }), credit('c', 5)]).applied).toEqual([
      'b',
    ]);
    expect(chosenOf([credit('b', 5), credit('c', 5), credit('a', 5)]).applied).toEqual(['a']);
  });

  it('takes what adds up to more than an offer that stands alone', () => {
    const { applied, verdict, rivals } = chosenOf([
      ...offers,
      credit('e', 1_100, { stacking: { mode: 'alone' } }),
    ]);
    expect(applied).toEqual(['b', 'c']);
    expect(verdict('e')).toEqual({ kind: 'excluded', byOfferId: 'b', rule: 'alone', byMinor: 100 });
    expect(rivals('e')).toEqual(['b', 'c']);
  });

  it('says of which rule an offer is the victim', () => {
    const { applied, verdict } = chosenOf([
      credit('a', 900, { stacking: { mode: 'stackable', exclusiveGroup: 'x' } }),
      credit('b', 400, { stacking: { mode: 'stackable', exclusiveGroup: 'x' } }),
      credit('c', 300, { stacking: { mode: 'stackable', notWith: ['a'] } }),
    ]);
    expect(applied).toEqual(['a']);
    expect(verdict('b')).toEqual({ kind: 'excluded', byOfferId: 'a', rule: 'exclusiveGroup', byMinor: 500 });
    expect(verdict('c')).toEqual({ kind: 'excluded', byOfferId: 'a', rule: 'notWith', byMinor: 600 });
  });

  it('prefers the second single offer where another that stacks does not stand beside the first', () => {
    const named = credit('s', 500, { stacking: { mode: 'stackable', notWith: ['a'] } });
    expect(chosenOf([credit('a', 1_000), credit('b', 900), named]).applied).toEqual(['b', 's']);
  });

  it('holds to the number of offers, the last of the applied keeping the others out', () => {
    const three = [credit('a', 500, stackable), credit('b', 400, stackable), credit('c', 300, stackable)];
    const { applied, verdict } = chosenOf(three, { offersPerSaleMax: 2 });
    expect(applied).toEqual(['a', 'b']);
    expect(verdict('c')).toEqual({
      kind: 'excluded',
      byOfferId: 'b',
      rule: 'offersPerSaleMax',
      byMinor: 100,
    });
  });

  it('honours a wish, and knows what it costs', () => {
    const { applied, choice, verdict } = chosenOf(offers, {
      wish: { with: ['a', 'd', 'unknown'], without: ['c'] },
    });
    expect(applied).toEqual(['a']);
    expect(choice).toMatchObject({ worthMinor: 500, bestWorthMinor: 1_200, isProven: true });
    expect(verdict('c')).toEqual({ kind: 'declined' });
    expect(verdict('b')).toEqual({ kind: 'beaten', byOfferId: 'a', byMinor: -400 });
  });

  it('leaves an offer out that gives nothing', () => {
    const nothing = {
      offerId: 'n',
      effects: [{ kind: 'discountPercent', basisPoints: 1, on: { groupIds: ['no'] } }],
    };
    const { applied, verdict } = chosenOf([credit('a', 5, stackable), nothing]);
    expect(applied).toEqual(['a']);
    expect(verdict('n')).toEqual({ kind: 'addsNothing' });
  });

  it('is nothing without offers', () => {
    expect(chosenOf([]).choice).toMatchObject({ applied: [], worthMinor: 0, isProven: true, gapMinor: 0 });
  });
});

describe('discounts that share a line', () => {
  const percent = (offerId: string, basisPoints: number, groupId: string): OfferSketch => ({
    offerId,
    effects: [{ kind: 'discountPercent', basisPoints, on: { groupIds: [groupId] } }],
    stacking: { mode: 'perLine' },
  });

  it('stand beside each other where their lines differ, and keep each other out where they meet', () => {
    const { applied, verdict } = chosenOf([
      percent('a', 1_000, 'tea'),
      percent('b', 500, 'tea'),
      percent('c', 100, 'nuts'),
    ]);
    expect(applied).toEqual(['a', 'c']);
    expect(verdict('b')).toEqual({ kind: 'beaten', byOfferId: 'a', byMinor: 5_000 });
  });

  it('together beat a single offer worth more than each', () => {
    const { applied, verdict } = chosenOf([
      credit('s', 12_000),
      percent('a', 1_000, 'tea'),
      percent('c', 1_000, 'nuts'),
    ]);
    expect(applied).toEqual(['a', 'c']);
    expect(verdict('s')).toEqual({ kind: 'beaten', byOfferId: 'a', byMinor: 3_000 });
  });
});
