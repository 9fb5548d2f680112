/** What every matched offer has to say for itself, and which ones are near. */

import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { sortedFalling } from '#shared/kernel/sorted-falling.ts';
import type { Choice } from '../choosing/choose-best.ts';
import { conflictingApplied, verdictOf } from '../choosing/verdict-of.ts';
import type { CompiledRuleSet } from '../compiled-rule-set.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import { endsAtOf } from '../matching/ends-at-of.ts';
import type { Matches } from '../matching/match-offers.ts';
import { nearMisses } from '../matching/near-misses.ts';
import { reasonsOf } from '../matching/reasons-of.ts';
import { loneWorths } from '../pricing/sale-pricing.ts';
import type { AlonePrice, SalePricing } from '../pricing/price.ts';
import { answerOf } from './answer-of.ts';
import type { Benefit } from './benefit.ts';
import type { NearMiss, OfferAnswer, Verdict } from './score-result.ts';

export type ScoredSale = {
  readonly facts: SaleFacts;
  readonly compiled: CompiledRuleSet;
  readonly matches: Matches;
  readonly pricing: SalePricing;
  /** Of the matched offers that have something left to give. */
  readonly prices: readonly AlonePrice[];
  readonly choice: Choice;
};

export type Answers = {
  readonly applied: readonly OfferAnswer[];
  /** Applied first, then by worth, then by id. */
  readonly offers: readonly OfferAnswer[];
  readonly nearMisses: readonly NearMiss[];
};

export function explainOffers(sale: ScoredSale): Answers {
  const { choice, prices, facts } = sale;
  const benefits = benefitsOf(choice);
  const answer = (compiled: CompiledOffer, verdict: Verdict, benefit: Benefit): OfferAnswer =>
    answerOf(compiled, {
      verdict,
      benefit,
      reasons: reasonsOf(compiled, facts),
      endsAt: endsAtOf(compiled, facts),
    });
  const applied: OfferAnswer[] = [];
  const others: OfferAnswer[] = [];
  for (const price of prices) {
    const benefit = benefits.get(price.compiled);
    if (benefit !== undefined) applied.push(answer(price.compiled, { kind: 'applied' }, benefit));
    else others.push(answer(price.compiled, verdictOf(price, choice), price.benefit()));
  }
  others.push(...usedUpAnswers(sale, answer));
  return {
    applied,
    offers: [...byWorth(applied), ...byWorth(others)],
    nearMisses: nearbyOffers(sale, benefits),
  };
}

function byWorth(answers: readonly OfferAnswer[]): readonly OfferAnswer[] {
  return sortedFalling(
    answers,
    ({ worthMinor }) => worthMinor,
    (left, right) => compareTexts(left.offerId, right.offerId),
  );
}

/** An offer with nothing left gives what its limits leave: nothing. */
function usedUpAnswers(
  { matches, pricing }: ScoredSale,
  answer: (compiled: CompiledOffer, verdict: Verdict, benefit: Benefit) => OfferAnswer,
): readonly OfferAnswer[] {
  if (matches.usedUp.length === 0) return [];
  const prices = pricing.alone(matches.usedUp.map(({ compiled }) => compiled));
  return matches.usedUp.flatMap(({ compiled, scope }, place) => {
    const benefit = prices[place]?.benefit();
    return benefit === undefined ? [] : [answer(compiled, { kind: 'usedUp', scope }, benefit)];
  });
}

function nearbyOffers(
  { facts, compiled: rules, matches, pricing, choice }: ScoredSale,
  benefits: ReadonlyMap<CompiledOffer, Benefit>,
): readonly NearMiss[] {
  const worthOf = (price: AlonePrice): number => benefits.get(price.compiled)?.worthMinor ?? 0;
  return nearMisses(
    { facts, rules, nearby: matches.nearby },
    {
      // What is missing is one more line.
      aloneWorth: loneWorths(rules.pricing, facts.lines.length + 1),
      conflictingWorth: (compiled) => {
        const discountedLines = () => pricing.alone([compiled])[0]?.discountedLines() ?? [];
        return addInt(...conflictingApplied({ compiled, discountedLines }, choice).map(worthOf));
      },
    },
  );
}

function benefitsOf({ applied, combination }: Choice): ReadonlyMap<CompiledOffer, Benefit> {
  const benefits = new Map<CompiledOffer, Benefit>();
  for (const [place, { compiled }] of applied.entries()) {
    const benefit = combination.benefits[place];
    if (benefit !== undefined) benefits.set(compiled, benefit);
  }
  return benefits;
}
