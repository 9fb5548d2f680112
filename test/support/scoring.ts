/** Short forms for scoring tests: a rule set of given offers, and a basket of given lines. */

import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { basketFileSchema } from '#shared/contracts/score-files-schema.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { RuleSet } from '#shared/scoring/rule-set.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import type { MemberFacts, ScoreInput, ScoreResult } from '#shared/scoring/score-result.ts';

export const silverMember: MemberFacts = { tierId: 'silver', earlierVisits: 10, daysToBirthday: 0 };

/** What a test says of an offer; the rest is filled in. */
export type OfferSketch = {
  readonly offerId: string;
  readonly conditions?: readonly unknown[];
  readonly effect: unknown;
  readonly stacking?: 'single' | 'stackable';
};

export type Valuation = { readonly walletCreditBasisPoints: number; readonly pointMinor: number };

/** Parsed with the real schema, so that no test scores what no till would load. */
export function ruleSetOf(
  offers: readonly OfferSketch[],
  valuation: Valuation = { walletCreditBasisPoints: 10_000, pointMinor: 100 },
): RuleSet {
  return ruleSetSchema.parse({
    schemaVersion: 1,
    ruleSetId: 'test',
    currency: 'IRR',
    calendar: 'persian',
    valuation,
    offers: offers.map((offer) => ({
      name: { fa: offer.offerId, en: offer.offerId },
      conditions: [],
      stacking: 'single',
      ...offer,
    })),
  });
}

/** Each line: price of one piece, product group (none when left out), quantity (1 when left out). */
export type LineSketch = readonly [
  unitPriceMinor: number,
  groupId?: string | null | undefined,
  quantity?: number | undefined,
];

export function linesOf(sketches: readonly LineSketch[]): readonly BasketLine[] {
  const lines = sketches.map(([unitPriceMinor, groupId = null, quantity = 1]) => ({
    unitPriceMinor,
    groupId,
    quantity,
  }));
  return basketFileSchema.parse({ lines }).lines;
}

export function inputOf(lines: readonly BasketLine[], member: MemberFacts | null = silverMember): ScoreInput {
  return { lines, member, localDate: '2026-11-21', cardLevel: null };
}

export function scoreOf(ruleSet: RuleSet, input: ScoreInput): ScoreResult {
  return scoreBasket(compileRuleSet(ruleSet, 'hash of the test'), input);
}

/** Verdicts by offer: `applied`, or `beaten by … by …`. */
export function verdictsOf(result: ScoreResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    result.offers.map(({ offerId, verdict }) => [
      offerId,
      verdict.kind === 'applied' ? 'applied' : `beaten by ${verdict.byOfferId} by ${verdict.byMinor}`,
    ]),
  );
}
