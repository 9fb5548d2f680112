import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleSet } from '#shared/scoring/rule-set.ts';
import type { OfferAnswer, ScoreInput, ScoreResult } from '#shared/scoring/score-result.ts';
import { anyLines, anyMember, anyOffers, anyValuation } from '#test/support/scoring-arbitraries.ts';
import { inputOf, linesOf, ruleSetOf, scoreOf } from '#test/support/scoring.ts';

const sale = fc
  .record({ offers: anyOffers, valuation: anyValuation, lines: anyLines, member: anyMember })
  .map(({ offers, valuation, lines, member }) => ({
    ruleSet: ruleSetOf(offers, valuation),
    input: inputOf(linesOf(lines), member),
  }));

/** Checks `holds` for many random sales; fast-check prints the seed of a failure. */
function forEverySale(holds: (ruleSet: RuleSet, input: ScoreInput, result: ScoreResult) => void): void {
  fc.assert(
    fc.property(sale, ({ ruleSet, input }) => holds(ruleSet, input, scoreOf(ruleSet, input))),
    { numRuns: 500 },
  );
}

const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
const isApplied = (answer: OfferAnswer) => answer.verdict.kind === 'applied';
/** Everything but the lines, whose order follows the basket. */
const withoutLines = ({ lines: _lines, ...rest }: ScoreResult) => rest;

