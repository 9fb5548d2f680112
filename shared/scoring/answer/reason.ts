/** Why an offer matched, and why it did not, with numbers; never a text. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Condition } from '../language/condition.ts';
import type { TimeOfDay, Weekday } from '../language/period.ts';
import type { Selector } from '../language/selector.ts';

/** Holds for the sale in hand. One for each leaf condition that holds and has something to say. */
export type Reason =
  | { readonly kind: 'member' }
  | { readonly kind: 'tier'; readonly tierId: string }
  | { readonly kind: 'segment'; readonly segmentId: string }
  | { readonly kind: 'memberTag'; readonly tag: string }
  | { readonly kind: 'store' }
  | { readonly kind: 'experiment'; readonly experimentId: string }
  /** The number of this purchase: 11 is the 11th. */
  | { readonly kind: 'visit'; readonly visitNumber: number }
  | { readonly kind: 'daysSinceLastVisit'; readonly days: number }
  | { readonly kind: 'purchases'; readonly measure: 'spentMinor' | 'visits'; readonly have: number }
  | { readonly kind: 'effectiveDate'; readonly dateKind: string }
  | { readonly kind: 'referred' }
  | { readonly kind: 'referrer'; readonly referrals: number }
  | { readonly kind: 'consent' }
  | { readonly kind: 'dates'; readonly until: IsoDate; readonly untilTime: TimeOfDay | null }
  | { readonly kind: 'weekday'; readonly weekday: Weekday }
  | { readonly kind: 'hours'; readonly until: TimeOfDay }
  /** `isEstimated`: a lunar date by the Umm al-Qura calendar, not by announcement. */
  | { readonly kind: 'recurring'; readonly isEstimated: boolean }
  | {
      readonly kind: 'amount';
      readonly of: Selector | null;
      readonly haveMinor: Minor;
      readonly boundMinor: Minor;
    }
  | {
      readonly kind: 'quantity';
      readonly of: Selector | null;
      readonly have: number;
      readonly atLeast: number;
    }
  | { readonly kind: 'contains'; readonly of: Selector; readonly amountMinor: Minor }
  | { readonly kind: 'paymentMeans'; readonly means: string }
  | { readonly kind: 'activity'; readonly activity: string };

/**
 * The first condition of an offer that does not hold. `have` and `need` in the unit of the condition (minor units,
 * pieces, visits, days, members) where it has numbers. Of a date of the member nothing is said but that it is not near.
 */
export type Failing = {
  /** The leaf as it stands in the rule set; `member`, where the sale has none and needs one. */
  readonly condition: Condition;
  readonly have: number | null;
  readonly need: number | null;
  /** The condition stands within a `none`: it holds, and must not. */
  readonly isExcluding: boolean;
};
