/** The first condition that does not hold, with its numbers: what there is, what it takes, what is short. */

import { conditionText } from './condition-text.ts';
import type { Condition, Failing, OfferWords } from './offer-words.ts';

export type FailingWords = {
  /** What the offer asks for, or what it must not meet. */
  readonly phrase: string;
  readonly isExcluding: boolean;
  readonly have: string | null;
  readonly need: string | null;
  /** Only where more is needed than there is. */
  readonly short: string | null;
};

export function failingWords(failing: Failing, words: OfferWords): FailingWords {
  const { condition, isExcluding } = failing;
  const { have, need } = counted(failing);
  const number = (value: number): string => amountText(value, condition, words);
  const isStore = condition.kind === 'store' || condition.kind === 'storeGroup';
  return {
    phrase: isExcluding && isStore ? words.t('reasons.store') : conditionText(condition, words),
    isExcluding,
    have: have === null ? null : number(have),
    need: need === null || isExcluding ? null : number(need),
    short:
      have === null || need === null || isExcluding || need <= have
        ? null
        : words.t('whyNot.shortBy', { amount: number(need - have) }),
  };
}

/**
 * Purchases are named by their number, this one included: ten before it make it the eleventh. That the first purchase
 * must be the first says itself.
 */
function counted({ condition, have, need }: Failing): Pick<Failing, 'have' | 'need'> {
  if (condition.kind === 'firstPurchase') return { have: have === null ? null : have + 1, need: null };
  if (condition.kind !== 'earlierVisits') return { have, need };
  return { have: have === null ? null : have + 1, need: need === null ? null : need + 1 };
}

/** In the unit that the condition counts in. */
function amountText(value: number, condition: Condition, { t, format }: OfferWords): string {
  const isMoney =
    condition.kind === 'amount' ||
    condition.kind === 'contains' ||
    (condition.kind === 'purchases' && condition.measure === 'spentMinor');
  if (isMoney) return format.money.text(value);
  if (condition.kind === 'firstPurchase') return t('reasons.visit', { number: format.number.count(value) });
  if (condition.kind === 'quantity') return t('basket.pieces', { count: value });
  return condition.kind === 'daysSinceLastVisit'
    ? t('units.days', { count: value })
    : format.number.count(value);
}
