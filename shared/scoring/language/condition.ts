/** When an offer holds. Conditions of a member never hold for an anonymous sale. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { TierId } from '#shared/domain/tier.ts';
import type { MissingDay, MonthDay, RecurringCalendar } from '#shared/domain/yearly-dates.ts';
import type { Period, TimeOfDay, Weekday } from './period.ts';
import type { Selector } from './selector.ts';

export type { MissingDay, MonthDay, RecurringCalendar } from '#shared/domain/yearly-dates.ts';

export type AudienceCondition =
  | { readonly kind: 'member' }
  | { readonly kind: 'tier'; readonly anyOf: readonly TierId[] }
  | { readonly kind: 'segment'; readonly anyOf: readonly string[] }
  | { readonly kind: 'memberTag'; readonly anyOf: readonly string[] }
  | { readonly kind: 'store'; readonly anyOf: readonly StoreId[] }
  | { readonly kind: 'storeGroup'; readonly anyOf: readonly string[] }
  /** The member fell into one of these arms of the experiment. */
  | { readonly kind: 'arm'; readonly experimentId: string; readonly anyOf: readonly string[] }
  /** The first `basisPoints` of all members, always the same ones while the share grows. */
  | { readonly kind: 'rollout'; readonly experimentId: string; readonly basisPoints: number }
  /** Finished, not reversed purchases before this one: 10 to 10 is the 11th purchase. */
  | { readonly kind: 'earlierVisits'; readonly atLeast: number; readonly atMost?: number }
  | { readonly kind: 'firstPurchase' }
  /** Never holds for a member who has not bought yet. */
  | { readonly kind: 'daysSinceLastVisit'; readonly atLeast: number; readonly atMost?: number }
  /** Earlier purchases within the period; this sale does not count. */
  | {
      readonly kind: 'purchases';
      readonly measure: 'spentMinor' | 'visits';
      readonly period: Period;
      readonly atLeast: number;
      readonly atMost?: number;
    }
  | EffectiveDateCondition
  /** Was brought by another member; brought at least so many others who have bought. */
  | { readonly kind: 'referred' }
  | { readonly kind: 'referrer'; readonly atLeast: number }
  /** Consented to each of these, such as `sms`. */
  | { readonly kind: 'consent'; readonly allOf: readonly string[] };

/** A yearly date of the member: `birthday`, `wedding`, `familyBirthday`, or the owner's own. */
export type EffectiveDateCondition = {
  readonly kind: 'effectiveDate';
  readonly dateKind: string;
  readonly daysBefore: number;
  readonly daysAfter: number;
  /** The rule set's own calendar when left out. */
  readonly calendar?: RecurringCalendar;
  /** `lastOfMonth` when left out. */
  readonly missingDay?: MissingDay;
};

export type ScheduleCondition =
  /** Local dates of the store, both included, from a time of the first to a time of the last where given. */
  | {
      readonly kind: 'dates';
      readonly from: IsoDate;
      readonly until: IsoDate;
      readonly fromTime?: TimeOfDay;
      readonly untilTime?: TimeOfDay;
    }
  | { readonly kind: 'weekdays'; readonly anyOf: readonly Weekday[] }
  /** From the first minute to before the last; past midnight when `until` is not after `from`. */
  | { readonly kind: 'hours'; readonly from: TimeOfDay; readonly until: TimeOfDay }
  /** Every year, both days included, over the end of the year when `until` is before `from`. */
  | {
      readonly kind: 'recurring';
      readonly calendar: RecurringCalendar;
      readonly from: MonthDay;
      readonly until: MonthDay;
      readonly missingDay?: MissingDay;
    };

export type BasketCondition =
  /** Before discounts; `above` excludes the bound itself, `atLeast` includes it. The whole basket without `of`. */
  | {
      readonly kind: 'amount';
      readonly of?: Selector;
      readonly bound: 'above' | 'atLeast';
      readonly amountMinor: Minor;
    }
  | { readonly kind: 'quantity'; readonly of?: Selector; readonly atLeast: number }
  | { readonly kind: 'contains'; readonly of: Selector }
  | { readonly kind: 'paymentMeans'; readonly anyOf: readonly PaymentMeans[] };

export type GroupedCondition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'none'; readonly of: readonly Condition[] };

export type LeafCondition = AudienceCondition | ScheduleCondition | BasketCondition;
export type Condition = LeafCondition | GroupedCondition;
