/** The engine's answer: what the customer gets, and what every matched offer has to say for itself. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { Currency, Minor } from '#shared/domain/money.ts';
import type { Points } from '#shared/domain/points.ts';
import type { LineId } from '#shared/domain/product.ts';
import type { Effect } from '../language/effect.ts';
import type { OfferId, StackingMode } from '../language/offer.ts';
import type { TimeOfDay } from '../language/period.ts';
import type { Selector } from '../language/selector.ts';
import type { Benefit } from './benefit.ts';
import type { Failing, Reason } from './reason.ts';

/** Raised when the same input could give another answer than before. */
export const engineVersion = 2;

export type Verdict =
  | { readonly kind: 'applied' }
  /** Lost to an applied offer beside which it may not stand by the default stacking. */
  | { readonly kind: 'beaten'; readonly byOfferId: OfferId; readonly byMinor: Minor }
  /** Kept out by a rule that names it: its group, a `notWith`, an offer that stands alone, the number of offers. */
  | {
      readonly kind: 'excluded';
      readonly byOfferId: OfferId;
      readonly rule: 'exclusiveGroup' | 'notWith' | 'alone' | 'offersPerSaleMax';
      readonly byMinor: Minor;
    }
  /** A budget or limit has nothing left for it. */
  | { readonly kind: 'usedUp'; readonly scope: 'chain' | 'store' | 'till' | 'member' }
  /** The customer did not want it. */
  | { readonly kind: 'declined' }
  /** May stand beside the applied ones, and would add nothing or less. */
  | { readonly kind: 'addsNothing' };

export type EndsAt = { readonly localDate: IsoDate; readonly time: TimeOfDay };

/**
 * Benefits of an applied offer are what it gives in this combination; those of another what it would give alone. The
 * `byMinor` of a verdict is what the customer would lose by taking this offer in place of those it cannot stand beside;
 * below 0, where the customer's wish keeps the better one out, what they would gain.
 */
export type OfferAnswer = Benefit & {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly effects: readonly Effect[];
  readonly stackingMode: StackingMode;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Present when the offer counts down. */
  readonly endsAt: EndsAt | null;
  readonly terms: LocalText | null;
  readonly reason: LocalText | null;
};

/** How little is missing: so much money, so many pieces, or another means of payment. `of` is null for anything. */
export type Missing =
  | { readonly kind: 'amount'; readonly of: Selector | null; readonly missingMinor: Minor }
  | {
      readonly kind: 'quantity';
      readonly of: Selector | null;
      readonly missingPieces: number;
      /** At the lowest price of such a line; null when none is in the basket. */ readonly missingMinor: Minor | null;
    }
  | { readonly kind: 'paymentMeans'; readonly anyOf: readonly string[] };

/** An offer all of whose conditions hold but one that the customer can still meet. */
export type NearMiss = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly effects: readonly Effect[];
  readonly missing: Missing;
  /** What the customer would get more than now, the applied offers that it cannot stand beside given up; above 0. */
  readonly gainMinor: Minor;
};

export type ScoredLine = {
  readonly lineId: LineId;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  /** Part of `netMinor`, or on top of it where prices exclude tax. */
  readonly taxMinor: Minor;
};

export type ScoreResult = {
  readonly engineVersion: number;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly taxMinor: Minor;
  /** Gross less discount, and plus tax where prices exclude it. */
  readonly payableMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  /** Worth of all applied offers together. */
  readonly worthMinor: Minor;
  /** Worth of the best combination; more than `worthMinor` only by the customer's wish. */
  readonly bestWorthMinor: Minor;
  /** False when the search ended at its limit; the best may then be worth up to `gapMinor` more. */
  readonly isProven: boolean;
  readonly gapMinor: Minor;
  /** In the order of the basket. */
  readonly lines: readonly ScoredLine[];
  /** Every matched offer: applied first, then by worth, then by id. */
  readonly offers: readonly OfferAnswer[];
  /** By gain for the effort, then by id; at most `nearMissesMax`. */
  readonly nearMisses: readonly NearMiss[];
};

export const nearMissesMax = 5;

/** On demand, for any offer of the rule set. */
export type WhyNot =
  | { readonly kind: 'matched'; readonly answer: OfferAnswer }
  | { readonly kind: 'failing'; readonly failing: Failing }
  /** The offer rewards an activity, not a sale, or the reverse. */
  | { readonly kind: 'otherTrigger' }
  | { readonly kind: 'emptyBasket' };
