/** Makes a rule set of the first version current: the same offers, said in today's language. */

import type { ProductGroupId } from '../domain/product.ts';
import { unreachable } from '../kernel/invariant.ts';
import type { Condition } from '../scoring/language/condition.ts';
import type { Effect } from '../scoring/language/effect.ts';
import type { Offer } from '../scoring/language/offer.ts';
import type { RuleSet } from '../scoring/language/rule-set.ts';
import type { RuleSetV1 } from './rule-set-v1-schema.ts';

type OfferV1 = RuleSetV1['offers'][number];
type ConditionV1 = OfferV1['conditions'][number];
type EffectV1 = OfferV1['effect'];

export function upgradeRuleSet(ruleSet: RuleSetV1): RuleSet {
  return { ...ruleSet, schemaVersion: 2, offers: ruleSet.offers.map(upgradedOffer) };
}

function upgradedOffer({ effect, stacking, conditions, ...offer }: OfferV1): Offer {
  return {
    ...offer,
    conditions: conditions.map(upgradedCondition),
    effects: [upgradedEffect(effect, namedGroups(conditions))],
    stacking: { mode: stacking },
  };
}

function upgradedCondition(condition: ConditionV1): Condition {
  switch (condition.kind) {
    case 'productGroup':
      return { kind: 'contains', of: { groupIds: condition.anyOf } };
    case 'basketAmount':
      return { ...condition, kind: 'amount' };
    case 'birthday':
      return { ...condition, kind: 'effectiveDate', dateKind: 'birthday' };
    case 'tier':
    case 'earlierVisits':
    case 'dates':
      return condition;
    default:
      return unreachable(condition);
  }
}

/** The matching lines of version 1 were those of all groups that the offer names, and every line when it names none. */
function upgradedEffect(effect: EffectV1, groupIds: readonly ProductGroupId[]): Effect {
  if (effect.kind === 'bonusPoints') return effect;
  const { on, ...rest } = effect;
  return on === 'basket' || groupIds.length === 0 ? rest : { ...rest, on: { groupIds } };
}

function namedGroups(conditions: readonly ConditionV1[]): readonly ProductGroupId[] {
  const groupIds = conditions.flatMap((condition) =>
    condition.kind === 'productGroup' ? condition.anyOf : [],
  );
  return [...new Set(groupIds)];
}
