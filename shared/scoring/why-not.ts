/** The answer for one offer, whether it matches or not: the first condition that does not hold, or its verdict. */

import { scoreSale } from './score-sale.ts';
import type { WhyNot } from './answer/score-result.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';
import { saleFacts } from './facts/sale-facts.ts';
import type { ScoreInput } from './facts/score-input.ts';
import type { OfferId } from './language/offer.ts';
import { fitsTrigger } from './matching/fits-trigger.ts';
import { whyFailing } from './matching/why-failing.ts';

/** `undefined` for an offer that the rule set does not have. */
export function whyNot(compiled: CompiledRuleSet, input: ScoreInput, offerId: OfferId): WhyNot | undefined {
  const offer = compiled.byId.get(offerId);
  if (offer === undefined) return undefined;
  const facts = saleFacts(input, compiled);
  if (!fitsTrigger(offer, facts)) return { kind: 'otherTrigger' };
  if (facts.activity === null && facts.lines.length === 0) return { kind: 'emptyBasket' };
  const failing = whyFailing(offer, facts);
  if (failing !== undefined) return { kind: 'failing', failing };
  const answer = scoreSale(compiled, input).offers.find((candidate) => candidate.offerId === offerId);
  return answer && { kind: 'matched', answer };
}
