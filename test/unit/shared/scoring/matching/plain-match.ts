/** Matching by looking at every offer in turn, with the plain reading of the conditions. */

import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { Matches } from '#shared/scoring/matching/match-offers.ts';
import { holds } from '#test/support/scoring-reference/reference-conditions.ts';
import {
  isReachable,
  matches,
  triggerFits,
  usedUpScope,
} from '#test/support/scoring-reference/reference-match.ts';
import { meansTo } from '#test/support/scoring-reference/reference-near-miss.ts';
import {
  grossOf,
  saleOf,
  selectedGross,
  selectedLines,
  selectedQuantity,
} from '#test/support/scoring-reference/reference-sale.ts';
import type { ReferenceSale } from '#test/support/scoring-reference/reference-sale.ts';

/** Texts in code-unit order, so that two lists can be compared. */
export type MatchTexts = {
  readonly matched: readonly string[];
  readonly usedUp: readonly string[];
  readonly nearby: readonly string[];
};

export function textsOf({ matched, usedUp, nearby }: Matches): MatchTexts {
  return {
    matched: matched.map(({ offer }) => offer.offerId).toSorted(),
    usedUp: usedUp.map(({ compiled, scope }) => `${compiled.offer.offerId} ${scope}`).toSorted(),
    nearby: nearby
      .map(({ compiled, missing }) => `${compiled.offer.offerId} ${JSON.stringify(missing)}`)
      .toSorted(),
  };
}

export function plainMatch(ruleSet: RuleSet, input: ScoreInput): MatchTexts {
  const sale = saleOf(ruleSet, input);
  const matching = ruleSet.offers.filter((offer) => matches(sale, offer));
  const scopes = new Map(matching.map((offer) => [offer, usedUpScope(sale, offer)]));
  return {
    matched: matching
      .filter((offer) => scopes.get(offer) === null)
      .map(({ offerId }) => offerId)
      .toSorted(),
    usedUp: matching
      .filter((offer) => scopes.get(offer) !== null)
      .map((offer) => `${offer.offerId} ${scopes.get(offer)}`)
      .toSorted(),
    nearby: ruleSet.offers.flatMap((offer) => nearbyText(sale, offer)).toSorted(),
  };
}

function nearbyText(sale: ReferenceSale, offer: Offer): readonly string[] {
  if (sale.lines.length === 0 || !triggerFits(sale, offer) || !isReachable(sale, offer)) return [];
  const unmet = offer.conditions.filter((one) => !holds(sale, one));
  const [lacking] = unmet;
  if (lacking === undefined || unmet.length > 1 || usedUpScope(sale, offer) !== null) return [];
  const text = (missing: object): readonly string[] => [`${offer.offerId} ${JSON.stringify(missing)}`];
  // Half the basket, which is what a rule set means that says nothing.
  const reach = Math.floor(sale.lines.reduce((sum, line) => sum + grossOf(line), 0) / 2);
  if (lacking.kind === 'paymentMeans') {
    const anyOf = meansTo(sale, offer, lacking.anyOf);
    return anyOf.length === 0 ? [] : text({ kind: 'paymentMeans', anyOf });
  }
  if (lacking.kind !== 'amount' && lacking.kind !== 'quantity') return [];
  const of = lacking.of ?? null;
  if (lacking.kind === 'amount') {
    const least = lacking.bound === 'above' ? lacking.amountMinor + 1 : lacking.amountMinor;
    const missingMinor = least - selectedGross(sale, lacking.of);
    const isThere = selectedLines(sale, lacking.of).length > 0;
    return isThere && missingMinor <= reach ? text({ kind: 'amount', of, missingMinor }) : [];
  }
  const prices = selectedLines(sale, lacking.of).map(({ unitPriceMinor }) => unitPriceMinor);
  if (prices.length === 0) return [];
  const missingPieces = lacking.atLeast - selectedQuantity(sale, lacking.of);
  const missingMinor = missingPieces * Math.min(...prices);
  return missingMinor <= reach ? text({ kind: 'quantity', of, missingPieces, missingMinor }) : [];
}
