/** Offers that lack one thing which the customer can still do something about. */

import { minor } from '#shared/domain/money.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { BasketCondition, Condition } from '#shared/scoring/language/condition.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { Selector } from '#shared/scoring/language/selector.ts';
import { conflictOf } from './reference-conflicts.ts';
import { holds } from './reference-conditions.ts';
import { isReachable, triggerFits, usedUpScope } from './reference-match.ts';
import { sumOf } from './reference-math.ts';
import { aloneOf, priceOf } from './reference-price.ts';
import { grossOf, saleOf, selectedGross, selectedLines, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type ReferenceMissing =
  | { readonly kind: 'amount'; readonly of: Selector | null; readonly missingMinor: number }
  | {
      readonly kind: 'quantity';
      readonly of: Selector | null;
      readonly missingPieces: number;
      readonly missingMinor: number;
    }
  | { readonly kind: 'paymentMeans'; readonly anyOf: readonly string[] };

export type ReferenceNearMiss = {
  readonly offerId: string;
  readonly missing: ReferenceMissing;
  readonly gainMinor: number;
};

const nearMissesMost = 5;

export function nearMissesOf(sale: ReferenceSale, applied: readonly Offer[]): readonly ReferenceNearMiss[] {
  return sale.ruleSet.offers
    .map((offer) => nearMissOf(sale, offer, applied))
    .filter((one) => one !== null)
    .toSorted(byGainForEffort)
    .slice(0, nearMissesMost);
}

function effortOf({ missing }: ReferenceNearMiss): number {
  return missing.kind === 'paymentMeans' ? 0 : missing.missingMinor;
}

function byGainForEffort(one: ReferenceNearMiss, other: ReferenceNearMiss): number {
  const ofOne = BigInt(one.gainMinor) * BigInt(effortOf(other));
  const ofOther = BigInt(other.gainMinor) * BigInt(effortOf(one));
  if (ofOne !== ofOther) return ofOne > ofOther ? -1 : 1;
  if (one.gainMinor !== other.gainMinor) return other.gainMinor - one.gainMinor;
  return compareTexts(one.offerId, other.offerId);
}

function nearMissOf(sale: ReferenceSale, offer: Offer, applied: readonly Offer[]): ReferenceNearMiss | null {
  if (sale.lines.length === 0 || !triggerFits(sale, offer) || !isReachable(sale, offer)) return null;
  if (usedUpScope(sale, offer) !== null) return null;
  const unmet = offer.conditions.filter((condition) => !holds(sale, condition));
  const [lacking] = unmet;
  if (lacking === undefined || unmet.length > 1) return null;
  const step = stepTo(sale, lacking, offer);
  if (step === null) return null;
  const { byOffer } = priceOf(sale, applied);
  const givenUp = applied.filter((one) => conflictOf(sale, one, offer) !== null);
  const lostMinor = sumOf(givenUp.map(({ offerId }) => byOffer.get(offerId)?.worthMinor ?? 0));
  const gainMinor = aloneOf(step.enlarged, offer).worthMinor - lostMinor;
  return gainMinor > 0 ? { offerId: offer.offerId, missing: step.missing, gainMinor } : null;
}

export type Step = { readonly missing: ReferenceMissing; readonly enlarged: ReferenceSale };

/** What meets the condition, and the sale as it would be then; null when that is too much to ask. */
export function stepTo(sale: ReferenceSale, lacking: Condition, offer: Offer): Step | null {
  if (lacking.kind === 'paymentMeans') {
    const anyOf = meansTo(sale, offer, lacking.anyOf);
    return anyOf.length === 0 ? null : { missing: { kind: 'paymentMeans', anyOf }, enlarged: sale };
  }
  if (lacking.kind !== 'amount' && lacking.kind !== 'quantity') return null;
  const extra = lacking.kind === 'amount' ? missingMoney(sale, lacking) : missingPieces(sale, lacking);
  if (extra === null) return null;
  const most = sale.ruleSet.settings?.nearMissBasisPoints ?? 5_000;
  const effort = extra.unitPriceMinor * extra.quantity;
  const gross = sumOf(sale.lines.map(grossOf));
  if (BigInt(effort) * 10_000n > BigInt(gross) * BigInt(most)) return null;
  const enlarged = { ...sale, lines: [...sale.lines, lineOf(lacking.of, extra)] };
  const of = lacking.of ?? null;
  if (lacking.kind === 'amount') return { missing: { kind: 'amount', of, missingMinor: effort }, enlarged };
  return { missing: { kind: 'quantity', of, missingPieces: extra.quantity, missingMinor: effort }, enlarged };
}

/** Those of the means with which everything that the offer asks for would hold. */
export function meansTo(
  { ruleSet, input }: ReferenceSale,
  offer: Offer,
  means: readonly PaymentMeans[],
): readonly PaymentMeans[] {
  const { trigger } = input;
  if (trigger.kind !== 'sale') return [];
  return means.filter((paymentMeans) => {
    const paidSo = saleOf(ruleSet, { ...input, trigger: { ...trigger, paymentMeans } });
    return offer.conditions.every((condition) => holds(paidSo, condition));
  });
}

type Extra = { readonly unitPriceMinor: number; readonly quantity: number };

/** Null when nothing of it is there. */
function missingMoney(
  sale: ReferenceSale,
  { of, bound, amountMinor }: Extract<BasketCondition, { readonly kind: 'amount' }>,
): Extra | null {
  if (selectedLines(sale, of).length === 0) return null;
  const least = bound === 'above' ? amountMinor + 1 : amountMinor;
  return { unitPriceMinor: least - selectedGross(sale, of), quantity: 1 };
}

/** At the lowest price of such a line; null when there is none to go by. */
function missingPieces(
  sale: ReferenceSale,
  { of, atLeast }: Extract<BasketCondition, { readonly kind: 'quantity' }>,
): Extra | null {
  const prices = selectedLines(sale, of).map(({ unitPriceMinor }) => unitPriceMinor);
  if (prices.length === 0) return null;
  return { unitPriceMinor: Math.min(...prices), quantity: atLeast - selectedQuantity(sale, of) };
}

/** One more line of that selection: named by the first that the selector names. */
function lineOf(of: Selector | undefined, { unitPriceMinor, quantity }: Extra): BasketLine {
  const plain = {
    lineId: uuid('ffffffff-ffff-ffff-ffff-ffffffffffff'),
    productId: null,
    groupId: null,
    unitPriceMinor: minor(unitPriceMinor),
    quantity,
  };
  const [productId] = of?.productIds ?? [];
  if (productId !== undefined) return { ...plain, productId };
  const [groupId] = of?.groupIds ?? [];
  if (groupId !== undefined) return { ...plain, groupId };
  const [brandId] = of?.brandIds ?? [];
  if (brandId !== undefined) return { ...plain, brandId };
  return of?.tags === undefined ? plain : { ...plain, tags: of.tags.slice(0, 1) };
}
