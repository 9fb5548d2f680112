/** Why an offer matched. */

import type { Reason } from '../answer/reason.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledCondition, CompiledOffer } from './compiled-offer.ts';

/** One for each leaf that holds, in the order of the rule set; nothing of what a `none` keeps out. */
export function reasonsOf({ offer, tests }: CompiledOffer, facts: SaleFacts): readonly Reason[] {
  // Said at once, the list takes no more room than it needs.
  if (tests.leaves !== null && offer.activity === undefined)
    return tests.leaves.map(({ reason }) => reason(facts));
  const reasons: Reason[] = [];
  if (offer.activity !== undefined) reasons.push({ kind: 'activity', activity: offer.activity.kind });
  // The conditions of a matched offer hold, all of them: no need to ask again.
  for (const compiled of tests.conditions) addReasons(compiled, facts, reasons);
  return reasons;
}

function addReasons(compiled: CompiledCondition, facts: SaleFacts, reasons: Reason[]): void {
  if (compiled.kind === 'leaf') {
    reasons.push(compiled.reason(facts));
    return;
  }
  if (compiled.condition.kind === 'none') return;
  for (const child of compiled.of) if (child.holds(facts)) addReasons(child, facts, reasons);
}
