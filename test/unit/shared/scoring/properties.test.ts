import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Missing, OfferAnswer, ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { createScorer } from '#shared/scoring/create-scorer.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { holds } from '#test/support/scoring-reference/reference-conditions.ts';
import { stepTo } from '#test/support/scoring-reference/reference-near-miss.ts';
import { floorOf } from '#test/support/scoring-reference/reference-discounts.ts';
import { conflictOf, isAllowed } from '#test/support/scoring-reference/reference-conflicts.ts';
import { earlierUse, saleOf } from '#test/support/scoring-reference/reference-sale.ts';
import { anyCase, anyRuleSet } from '#test/support/scoring-arbitraries.ts';
import { appliedIds, ruleSetOf } from '#test/support/scoring.ts';

const numRuns = Number(process.env['SCORING_CASES'] ?? 150);
const timeoutMs = 60_000 + numRuns * 30;

const score = (ruleSet: RuleSet, input: ScoreInput): ScoreResult =>
  scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input);

type Check = (ruleSet: RuleSet, input: ScoreInput, result: ScoreResult) => void;

/** Runs `check` for many random sales; fast-check prints the seed of a failure. */
function forEverySale(check: Check): void {
  const property = fc.property(anyCase(9), ({ ruleSet, input }) =>
    check(ruleSet, input, score(ruleSet, input)),
  );
  fc.assert(property, { numRuns });
}

const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
const appliedOf = ({ offers }: ScoreResult): readonly OfferAnswer[] =>
  offers.filter(({ verdict }) => verdict.kind === 'applied');
const linesTurned = (input: ScoreInput): ScoreInput =>
  input.trigger.kind === 'sale'
    ? { ...input, trigger: { ...input.trigger, lines: input.trigger.lines.toReversed() } }
    : input;

type Lacking = { readonly offer: Offer; readonly missing: Missing };

/** The sale with what the offer lacks. */
function enlarged(ruleSet: RuleSet, input: ScoreInput, { offer, missing }: Lacking): ScoreInput {
  const sale = saleOf(ruleSet, input);
  const lacking = offer.conditions.find((condition) => !holds(sale, condition));
  const { trigger } = input;
  if (lacking === undefined || trigger.kind !== 'sale')
    throw new Error('a near miss lacks one thing of a sale');
  if (lacking.kind === 'paymentMeans') {
    const { anyOf = [] } = missing.kind === 'paymentMeans' ? missing : {};
    const paymentMeans = lacking.anyOf.find((means) => anyOf.includes(means)) ?? null;
    return { ...input, trigger: { ...trigger, paymentMeans } };
  }
  const step = stepTo(sale, lacking, offer);
  expect(step?.missing).toEqual(missing);
  return { ...input, trigger: { ...trigger, lines: step?.enlarged.lines ?? [] } };
}

describe('the answer does not depend on', { timeout: timeoutMs }, () => {
  test('the order of the lines', () => {
    forEverySale((ruleSet, input, { lines, ...rest }) => {
      const { lines: turnedLines, ...turnedRest } = score(ruleSet, linesTurned(input));
      expect(turnedRest).toEqual(rest);
      expect(turnedLines.toReversed()).toEqual(lines);
    });
  });

  test('the order of the offers', () => {
    forEverySale((ruleSet, input, result) => {
      expect(score({ ...ruleSet, offers: ruleSet.offers.toReversed() }, input)).toEqual(result);
    });
  });

  test('how often it is asked', () => {
    forEverySale((ruleSet, input, result) => {
      expect(score(ruleSet, input)).toEqual(result);
    });
  });

  test('what the same scorer was asked before', () => {
    const sales = fc.tuple(anyRuleSet(9), fc.array(anyCase(1), { minLength: 2, maxLength: 6 }));
    const property = fc.property(sales, ([ruleSet, others]) => {
      const scorer = createScorer(compileRuleSet(ruleSet, 'hash of the test'));
      const inputs = others.flatMap(({ input }) => [
        input,
        linesTurned(input),
        { ...input, wish: { with: ['a'], without: ['b'] } },
      ]);
      for (const input of inputs) expect(scorer.score(input)).toEqual(score(ruleSet, input));
    });
    fc.assert(property, { numRuns });
  });

  test('offers that do not match', () => {
    const impossible = ruleSetOf({
      offers: [
        {
          offerId: 'x-tier',
          conditions: [{ kind: 'tier', anyOf: ['platinum'] }],
          effects: [{ kind: 'bonusPoints', points: 9 }],
        },
        {
          offerId: 'x-group',
          conditions: [{ kind: 'contains', of: { groupIds: ['fish'] } }],
          effects: [{ kind: 'discountPercent', basisPoints: 9_000 }],
          stacking: { mode: 'alone' },
        },
        {
          offerId: 'x-dates',
          conditions: [{ kind: 'dates', from: '2001-01-01', until: '2001-12-31' }],
          effects: [{ kind: 'walletCreditPercent', basisPoints: 9_000 }],
        },
      ],
    });
    forEverySale((ruleSet, input, result) => {
      expect(score({ ...ruleSet, offers: [...impossible.offers, ...ruleSet.offers] }, input)).toEqual(result);
    });
  });
});

