/** What a sale's entry keeps: enough to print its receipt again and to score it again, and nothing of the person. */

import type { BasketId } from '../domain/basket.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Points } from '../domain/points.ts';
import type { LineId, ProductGroupId, ProductId } from '../domain/product.ts';
import type { TierId } from '../domain/tier.ts';

export type OfferId = string;

/** Facts that the offers were judged by; a birthday only as yes or no. */
export type KeptFacts = {
  readonly tierId: TierId;
  readonly earlierVisits: number;
  /** True when an offer matched because of the birthday. */
  readonly isBirthdayNear: boolean;
};

export type SoldLine = {
  readonly lineId: LineId;
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
  readonly unitPriceMinor: Minor;
  readonly quantity: number;
  readonly discountMinor: Minor;
};

/** The reasons of the scoring engine without their dates: those stand in the rule set, or belong to the person. */
export type KeptReason =
  | { readonly kind: 'tier'; readonly tierId: TierId }
  | { readonly kind: 'productGroup'; readonly groupId: ProductGroupId; readonly amountMinor: Minor }
  | { readonly kind: 'basketAmount'; readonly amountMinor: Minor; readonly boundMinor: Minor }
  | { readonly kind: 'visit'; readonly visitNumber: number }
  | { readonly kind: 'birthday' }
  | { readonly kind: 'dates' };

/** Applied, or beaten by another offer and by how much. */
export type KeptVerdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'beaten'; readonly byOfferId: OfferId; readonly byMinor: Minor };

/** A matched offer with its numbers; its name and effect stand in the rule set that the entry names. */
export type KeptOffer = {
  readonly offerId: OfferId;
  readonly verdict: KeptVerdict;
  readonly worthMinor: Minor;
  readonly discountMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  readonly capped: boolean;
  readonly reasons: readonly KeptReason[];
};

export type KeptNearMiss = {
  readonly offerId: OfferId;
  readonly missingMinor: Minor;
  readonly worthMinor: Minor;
};

export type SaleTotals = {
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly payableMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
};

export type SaleContent = {
  readonly basketId: BasketId;
  readonly currency: Currency;
  readonly engineVersion: number;
  readonly facts: KeptFacts | null;
  readonly lines: readonly SoldLine[];
  readonly offers: readonly KeptOffer[];
  readonly nearMisses: readonly KeptNearMiss[];
  readonly totals: SaleTotals;
};
