/** Earlier uses of limited offers, summed over the period of each limit. */

import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { LimitScope } from '../language/limit.ts';
import type { OfferId } from '../language/offer.ts';
import type { LimitQuestion, LimitQuestions } from './fact-questions.ts';
import type { LimitUse } from './member-facts.ts';
import type { OfferUse } from './member-history.ts';
import { isWithin, periodStart } from './period-start.ts';
import { sortedRecord } from './sorted-record.ts';

/** Uses as they count for each scope: of the whole chain, of this store, of this till, of this member. */
export type UsesByScope = Readonly<Partial<Record<LimitScope, readonly OfferUse[]>>>;
export type CalendarDay = { readonly localDate: IsoDate; readonly calendar: CalendarName };

/** By `limitKey`; an offer that was not used within the period of its limit has no key. */
export function deriveLimitUses(
  limits: LimitQuestions,
  usesByScope: UsesByScope,
  on: CalendarDay,
): Readonly<Record<string, LimitUse>> {
  const found = new Map<string, LimitUse>();
  for (const [scope, uses] of Object.entries(usesByScope)) {
    for (const [offerId, usesOfOffer] of byOffer(uses, limits)) {
      for (const question of limits.get(offerId) ?? []) {
        if (question.limit.scope !== scope) continue;
        const use = usedWithin(question, usesOfOffer, on);
        if (use.uses !== 0 || use.costMinor !== 0) found.set(question.key, use);
      }
    }
  }
  return sortedRecord(found);
}

function byOffer(uses: readonly OfferUse[], limits: LimitQuestions): Map<OfferId, OfferUse[]> {
  const usesByOffer = new Map<OfferId, OfferUse[]>();
  for (const use of uses) {
    const others = usesByOffer.get(use.offerId);
    if (others !== undefined) others.push(use);
    else if (limits.has(use.offerId)) usesByOffer.set(use.offerId, [use]);
  }
  return usesByOffer;
}

function usedWithin({ limit }: LimitQuestion, usesOfOffer: readonly OfferUse[], on: CalendarDay): LimitUse {
  const start = periodStart(limit.period ?? 'lifetime', on.localDate, on.calendar);
  const counted = usesOfOffer.filter((use) => isWithin(use.date, start, on.localDate));
  return {
    uses: addInt(...counted.map((use) => use.uses)),
    costMinor: minor(addInt(...counted.map((use) => use.costMinor))),
  };
}