describe('for every sale', { timeout: timeoutMs }, () => {
  test('the best is proven, and no less than any matched offer gives by itself', () => {
    forEverySale((ruleSet, input, result) => {
      expect([result.isProven, result.gapMinor]).toEqual([true, 0]);
      const free = { ...input, wish: { with: [], without: [] } };
      const alone = result.offers
        .filter(({ verdict }) => verdict.kind !== 'usedUp')
        .map(({ offerId }) => ruleSet.offers.filter((offer) => offer.offerId === offerId))
        .map((offers) => score({ ...ruleSet, offers }, free).worthMinor);
      expect(result.bestWorthMinor).toBeGreaterThanOrEqual(Math.max(0, ...alone));
      expect(result.worthMinor).toBeLessThanOrEqual(result.bestWorthMinor);
      expect(score(ruleSet, free).worthMinor).toBe(result.bestWorthMinor);
    });
  });

  test('what applies may stand together, and what was declined does not apply', () => {
    forEverySale((ruleSet, input, result) => {
      const ids = appliedIds(result);
      const applied = ruleSet.offers.filter(({ offerId }) => ids.includes(offerId));
      expect(isAllowed(saleOf(ruleSet, input), applied)).toBe(true);
      expect(ids.filter((offerId) => input.wish.without.includes(offerId))).toEqual([]);
    });
  });

  test('an offer is beaten or kept out only by an applied one that it cannot stand beside', () => {
    forEverySale((ruleSet, input, result) => {
      const offerOf = (id: string) => ruleSet.offers.find(({ offerId }) => offerId === id);
      for (const { offerId, verdict } of result.offers) {
        if (verdict.kind !== 'beaten' && verdict.kind !== 'excluded') continue;
        const [loser, winner] = [offerOf(offerId), offerOf(verdict.byOfferId)];
        expect(appliedIds(result)).toContain(verdict.byOfferId);
        // Only a wish can keep the better one out.
        const isWished = input.wish.with.length > 0 || input.wish.without.length > 0;
        expect(isWished || verdict.byMinor >= 0).toBe(true);
        if (verdict.kind === 'excluded' && verdict.rule === 'offersPerSaleMax') continue;
        expect(loser && winner && conflictOf(saleOf(ruleSet, input), loser, winner)).toBe(
          verdict.kind === 'excluded' ? verdict.rule : 'default',
        );
      }
    });
  });

  test('the explanation sums to the total', () => {
    forEverySale((_ruleSet, _input, result) => {
      const applied = appliedOf(result);
      const totalOf = (field: 'worthMinor' | 'discountMinor' | 'walletCreditMinor' | 'pointsEarned') =>
        sum(applied.map((answer) => answer[field]));
      expect(totalOf('worthMinor')).toBe(result.worthMinor);
      expect(totalOf('discountMinor')).toBe(result.discountMinor);
      expect(totalOf('walletCreditMinor')).toBe(result.walletCreditMinor);
      expect(totalOf('pointsEarned')).toBe(result.pointsEarned);
      for (const { timed, walletCreditMinor, pointsEarned } of result.offers) {
        const amountOf = (unit: string) =>
          sum(timed.filter((grant) => grant.unit === unit).map(({ amount }) => amount));
        expect([amountOf('walletCredit'), amountOf('points')]).toEqual([walletCreditMinor, pointsEarned]);
      }
    });
  });

  test('taking back each part of the answer leaves nothing', () => {
    forEverySale(({ settings }, _input, result) => {
      const taxOnTop = settings?.tax === 'excluded' ? 1 : 0;
      const { lines } = result;
      expect(lines.map((line) => line.grossMinor - line.discountMinor)).toEqual(
        lines.map(({ netMinor }) => netMinor),
      );
      const left = {
        payable:
          result.payableMinor - sum(lines.map(({ netMinor, taxMinor }) => netMinor + taxOnTop * taxMinor)),
        discount: result.discountMinor - sum(lines.map(({ discountMinor }) => discountMinor)),
        tax: result.taxMinor - sum(lines.map(({ taxMinor }) => taxMinor)),
        gross: result.grossMinor - sum(lines.map(({ grossMinor }) => grossMinor)),
        credit: result.walletCreditMinor - sum(appliedOf(result).map((answer) => answer.walletCreditMinor)),
        points: result.pointsEarned - sum(appliedOf(result).map((answer) => answer.pointsEarned)),
      };
      expect(left).toEqual({ payable: 0, discount: 0, tax: 0, gross: 0, credit: 0, points: 0 });
    });
  });

  test('nothing is negative or lost in digits', () => {
    forEverySale((_ruleSet, _input, result) => {
      const numbers: number[] = [];
      JSON.stringify(result, (key, value: unknown) => {
        // What a wish keeps the customer from gaining is below zero on purpose.
        if (typeof value === 'number') numbers.push(key === 'byMinor' ? Math.abs(value) : value);
        return value;
      });
      expect(numbers.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
    });
  });

  test('discounts and credit are full steps, without dust', () => {
    forEverySale(({ settings }, _input, result) => {
      const step = settings?.grantStepMinor ?? 1;
      for (const { discountMinor, walletCreditMinor } of result.offers) {
        expect([discountMinor % step, walletCreditMinor % step]).toEqual([0, 0]);
      }
      expect(result.discountMinor % step).toBe(0);
    });
  });

  test('no floor, cap or budget is broken', () => {
    forEverySale((ruleSet, input, result) => {
      const sale = saleOf(ruleSet, input);
      const { discountCapMinor, discountCapBasisPoints = 10_000 } = ruleSet.settings ?? {};
      for (const [place, line] of sale.lines.entries()) {
        const { grossMinor = 0, discountMinor = 0, netMinor = 0 } = result.lines[place] ?? {};
        const lowest = Math.min(grossMinor, floorOf(sale, line));
        expect(discountMinor === 0 || netMinor >= lowest).toBe(true);
      }
      expect(result.discountMinor).toBeLessThanOrEqual(discountCapMinor ?? result.grossMinor);
      expect(result.discountMinor * 10_000).toBeLessThanOrEqual(result.grossMinor * discountCapBasisPoints);
      for (const answer of result.offers) {
        const offer = ruleSet.offers.find(({ offerId }) => offerId === answer.offerId);
        if (offer === undefined || answer.verdict.kind === 'usedUp') continue;
        expect(answer.discountMinor).toBeLessThanOrEqual(offer.discountCapMinor ?? answer.discountMinor);
        for (const limit of offer.limits ?? []) {
          const left = (limit.costMinor ?? Infinity) - earlierUse(sale, offer, limit).costMinor;
          expect(answer.costMinor).toBeLessThanOrEqual(left);
        }
      }
    });
  });

  test('an anonymous sale earns nothing that needs an account', () => {
    forEverySale((ruleSet, input) => {
      const { walletCreditMinor, pointsEarned, offers } = score(ruleSet, { ...input, member: null });
      expect([walletCreditMinor, pointsEarned]).toEqual([0, 0]);
      const kinds = new Set(offers.flatMap(({ items }) => items.map(({ kind }) => kind)));
      for (const kind of ['coupon', 'raffleTicket', 'stamp', 'stampReward', 'tierProgress'] as const) {
        expect(kinds.has(kind)).toBe(false);
      }
    });
  });

  test('a near miss gains, and matches once what is missing is there', () => {
    forEverySale((ruleSet, input, { nearMisses }) => {
      for (const { offerId, missing, gainMinor } of nearMisses) {
        expect(gainMinor).toBeGreaterThan(0);
        const [offer] = ruleSet.offers.filter((one) => one.offerId === offerId);
        // What more goods break again, an exclusion, is left aside.
        const isOfGoods = missing.kind !== 'paymentMeans';
        if (
          offer === undefined ||
          (isOfGoods && offer.conditions.some(({ kind }) => kind === 'none' || kind === 'any'))
        )
          continue;
        expect(score(ruleSet, enlarged(ruleSet, input, { offer, missing })).offers).toContainEqual(
          expect.objectContaining({ offerId }),
        );
      }
    });
  });
});
