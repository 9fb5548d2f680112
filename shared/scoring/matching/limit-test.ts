/** Whether an offer's limits have anything left before this sale. */

import { limitKey } from '../facts/fact-questions.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { Offer } from '../language/offer.ts';
import type { OfferTests, UsedUpScope } from './compiled-offer.ts';

type LimitTest = {
  readonly scope: UsedUpScope;
  readonly key: string;
  readonly uses: number;
  readonly costMinor: number;
};

/** Null without limits. A limit of one basket never runs out beforehand; it cuts while the sale is priced. */
export function usedUpTest(offer: Offer): OfferTests['usedUpScope'] {
  const tests = limitTests(offer);
  if (tests.length === 0) return null;
  return (facts: SaleFacts) => {
    for (const { scope, key, uses, costMinor } of tests) {
      const earlier = (scope === 'member' ? facts.member?.limitUses : facts.limitUses)?.[key];
      // Nothing used yet may be too much already, where the limit is zero.
      if ((earlier?.uses ?? 0) >= uses || (earlier?.costMinor ?? 0) >= costMinor) return scope;
    }
    return null;
  };
}

function limitTests({ offerId, limits = [] }: Offer): readonly LimitTest[] {
  const tests: LimitTest[] = [];
  for (const limit of limits) {
    const { scope, uses = Number.POSITIVE_INFINITY, costMinor = Number.POSITIVE_INFINITY } = limit;
    if (scope !== 'basket') tests.push({ scope, key: limitKey(offerId, limit), uses, costMinor });
  }
  return tests;
}
