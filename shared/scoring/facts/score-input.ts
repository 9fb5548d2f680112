/** Everything that a score depends on besides the rule set. */

import type { Activity } from '#shared/domain/activity.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { OfferId } from '../language/offer.ts';
import type { LimitUse, MemberFacts } from './member-facts.ts';

/** The wall clock of the store. */
export type Moment = { readonly localDate: IsoDate; /** 0 to 1,439. */ readonly minuteOfDay: number };

export type SaleTrigger = {
  readonly kind: 'sale';
  readonly lines: readonly BasketLine[];
  /** Null while nobody has said how the customer pays. */
  readonly paymentMeans: PaymentMeans | null;
};
export type ScoreTrigger = SaleTrigger | { readonly kind: 'activity'; readonly activity: Activity };

/**
 * What the customer asked for instead of the best: offers to apply, offers to leave out. The best combination that
 * honours it is taken. An offer that does not match, or cannot stand beside one wished for before it, is not applied
 * and says so in its verdict.
 */
export type Wish = { readonly with: readonly OfferId[]; readonly without: readonly OfferId[] };

export type ScoreInput = {
  readonly trigger: ScoreTrigger;
  /** Null for an anonymous sale: it earns nothing, and conditions of a member do not hold. */
  readonly member: MemberFacts | null;
  readonly moment: Moment;
  readonly storeId: StoreId;
  /** Earlier uses of offers limited by chain, store or till, see `limitKey`; none for a key that is missing. */
  readonly limitUses: Readonly<Record<string, LimitUse>>;
  readonly wish: Wish;
};

export const noWish: Wish = { with: [], without: [] };
