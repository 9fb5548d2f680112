/** Which offers a sale matches, and which of those have nothing left to give. */

import type { Offer } from '#shared/scoring/language/offer.ts';
import { holds } from './reference-conditions.ts';
import { earlierUse, needsMember } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export function matches(sale: ReferenceSale, offer: Offer): boolean {
  return (
    triggerFits(sale, offer) && isReachable(sale, offer) && offer.conditions.every((one) => holds(sale, one))
  );
}

export function triggerFits(sale: ReferenceSale, offer: Offer): boolean {
  const { trigger } = sale.input;
  if (trigger.kind === 'sale') return offer.activity === undefined;
  if (offer.activity === undefined) return false;
  const { kind, subjectId, atLeast } = offer.activity;
  const { activity } = trigger;
  return (
    kind === activity.kind &&
    (subjectId === undefined || subjectId === activity.subjectId) &&
    (atLeast === undefined || activity.value >= atLeast)
  );
}

/** There is something to buy, and somebody to give to. */
export function isReachable(sale: ReferenceSale, offer: Offer): boolean {
  const isEmpty = sale.input.trigger.kind === 'sale' && sale.lines.length === 0;
  return !isEmpty && (sale.input.member !== null || !needsMember(offer));
}

/** Scope of the first limit that has nothing left, null when each has. */
export function usedUpScope(sale: ReferenceSale, offer: Offer): 'chain' | 'store' | 'till' | 'member' | null {
  for (const limit of offer.limits ?? []) {
    if (limit.scope === 'basket') continue;
    const earlier = earlierUse(sale, offer, limit);
    if (limit.uses !== undefined && earlier.uses >= limit.uses) return limit.scope;
    if (limit.costMinor !== undefined && earlier.costMinor >= limit.costMinor) return limit.scope;
  }
  return null;
}
