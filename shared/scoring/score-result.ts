/** The answer of the scoring engine: what the customer gets, and what every matched offer has to say for itself. */

import type { CardLevel } from '../domain/card.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { LocalText } from '../domain/local-text.ts';
import type { BasketLine } from '../domain/basket.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Points } from '../domain/points.ts';
import type { LineId, ProductGroupId } from '../domain/product.ts';
import type { TierId } from '../domain/tier.ts';
import type { Effect, OfferId, Stacking } from './rule-set.ts';

/** Raised when the same input could give another answer than before. */
export const engineVersion = 1;

/** Facts derived from the member; never a name, a date or free text, so that an entry may keep them. */
export type MemberFacts = {
  readonly tierId: TierId;
  readonly earlierVisits: number;
  /** Whole days to the nearest return of the birthday, negative when it passed; null when unknown. */
  readonly daysToBirthday: number | null;
};

export type ScoreInput = {
  readonly lines: readonly BasketLine[];
  /** Null for an anonymous sale: it earns nothing and only offers without member conditions match. */
  readonly member: MemberFacts | null;
  readonly localDate: IsoDate;
  readonly cardLevel: CardLevel | null;
};

/** Why an offer matched, with its numbers: one for each condition, and one for each of its groups in the basket. */
export type Reason =
  | { readonly kind: 'tier'; readonly tierId: TierId }
  | { readonly kind: 'productGroup'; readonly groupId: ProductGroupId; readonly amountMinor: Minor }
  | { readonly kind: 'basketAmount'; readonly amountMinor: Minor; readonly boundMinor: Minor }
  | { readonly kind: 'visit'; readonly visitNumber: number }
  | { readonly kind: 'birthday'; readonly daysAway: number }
  | { readonly kind: 'dates'; readonly until: IsoDate };

export type Verdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'beaten'; readonly byOfferId: OfferId; readonly byMinor: Minor };

export type OfferAnswer = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly effect: Effect;
  readonly stacking: Stacking;
  readonly verdict: Verdict;
  /** Worth to the customer at the owner's valuation. */
  readonly worthMinor: Minor;
  readonly discountMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  /** True when a cap, a limit or the price of the lines cut the benefit. */
  readonly capped: boolean;
  readonly reasons: readonly Reason[];
};

/** An offer all of whose conditions hold but the amount of the basket. */
export type NearMiss = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly effect: Effect;
  readonly missingMinor: Minor;
  /** What the offer alone would be worth once reached, the missing amount being spent on goods of no group. */
  readonly worthMinor: Minor;
};

export type ScoredLine = {
  readonly lineId: LineId;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
};

export type ScoreResult = {
  readonly engineVersion: number;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly payableMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  readonly lines: readonly ScoredLine[];
  /** Every matched offer: applied first, then by worth, then by id. */
  readonly offers: readonly OfferAnswer[];
  /** By missing amount, then by id; at most `nearMissesMax`. */
  readonly nearMisses: readonly NearMiss[];
};

export const nearMissesMax = 5;
