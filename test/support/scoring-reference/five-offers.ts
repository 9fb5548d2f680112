/** The worked example of five offers that all match on one visit, and its variants. */

import { derivedFacts, historyOf, inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch, SaleSketch } from '#test/support/scoring.ts';
import type { ScoringCase } from '#test/support/scoring-arbitraries.ts';

/** 600,000 Toman, of it 300,000 in nuts: 3,000,000 + 2,400,000 + 600,000 Rial. */
export const basket: readonly LineSketch[] = [[1_500_000, 'nuts', 2], [2_400_000, 'home'], [600_000]];
/** Born on 1 Azar 1368; the sale is on 1 Azar 1405. Ten purchases before this one. */
export const silverMember = { tierId: 'silver', earlierVisits: 10, birthDate: '1989-11-22' };

export const nuts = { groupIds: ['nuts'] };
export const eleventh: OfferSketch = {
  offerId: 'eleventh-visit',
  conditions: [{ kind: 'earlierVisits', atLeast: 10 }],
  effects: [{ kind: 'walletCreditPercent', basisPoints: 500 }],
};
export const over500: OfferSketch = {
  offerId: 'over-500-thousand',
  conditions: [{ kind: 'amount', bound: 'above', amountMinor: 5_000_000 }],
  effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
};
export const birthday: OfferSketch = {
  offerId: 'birthday',
  conditions: [{ kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 0, daysAfter: 0 }],
  effects: [{ kind: 'walletCreditPercent', basisPoints: 2_000 }],
};
export const silver: OfferSketch = {
  offerId: 'silver',
  conditions: [{ kind: 'tier', anyOf: ['silver'] }],
  effects: [{ kind: 'walletCreditPercent', basisPoints: 1_500 }],
};
export const nutsWeek: OfferSketch = {
  offerId: 'nuts-week',
  conditions: [{ kind: 'contains', of: nuts }],
  effects: [{ kind: 'discountPercent', basisPoints: 700, on: nuts }],
};
export const five = [eleventh, over500, birthday, silver, nutsWeek];

export type Variant = {
  readonly offers?: readonly OfferSketch[];
  readonly creditBasisPoints?: number;
  readonly settings?: object;
  readonly lines?: readonly LineSketch[];
  /** Null for an anonymous sale. */
  readonly member?: object | null;
  readonly now?: string;
  readonly limitUses?: SaleSketch['limitUses'];
  readonly wish?: SaleSketch['wish'];
};

/** What a variant does not say is as in the example: credit counts in full, and nothing stacks. */
export function workedExample(variant: Variant): ScoringCase {
  const { offers = five, creditBasisPoints = 10_000, settings = {}, lines = basket } = variant;
  const { member = silverMember, now = '2026-11-22 12:00', limitUses = {}, wish = {} } = variant;
  const valuation = { walletCreditBasisPoints: creditBasisPoints, pointMinor: 1_000 };
  const ruleSet = ruleSetOf({ offers, valuation, settings });
  const facts = member === null ? null : derivedFacts(ruleSet, historyOf(member), now.slice(0, 10));
  return { ruleSet, input: inputOf({ lines, member: facts, now, limitUses, wish }) };
}
