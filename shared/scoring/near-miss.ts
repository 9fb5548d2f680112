/** "So much more gives that": offers that lack nothing but amount. */

import { minor } from '../domain/money.ts';
import { invariant } from '../kernel/invariant.ts';
import { compareTexts, inOrder } from '../kernel/order.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import { wholeRoom } from './room.ts';
import type { PricedLine, SaleFacts } from './sale-facts.ts';
import { nearMissesMax } from './score-result.ts';
import type { NearMiss } from './score-result.ts';

const byMissing = inOrder<CompiledOffer>(
  (left, right) => left.requiredMinor - right.requiredMinor,
  (left, right) => compareTexts(left.offer.offerId, right.offer.offerId),
);

/** The nearest first, at most `nearMissesMax`. */
export function nearMisses(missedByAmount: readonly CompiledOffer[], facts: SaleFacts): readonly NearMiss[] {
  return missedByAmount
    .toSorted(byMissing)
    .slice(0, nearMissesMax)
    .map((compiled) => {
      const missingMinor = compiled.requiredMinor - facts.grossMinor;
      const { worthMinor } = compiled.effect(withAmountAdded(facts, missingMinor), wholeRoom);
      const { offerId, name, effect } = compiled.offer;
      return { offerId, name, effect, missingMinor: minor(missingMinor), worthMinor: minor(worthMinor) };
    });
}

/** The same sale with one more line of no group; only its sums are looked at, never the id of that line. */
function withAmountAdded(facts: SaleFacts, amountMinor: number): SaleFacts {
  const [first] = facts.lines;
  invariant(first !== undefined, 'a near miss has a basket with lines');
  const added: PricedLine = { ...first, index: facts.lines.length, grossMinor: amountMinor };
  return { ...facts, lines: [...facts.lines, added], grossMinor: facts.grossMinor + amountMinor };
}