describe('for every sale', () => {
  test('the order of the lines does not matter', () => {
    forEverySale((ruleSet, input, result) => {
      const turned = scoreOf(ruleSet, { ...input, lines: input.lines.toReversed() });
      expect(withoutLines(turned)).toEqual(withoutLines(result));
      expect(turned.lines.toReversed()).toEqual(result.lines);
    });
  });

  test('the order of the offers does not matter', () => {
    forEverySale((ruleSet, input, result) => {
      expect(scoreOf({ ...ruleSet, offers: ruleSet.offers.toReversed() }, input)).toEqual(result);
    });
  });

  test('scoring twice gives the same answer', () => {
    forEverySale((ruleSet, input, result) => {
      expect(scoreOf(ruleSet, input)).toEqual(result);
    });
  });

  test('nothing is negative and no line gets more discount than it costs', () => {
    forEverySale((_ruleSet, _input, result) => {
      const amounts = result.lines.flatMap((line) => [line.grossMinor, line.discountMinor, line.netMinor]);
      const benefits = result.offers.flatMap((offer) => [
        offer.worthMinor,
        offer.discountMinor,
        offer.walletCreditMinor,
        offer.pointsEarned,
      ]);
      const margins = result.offers.map(({ verdict }) => (verdict.kind === 'beaten' ? verdict.byMinor : 0));
      const all = [
        result.payableMinor,
        result.walletCreditMinor,
        result.pointsEarned,
        ...amounts,
        ...benefits,
        ...margins,
      ];
      expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      expect(all.every(Number.isSafeInteger)).toBe(true);
    });
  });

  test('the explanation and the lines sum to the totals', () => {
    forEverySale((_ruleSet, input, result) => {
      const applied = result.offers.filter(isApplied);
      expect(sum(applied.map((offer) => offer.discountMinor))).toBe(result.discountMinor);
      expect(sum(applied.map((offer) => offer.walletCreditMinor))).toBe(result.walletCreditMinor);
      expect(sum(applied.map((offer) => offer.pointsEarned))).toBe(result.pointsEarned);
      expect(sum(result.lines.map((line) => line.discountMinor))).toBe(result.discountMinor);
      expect(sum(result.lines.map((line) => line.netMinor))).toBe(result.payableMinor);
      expect(sum(input.lines.map((line) => line.unitPriceMinor * line.quantity))).toBe(result.grossMinor);
      expect(result.payableMinor + result.discountMinor).toBe(result.grossMinor);
    });
  });

  test('at most one single offer applies, every stackable one does, and each beaten one names the winner', () => {
    forEverySale((_ruleSet, _input, result) => {
      const singles = result.offers.filter(({ stacking }) => stacking === 'single');
      const winners = singles.filter(isApplied);
      expect(winners).toHaveLength(Math.min(1, singles.length));
      expect(result.offers.filter(({ stacking }) => stacking === 'stackable').every(isApplied)).toBe(true);
      const expected = singles.slice(winners.length).map(({ worthMinor }) => ({
        kind: 'beaten',
        byOfferId: winners[0]?.offerId,
        byMinor: (winners[0]?.worthMinor ?? 0) - worthMinor,
      }));
      expect(result.offers.filter((answer) => !isApplied(answer)).map(({ verdict }) => verdict)).toEqual(
        expected,
      );
    });
  });

  test('the customer gets no less than any one of the offers alone would give', () => {
    forEverySale((ruleSet, input, result) => {
      const worth = sum(result.offers.filter(isApplied).map((offer) => offer.worthMinor));
      const alone = ruleSet.offers.map(
        (offer) => scoreOf({ ...ruleSet, offers: [offer] }, input).offers[0]?.worthMinor ?? 0,
      );
      expect(worth).toBeGreaterThanOrEqual(Math.max(0, ...alone));
    });
  });

  test('the single offer is the one that trying each of them finds', () => {
    forEverySale((ruleSet, input, result) => {
      const stackable = ruleSet.offers.filter(({ stacking }) => stacking === 'stackable');
      const tried = ruleSet.offers
        .filter(({ stacking }) => stacking === 'single')
        .map((single) => ({ single, score: scoreOf({ ...ruleSet, offers: [...stackable, single] }, input) }))
        .filter(({ single, score }) => score.offers.some(({ offerId }) => offerId === single.offerId))
        .map(({ single, score }) => ({
          offerId: single.offerId,
          worth: sum(score.offers.map((offer) => offer.worthMinor)),
        }));
      const best = Math.max(...tried.map(({ worth }) => worth));
      const chosen = tried.filter(({ worth }) => worth === best).map(({ offerId }) => offerId);
      const applied = result.offers.find((answer) => answer.stacking === 'single' && isApplied(answer));
      expect(applied?.offerId).toBe(chosen.toSorted()[0]);
    });
  });

  test('offers that cannot match change nothing', () => {
    forEverySale((ruleSet, input, result) => {
      const impossible = ruleSetOf([
        {
          offerId: 'x-tier',
          conditions: [{ kind: 'tier', anyOf: ['platinum'] }],
          effect: { kind: 'bonusPoints', points: 9 },
        },
        {
          offerId: 'x-group',
          conditions: [
            { kind: 'productGroup', anyOf: ['fish'] },
            { kind: 'basketAmount', bound: 'above', amountMinor: 9_999_999 },
          ],
          effect: { kind: 'discountPercent', basisPoints: 9_000, on: 'basket' },
          stacking: 'stackable',
        },
        {
          offerId: 'x-dates',
          conditions: [{ kind: 'dates', from: '2026-11-22', until: '2026-11-30' }],
          effect: { kind: 'walletCreditPercent', basisPoints: 9_000, on: 'basket' },
        },
      ]);
      expect(scoreOf({ ...ruleSet, offers: [...impossible.offers, ...ruleSet.offers] }, input)).toEqual(
        result,
      );
    });
  });

  test('every near miss matches once the missing amount is added, and not one unit before', () => {
    forEverySale((ruleSet, input, result) => {
      const matchedWith = (addedMinor: number) => {
        const added = linesOf([[0], [0], [0], [0], [0], [0], [0], [0], [addedMinor]]).slice(8);
        return scoreOf(ruleSet, { ...input, lines: [...input.lines, ...added] }).offers.map(
          ({ offerId }) => offerId,
        );
      };
      for (const { offerId, missingMinor } of result.nearMisses) {
        expect(matchedWith(missingMinor)).toContain(offerId);
        expect(matchedWith(missingMinor - 1)).not.toContain(offerId);
      }
    });
  });

  test('an anonymous sale earns neither credit nor points', () => {
    forEverySale((ruleSet, input) => {
      const anonymous = scoreOf(ruleSet, { ...input, member: null });
      expect([anonymous.walletCreditMinor, anonymous.pointsEarned]).toEqual([0, 0]);
    });
  });
});
