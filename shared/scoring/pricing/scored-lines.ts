/** What the customer pays for each line. */

import { minor } from '#shared/domain/money.ts';
import { taxOf } from '#shared/domain/tax.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ScoredLine } from '../answer/score-result.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';

/** `lineDiscountMinor` by place of the line; the answer is in the order of the basket. */
export function scoredLines(
  facts: SaleFacts,
  lineDiscountMinor: readonly number[],
  rules: PricingRules,
): readonly ScoredLine[] {
  return facts.lines.map(({ index, lineId, grossMinor, line }) => {
    const discountMinor = lineDiscountMinor[index] ?? 0;
    invariant(discountMinor >= 0 && discountMinor <= grossMinor, 'no line gets more discount than it costs');
    const netMinor = grossMinor - discountMinor;
    return {
      lineId,
      grossMinor: minor(grossMinor),
      discountMinor: minor(discountMinor),
      netMinor: minor(netMinor),
      taxMinor: minor(taxOf(netMinor, line.taxBasisPoints ?? 0, rules.settings.tax)),
    };
  });
}
