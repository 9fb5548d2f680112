/** What every matched offer has to say for itself. */

import { minor } from '../domain/money.ts';
import { points } from '../domain/points.ts';
import { unreachable } from '../kernel/invariant.ts';
import { compareTexts } from '../kernel/order.ts';
import { byWorth } from './choose-best.ts';
import type { Choice, ValuedOffer } from './choose-best.ts';
import type { Condition } from './rule-set.ts';
import { purchasesOf } from './sale-facts.ts';
import type { SaleFacts } from './sale-facts.ts';
import type { OfferAnswer, Reason, Verdict } from './score-result.ts';

/** Applied offers first, then by worth, then by id. */
export function explainChoice(choice: Choice, facts: SaleFacts): readonly OfferAnswer[] {
  const { applied, beaten, appliedSingle } = choice;
  return [
    ...applied.toSorted(byWorth).map((valued) => answerOf(valued, { kind: 'applied' }, facts)),
    ...beaten.map((valued) => answerOf(valued, beatenBy(appliedSingle ?? valued, valued), facts)),
  ];
}

function beatenBy(winner: ValuedOffer, loser: ValuedOffer): Verdict {
  const byMinor = minor(winner.benefit.worthMinor - loser.benefit.worthMinor);
  return { kind: 'beaten', byOfferId: winner.compiled.offer.offerId, byMinor };
}

function answerOf({ compiled, benefit }: ValuedOffer, verdict: Verdict, facts: SaleFacts): OfferAnswer {
  const { offerId, name, effect, stacking, conditions } = compiled.offer;
  return {
    offerId,
    name,
    effect,
    stacking,
    verdict,
    worthMinor: minor(benefit.worthMinor),
    discountMinor: minor(benefit.discountMinor),
    walletCreditMinor: minor(benefit.walletCreditMinor),
    pointsEarned: points(benefit.pointsEarned),
    capped: benefit.capped,
    reasons: conditions.flatMap((condition) => reasonsOf(condition, facts)),
  };
}

/** The condition holds; a member condition therefore has a member. */
function reasonsOf(condition: Condition, facts: SaleFacts): readonly Reason[] {
  const { member, grossMinor } = facts;
  switch (condition.kind) {
    case 'tier':
      return member === null ? [] : [{ kind: 'tier', tierId: member.tierId }];
    case 'productGroup':
      return purchasesOf(facts, new Set(condition.anyOf))
        .map(([groupId, purchase]): Reason => ({
          kind: 'productGroup',
          groupId,
          amountMinor: minor(purchase.grossMinor),
        }))
        .toSorted(byGroup);
    case 'basketAmount':
      return [{ kind: 'basketAmount', amountMinor: minor(grossMinor), boundMinor: condition.amountMinor }];
    case 'earlierVisits':
      return member === null ? [] : [{ kind: 'visit', visitNumber: member.earlierVisits + 1 }];
    case 'birthday':
      return [{ kind: 'birthday', daysAway: member?.daysToBirthday ?? 0 }];
    case 'dates':
      return [{ kind: 'dates', until: condition.until }];
    default:
      return unreachable(condition);
  }
}

function byGroup(left: Reason, right: Reason): number {
  return left.kind === 'productGroup' && right.kind === 'productGroup'
    ? compareTexts(left.groupId, right.groupId)
    : 0;
}
