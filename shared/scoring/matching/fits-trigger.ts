/** Whether an offer rewards this kind of event at all. */

import type { SaleFacts } from '../facts/sale-facts.ts';
import type { ActivityTrigger } from '../language/offer.ts';
import type { CompiledOffer } from './compiled-offer.ts';

/** A sale for an offer of sales; for an offer of activities its kind, its subject and its figure. */
export function fitsTrigger({ offer }: CompiledOffer, facts: SaleFacts): boolean {
  return offer.activity === undefined ? facts.activity === null : fitsActivity(offer.activity, facts);
}

export function fitsActivity(trigger: ActivityTrigger, { activity }: SaleFacts): boolean {
  const { kind, subjectId, atLeast } = trigger;
  return (
    activity !== null &&
    activity.kind === kind &&
    (subjectId === undefined || activity.subjectId === subjectId) &&
    (atLeast === undefined || activity.value >= atLeast)
  );
}
