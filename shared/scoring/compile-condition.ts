/** A condition as a closure over the facts of a sale. */

import { unreachable } from '../kernel/invariant.ts';
import type { Condition } from './rule-set.ts';
import { hasPurchaseOf } from './sale-facts.ts';
import type { SaleFacts } from './sale-facts.ts';

export type HoldsFor = (facts: SaleFacts) => boolean;

/** The amount of the basket is not tested here: the index knows it, and near misses are found by it. */
export function compileCondition(condition: Condition): HoldsFor {
  switch (condition.kind) {
    case 'tier': {
      const tierIds = new Set(condition.anyOf);
      return ({ member }) => member !== null && tierIds.has(member.tierId);
    }
    case 'productGroup': {
      const groupIds = new Set(condition.anyOf);
      return (facts) => hasPurchaseOf(facts, groupIds);
    }
    case 'basketAmount':
      return () => true;
    case 'earlierVisits':
      return ({ member }) => member !== null && member.earlierVisits >= condition.atLeast;
    case 'birthday':
      return ({ member }) =>
        isNear(member?.daysToBirthday ?? null, condition.daysBefore, condition.daysAfter);
    case 'dates':
      return ({ localDate }) => condition.from <= localDate && localDate <= condition.until;
    default:
      return unreachable(condition);
  }
}

function isNear(daysAway: number | null, daysBefore: number, daysAfter: number): boolean {
  return daysAway !== null && -daysAfter <= daysAway && daysAway <= daysBefore;
}
