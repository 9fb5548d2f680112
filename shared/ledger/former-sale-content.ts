/**
 * What an entry of schema version 1 keeps of a sale, as the first engine answered it. No till writes it any more; it is
 * read for as long as there are ledgers.
 */

import type { BasketId } from '../domain/basket.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Points } from '../domain/points.ts';
import type { LineId, ProductGroupId, ProductId } from '../domain/product.ts';
import type { TierId } from '../domain/tier.ts';

/** Facts that the offers were judged by; a birthday only as yes or no. */
export type FormerFacts = {
  readonly tierId: TierId;
  readonly earlierVisits: number;
  /** True when an offer matched because of the birthday. */
  readonly isBirthdayNear: boolean;
};

export type FormerSoldLine = {
  readonly lineId: LineId;
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
  readonly unitPriceMinor: Minor;
  readonly quantity: number;
  readonly discountMinor: Minor;
};

/** The reasons of the first engine without their dates: those stand in the rule set, or belong to the person. */
export type FormerReason =
  | { readonly kind: 'tier'; readonly tierId: TierId }
  | { readonly kind: 'productGroup'; readonly groupId: ProductGroupId; readonly amountMinor: Minor }
  | { readonly kind: 'basketAmount'; readonly amountMinor: Minor; readonly boundMinor: Minor }
  | { readonly kind: 'visit'; readonly visitNumber: number }
  | { readonly kind: 'birthday' }
  | { readonly kind: 'dates' };

/** Applied, or beaten by another offer and by how much. */
export type FormerVerdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'beaten'; readonly byOfferId: string; readonly byMinor: Minor };

/** A matched offer with its numbers; its name and effect stand in the rule set that the entry names. */
export type FormerOffer = {
  readonly offerId: string;
  readonly verdict: FormerVerdict;
  readonly worthMinor: Minor;
  readonly discountMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  readonly capped: boolean;
  readonly reasons: readonly FormerReason[];
};

export type FormerNearMiss = {
  readonly offerId: string;
  readonly missingMinor: Minor;
  readonly worthMinor: Minor;
};

export type FormerSaleTotals = {
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly payableMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
};

export type FormerSaleContent = {
  readonly basketId: BasketId;
  readonly currency: Currency;
  readonly engineVersion: number;
  readonly facts: FormerFacts | null;
  readonly lines: readonly FormerSoldLine[];
  readonly offers: readonly FormerOffer[];
  readonly nearMisses: readonly FormerNearMiss[];
  readonly totals: FormerSaleTotals;
};
