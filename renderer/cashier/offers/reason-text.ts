/** Why an offer matched, in words: one phrase for each condition that holds and has something to say. */

import { activityKinds } from '#shared/domain/activity.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { meansText } from './means-text.ts';
import { occasionText } from './occasion-text.ts';
import { tierName } from './offer-words.ts';
import type { OfferWords, Reason } from './offer-words.ts';
import { selectorText } from './selector-text.ts';

export function reasonText(reason: Reason, words: OfferWords): string {
  const { t, format } = words;
  switch (reason.kind) {
    case 'member':
      return t('reasons.member');
    case 'tier':
      return t('reasons.tier', { tier: tierName(reason.tierId, words) });
    case 'segment':
      return t('reasons.segment', { name: reason.segmentId });
    case 'memberTag':
      return t('reasons.memberTag', { name: reason.tag });
    case 'store':
      return t('reasons.store');
    case 'experiment':
      return t('reasons.experiment');
    case 'visit':
      return t('reasons.visit', { number: format.number.count(reason.visitNumber) });
    case 'daysSinceLastVisit':
      return t('reasons.daysSinceLastVisit', { count: reason.days });
    case 'purchases':
      return reason.measure === 'visits'
        ? t('reasons.visits', { count: reason.have })
        : t('reasons.spent', { amount: format.money.text(reason.have) });
    case 'effectiveDate':
      return occasionText(reason.dateKind, words);
    case 'referred':
      return t('reasons.referred');
    case 'referrer':
      return t('reasons.referrer', { count: reason.referrals });
    case 'consent':
      return t('reasons.consent');
    case 'activity':
      return activityText(reason.activity, words);
    case 'dates':
    case 'weekday':
    case 'hours':
    case 'recurring':
      return scheduleText(reason, words);
    case 'amount':
    case 'quantity':
    case 'contains':
    case 'paymentMeans':
      return basketText(reason, words);
    default:
      return unreachable(reason);
  }
}

type ScheduleReason = Extract<Reason, { readonly kind: 'dates' | 'weekday' | 'hours' | 'recurring' }>;
type BasketReason = Extract<Reason, { readonly kind: 'amount' | 'quantity' | 'contains' | 'paymentMeans' }>;

function scheduleText(reason: ScheduleReason, words: OfferWords): string {
  const { t, format, today } = words;
  switch (reason.kind) {
    case 'dates': {
      const date = format.day.day(reason.until, today);
      return reason.untilTime === null
        ? t('reasons.dates', { date })
        : t('reasons.datesTime', { date, time: format.number.digits(reason.untilTime) });
    }
    case 'weekday':
      return t('reasons.weekday', { weekday: format.day.weekday(reason.weekday) });
    case 'hours':
      return t('reasons.hours', { time: format.number.digits(reason.until) });
    case 'recurring':
      return t(reason.isEstimated ? 'reasons.recurringEstimated' : 'reasons.recurring');
    default:
      return unreachable(reason);
  }
}

function basketText(reason: BasketReason, words: OfferWords): string {
  const { t, format } = words;
  switch (reason.kind) {
    case 'amount': {
      const amounts = {
        have: format.money.text(reason.haveMinor),
        bound: format.money.text(reason.boundMinor),
      };
      return reason.of === null
        ? t('reasons.amount', amounts)
        : t('reasons.amountOf', { ...amounts, what: selectorText(reason.of, words) });
    }
    case 'quantity': {
      const have = format.number.count(reason.have);
      if (reason.of === null) return t('reasons.quantity', { have, count: reason.atLeast });
      const need = format.number.count(reason.atLeast);
      return t('reasons.quantityOf', { have, need, what: selectorText(reason.of, words) });
    }
    case 'contains':
      return t('reasons.contains', {
        amount: format.money.text(reason.amountMinor),
        what: selectorText(reason.of, words),
      });
    case 'paymentMeans':
      return t('reasons.paymentMeans', { means: meansText(reason.means, words) });
    default:
      return unreachable(reason);
  }
}

function activityText(activity: string, { t }: OfferWords): string {
  const known = activityKinds.find((kind) => kind === activity);
  return t(`activities.${known ?? 'other'}`);
}
