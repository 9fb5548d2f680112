/** The scoring engine: a pure function of the basket, the member's facts, the day and the compiled rule set. */

import { minor } from '../domain/money.ts';
import { points } from '../domain/points.ts';
import { addInt } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import { chooseBest } from './choose-best.ts';
import type { Choice } from './choose-best.ts';
import type { CompiledRuleSet } from './compile-ruleset.ts';
import { explainChoice } from './explain.ts';
import { matchOffers } from './match.ts';
import { nearMisses } from './near-miss.ts';
import { saleFacts } from './sale-facts.ts';
import type { SaleFacts } from './sale-facts.ts';
import { engineVersion } from './score-result.ts';
import type { ScoreInput, ScoreResult, ScoredLine } from './score-result.ts';

/**
 * The same answer on every machine and in every order of lines and offers; `lines` of the answer keep the basket's
 * order. Throws when the basket costs more than `basketGrossMinorMax`.
 */
export function scoreBasket(compiled: CompiledRuleSet, input: ScoreInput): ScoreResult {
  const facts = saleFacts(input);
  const { matched, missedByAmount } = matchOffers(compiled.offers, facts);
  const choice = chooseBest(matched, facts);
  const granted = choice.applied.map(({ benefit }) => benefit);
  const discountMinor = addInt(...granted.map((benefit) => benefit.discountMinor));
  const lines = scoredLines(choice, facts);
  invariant(
    discountMinor === addInt(...lines.map((line) => line.discountMinor)),
    'the discounts of the offers and of the lines are the same sum',
  );
  return {
    engineVersion,
    ruleSetHash: compiled.ruleSetHash,
    currency: compiled.currency,
    grossMinor: minor(facts.grossMinor),
    discountMinor: minor(discountMinor),
    payableMinor: minor(facts.grossMinor - discountMinor),
    walletCreditMinor: minor(addInt(...granted.map((benefit) => benefit.walletCreditMinor))),
    pointsEarned: points(addInt(...granted.map((benefit) => benefit.pointsEarned))),
    lines,
    offers: explainChoice(choice, facts),
    nearMisses: nearMisses(missedByAmount, facts),
  };
}

function scoredLines(choice: Choice, facts: SaleFacts): readonly ScoredLine[] {
  return facts.lines.map(({ index, lineId, grossMinor }) => {
    const netMinor = choice.room.lineLeftMinor?.[index] ?? grossMinor;
    invariant(netMinor >= 0 && netMinor <= grossMinor, 'no line gets more discount than it costs');
    return {
      lineId,
      grossMinor: minor(grossMinor),
      discountMinor: minor(grossMinor - netMinor),
      netMinor: minor(netMinor),
    };
  });
}
