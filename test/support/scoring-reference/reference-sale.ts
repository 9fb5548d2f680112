/** One sale or activity with its rule set, looked at plainly: nothing is prepared, everything is looked up again. */

import type { BasketLine } from '#shared/domain/basket.ts';
import { limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { DiscountEffect, Effect, StepsEffect } from '#shared/scoring/language/effect.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { Selector } from '#shared/scoring/language/selector.ts';
import { sumOf } from './reference-math.ts';

export type ReferenceSale = {
  readonly ruleSet: RuleSet;
  readonly input: ScoreInput;
  /** Empty for an activity. */
  readonly lines: readonly BasketLine[];
};

export function saleOf(ruleSet: RuleSet, input: ScoreInput): ReferenceSale {
  return { ruleSet, input, lines: input.trigger.kind === 'sale' ? input.trigger.lines : [] };
}

export function grossOf(line: BasketLine): number {
  return line.unitPriceMinor * line.quantity;
}

/** A line is meant when any list names it; without lists every line is. */
export function isMeant(line: BasketLine, selector: Selector | undefined): boolean {
  if (selector === undefined) return true;
  if (selector.exceptReduced === true && line.isReduced === true) return false;
  const { productIds, groupIds, brandIds, tags } = selector;
  const lists = [productIds, groupIds, brandIds, tags].filter((list) => list !== undefined);
  if (lists.length === 0) return true;
  const names = (list: readonly string[] | undefined, name: string | null | undefined): boolean =>
    list !== undefined && name !== null && name !== undefined && list.includes(name);
  return (
    names(productIds, line.productId) ||
    names(groupIds, line.groupId) ||
    names(brandIds, line.brandId) ||
    (line.tags ?? []).some((tag) => names(tags, tag))
  );
}

export function selectedLines(sale: ReferenceSale, selector: Selector | undefined): readonly BasketLine[] {
  return sale.lines.filter((line) => isMeant(line, selector));
}

export function selectedGross(sale: ReferenceSale, selector: Selector | undefined): number {
  return sumOf(selectedLines(sale, selector).map(grossOf));
}

export function selectedQuantity(sale: ReferenceSale, selector: Selector | undefined): number {
  return sumOf(selectedLines(sale, selector).map(({ quantity }) => quantity));
}

/** What was used and spent before this sale; nothing by an unknown member, and nothing yet in this basket. */
export function earlierUse(
  sale: ReferenceSale,
  offer: Offer,
  limit: Limit,
): { uses: number; costMinor: number } {
  const nothing = { uses: 0, costMinor: 0 };
  if (limit.scope === 'basket') return nothing;
  const uses = limit.scope === 'member' ? sale.input.member?.limitUses : sale.input.limitUses;
  return uses?.[limitKey(offer.offerId, limit)] ?? nothing;
}

/** Effects that take something off the price. */
export type Discount = DiscountEffect | StepsEffect;

export function isDiscount(effect: Effect): effect is Discount {
  if (effect.kind === 'steps')
    return effect.gives === 'discountMinor' || effect.gives === 'discountBasisPoints';
  return ['discountPercent', 'discountFixed', 'cheapestFree', 'fixedPrice'].includes(effect.kind);
}

/** Points, credit, coupons, tickets, stamps and progress need somebody to give them to. */
export function needsMember(offer: Offer): boolean {
  return offer.effects.some(
    (effect) => !isDiscount(effect) && effect.kind !== 'gift' && effect.kind !== 'freeDelivery',
  );
}
