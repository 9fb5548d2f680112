/** An offer's effect and reasons in words, from its data alone. */

import type { TFunction } from 'i18next';
import { parseDate } from '@internationalized/date';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { BasketView, TillView } from '#shared/contracts/till-views.ts';
import type { Format } from '#renderer/ui/format/format-context.tsx';

export type OfferAnswer = BasketView['score']['offers'][number];
export type Effect = OfferAnswer['effect'];
export type Reason = OfferAnswer['reasons'][number];

export type OfferWords = {
  readonly t: TFunction;
  readonly format: Format;
  readonly till: Pick<TillView, 'tiers' | 'productGroups'>;
};

export function effectText(effect: Effect, { t, format }: OfferWords): string {
  const { money, number } = format;
  switch (effect.kind) {
    case 'pointsPerAmount':
      return t('score.effectPointsPerAmount', { count: effect.points, amount: money.text(effect.perMinor) });
    case 'bonusPoints':
      return t('score.effectBonusPoints', { count: effect.points });
    case 'walletCreditPercent':
      return t('score.effectWalletCredit', { percent: number.percent(effect.basisPoints) });
    case 'discountPercent':
      return t('score.effectDiscount', { percent: number.percent(effect.basisPoints) });
    case 'discountFixed':
      return t('score.effectDiscountFixed', { amount: money.text(effect.amountMinor) });
    default:
      return unreachable(effect);
  }
}

export function reasonText(reason: Reason, { t, format, till }: OfferWords): string {
  switch (reason.kind) {
    case 'tier': {
      const tier = till.tiers.find(({ tierId }) => tierId === reason.tierId);
      return t('score.reasonTier', { tier: tier === undefined ? reason.tierId : format.local(tier.name) });
    }
    case 'productGroup': {
      const group = till.productGroups.find(({ groupId }) => groupId === reason.groupId);
      const name = group === undefined ? reason.groupId : format.local(group.name);
      return t('score.reasonGroup', { amount: format.money.text(reason.amountMinor), group: name });
    }
    case 'basketAmount':
      return t('score.reasonBasket', { amount: format.money.text(reason.boundMinor) });
    case 'visit':
      return t('score.reasonVisit', { number: format.number.count(reason.visitNumber) });
    case 'birthday':
      return t(reason.daysAway === 0 ? 'score.reasonBirthdayToday' : 'score.reasonBirthdayNear');
    case 'dates':
      return t('score.reasonDates', {
        date: format.date.date(parseDate(reason.until).toDate('UTC').getTime()),
      });
    default:
      return unreachable(reason);
  }
}

/** Why an offer did not apply: the one that beat it, and by how much. Empty for the one that applied. */
export function verdictText(
  offer: OfferAnswer,
  offers: readonly OfferAnswer[],
  { t, format }: OfferWords,
): string {
  const { verdict } = offer;
  if (verdict.kind === 'applied') return t('score.applied');
  const winner = offers.find(({ offerId }) => offerId === verdict.byOfferId);
  const name = winner === undefined ? verdict.byOfferId : format.local(winner.name);
  if (verdict.byMinor === 0) return t('score.beatenEqual', { offer: name });
  return t('score.beatenBy', { amount: format.money.text(verdict.byMinor), offer: name });
}
