/** The scoring engine: the same answer for the same input, on every machine and in every order of lines and offers. */

import { minor } from '../domain/money.ts';
import { points } from '../domain/points.ts';
import { addInt } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import { explainOffers } from './answer/explain-offers.ts';
import { engineVersion } from './answer/score-result.ts';
import type { OfferAnswer, ScoredLine, ScoreResult } from './answer/score-result.ts';
import { chooseBest } from './choosing/choose-best.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';
import { saleFacts } from './facts/sale-facts.ts';
import type { ScoreInput } from './facts/score-input.ts';
import { createMatcher } from './matching/match-offers.ts';
import { salePricing } from './pricing/sale-pricing.ts';
import { scoredLines } from './pricing/scored-lines.ts';

export type Scorer = {
  /** Throws when the basket costs more than `basketGrossMinorMax`. */
  readonly score: (input: ScoreInput) => ScoreResult;
};

/**
 * Keeps what it found out about a member while member, moment and earlier uses of limited offers stay the same objects,
 * so that a scanned line costs only what the basket changes. What it keeps never changes an answer.
 */
export function createScorer(compiled: CompiledRuleSet): Scorer {
  const matcher = createMatcher(compiled);
  return {
    score: (input) => {
      const facts = saleFacts(input, compiled);
      const matches = matcher.match(facts);
      const pricing = salePricing(compiled.pricing, facts);
      const prices = pricing.alone(matches.matched);
      const { offersPerSaleMax } = compiled.pricing.settings;
      const choice = chooseBest(prices, pricing, { offersPerSaleMax, wish: input.wish });
      const answers = explainOffers({ facts, compiled, matches, pricing, prices, choice });
      const { lineDiscountMinor } = choice.combination;
      const lines = scoredLines(facts, lineDiscountMinor, compiled.pricing);
      return {
        engineVersion,
        ruleSetHash: compiled.ruleSetHash,
        currency: compiled.currency,
        ...totals(lines, compiled),
        ...granted(answers.applied),
        bestWorthMinor: minor(choice.bestWorthMinor),
        isProven: choice.isProven,
        gapMinor: minor(choice.gapMinor),
        lines,
        offers: answers.offers,
        nearMisses: answers.nearMisses,
      };
    },
  };
}

function totals(lines: readonly ScoredLine[], { pricing }: CompiledRuleSet) {
  const grossMinor = addInt(...lines.map((line) => line.grossMinor));
  const discountMinor = addInt(...lines.map((line) => line.discountMinor));
  const taxMinor = addInt(...lines.map((line) => line.taxMinor));
  const onTopMinor = pricing.settings.tax === 'excluded' ? taxMinor : 0;
  const payableMinor = addInt(grossMinor, -discountMinor, onTopMinor);
  invariant(payableMinor >= 0, 'nobody is paid for buying');
  return {
    grossMinor: minor(grossMinor),
    discountMinor: minor(discountMinor),
    taxMinor: minor(taxMinor),
    payableMinor: minor(payableMinor),
  };
}

function granted(applied: readonly OfferAnswer[]) {
  return {
    walletCreditMinor: minor(addInt(...applied.map((answer) => answer.walletCreditMinor))),
    pointsEarned: points(addInt(...applied.map((answer) => answer.pointsEarned))),
    worthMinor: minor(addInt(...applied.map((answer) => answer.worthMinor))),
  };
}
