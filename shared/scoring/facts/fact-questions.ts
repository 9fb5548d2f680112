/** What a rule set asks about members and about earlier uses: only that is looked up, and only that is kept. */

import type { EffectiveDateCondition } from '../language/condition.ts';
import type { Limit } from '../language/limit.ts';
import type { OfferId } from '../language/offer.ts';
import { periodKey } from '../language/period.ts';
import type { Period } from '../language/period.ts';
import type { Experiment } from '../language/rule-set.ts';

export type LimitQuestion = { readonly offerId: OfferId; readonly limit: Limit; readonly key: string };
export type LimitQuestions = ReadonlyMap<OfferId, readonly LimitQuestion[]>;

export type FactQuestions = {
  readonly segments: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly consents: ReadonlySet<string>;
  /** Each once, by `periodKey`. */
  readonly periods: readonly Period[];
  /** Each once, by `dateWindowKey`. */
  readonly dateWindows: readonly EffectiveDateCondition[];
  readonly experiments: readonly Experiment[];
  readonly stampCardIds: ReadonlySet<string>;
  /** By offer, so that the uses that a member has are looked up, not every limit there is. */
  readonly memberLimits: LimitQuestions;
  /** Limits of chain, store and till. */
  readonly sharedLimits: LimitQuestions;
};

export function limitKey(offerId: OfferId, limit: Limit): string {
  return `${offerId}/${limit.scope}/${periodKey(limit.period ?? 'lifetime')}`;
}

/** Equal for windows that open on the same days for everybody. */
export function dateWindowKey(window: EffectiveDateCondition): string {
  const { dateKind, daysBefore, daysAfter, calendar = 'own', missingDay = 'lastOfMonth' } = window;
  return `${dateKind}/${daysBefore}/${daysAfter}/${calendar}/${missingDay}`;
}
