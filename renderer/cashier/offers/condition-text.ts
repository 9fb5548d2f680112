/** What a condition asks for, as a phrase: "At least 500,000 Toman of Home". */

import { unreachable } from '#shared/kernel/invariant.ts';
import { consentText } from './consent-text.ts';
import { meansText } from './means-text.ts';
import { occasionText } from './occasion-text.ts';
import { quoted, tierName } from './offer-words.ts';
import type { Condition, OfferWords } from './offer-words.ts';
import { selectorText } from './selector-text.ts';

export function conditionText(condition: Condition, words: OfferWords): string {
  const { t, format } = words;
  switch (condition.kind) {
    case 'all':
      return format.list.and(condition.of.map((child) => conditionText(child, words)));
    case 'any':
      return format.list.or(condition.of.map((child) => conditionText(child, words)));
    case 'none': {
      const conditions = format.list.or(condition.of.map((child) => conditionText(child, words)));
      return t('conditions.none', { conditions });
    }
    case 'dates':
    case 'weekdays':
    case 'hours':
    case 'recurring':
      return scheduleText(condition, words);
    case 'amount':
    case 'quantity':
    case 'contains':
    case 'paymentMeans':
      return basketText(condition, words);
    case 'earlierVisits':
    case 'firstPurchase':
    case 'daysSinceLastVisit':
    case 'purchases':
      return historyText(condition, words);
    case 'member':
    case 'tier':
    case 'segment':
    case 'memberTag':
    case 'store':
    case 'storeGroup':
    case 'arm':
    case 'rollout':
    case 'effectiveDate':
    case 'referred':
    case 'referrer':
    case 'consent':
      return audienceText(condition, words);
    default:
      return unreachable(condition);
  }
}

type Of<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>;
type ScheduleCondition = Of<'dates' | 'weekdays' | 'hours' | 'recurring'>;
type BasketCondition = Of<'amount' | 'quantity' | 'contains' | 'paymentMeans'>;
type HistoryCondition = Of<'earlierVisits' | 'firstPurchase' | 'daysSinceLastVisit' | 'purchases'>;
type AudienceCondition = Exclude<
  Condition,
  ScheduleCondition | BasketCondition | HistoryCondition | Of<'all' | 'any' | 'none'>
>;

function audienceText(condition: AudienceCondition, words: OfferWords): string {
  const { t, format } = words;
  switch (condition.kind) {
    case 'member':
      return t('conditions.member');
    case 'tier':
      return t('conditions.tier', {
        tiers: format.list.or(condition.anyOf.map((tierId) => tierName(tierId, words))),
      });
    case 'segment':
      return t('conditions.segment', { names: quoted(condition.anyOf, words) });
    case 'memberTag':
      return t('conditions.memberTag', { names: quoted(condition.anyOf, words) });
    case 'store':
    case 'storeGroup':
      return t('conditions.store');
    case 'arm':
      return t('conditions.arm');
    case 'rollout':
      return t('conditions.rollout', { share: format.number.percent(condition.basisPoints) });
    case 'effectiveDate':
      return occasionText(condition.dateKind, words);
    case 'referred':
      return t('conditions.referred');
    case 'referrer':
      return t('conditions.referrer', { count: condition.atLeast });
    case 'consent':
      return t('conditions.consent', {
        names: format.list.and(condition.allOf.map((consent) => consentText(consent, words))),
      });
    default:
      return unreachable(condition);
  }
}

function historyText(condition: HistoryCondition, words: OfferWords): string {
  const { t, format } = words;
  const { count } = format.number;
  switch (condition.kind) {
    case 'earlierVisits': {
      // Ten purchases before this one make this the eleventh.
      const from = count(condition.atLeast + 1);
      if (condition.atMost === undefined) return t('conditions.earlierVisits', { from });
      return condition.atMost === condition.atLeast
        ? t('conditions.earlierVisitsExact', { from })
        : t('conditions.earlierVisitsBetween', { from, until: count(condition.atMost + 1) });
    }
    case 'firstPurchase':
      return t('conditions.firstPurchase');
    case 'daysSinceLastVisit':
      return condition.atMost === undefined
        ? t('conditions.daysSinceLastVisit', { count: condition.atLeast })
        : t('conditions.daysSinceLastVisitBetween', {
            from: count(condition.atLeast),
            until: count(condition.atMost),
          });
    case 'purchases':
      return purchasesText(condition, words);
    default:
      return unreachable(condition);
  }
}

function purchasesText({ measure, atLeast, atMost, period }: Of<'purchases'>, words: OfferWords): string {
  const { t, format } = words;
  const when =
    typeof period === 'string' ? t(`periods.${period}`) : t('periods.days', { count: period.days });
  if (measure === 'visits') {
    const { count } = format.number;
    return atMost === undefined
      ? t('conditions.visits', { count: atLeast, period: when })
      : t('conditions.visitsBetween', { from: count(atLeast), until: count(atMost), period: when });
  }
  const from = format.money.text(atLeast);
  return atMost === undefined
    ? t('conditions.spent', { from, period: when })
    : t('conditions.spentBetween', { from, until: format.money.text(atMost), period: when });
}

function scheduleText(condition: ScheduleCondition, words: OfferWords): string {
  const { t, format, today } = words;
  const { digits } = format.number;
  switch (condition.kind) {
    case 'dates': {
      const day = (date: string, time: string | undefined): string =>
        time === undefined ? format.day.day(date, today) : `${format.day.day(date, today)} ${digits(time)}`;
      return t('conditions.dates', {
        from: day(condition.from, condition.fromTime),
        until: day(condition.until, condition.untilTime),
      });
    }
    case 'weekdays':
      return t('conditions.weekdays', { days: format.list.or(condition.anyOf.map(format.day.weekday)) });
    case 'hours':
      return t('conditions.hours', { from: digits(condition.from), until: digits(condition.until) });
    case 'recurring':
      return t('conditions.recurring', {
        from: format.day.yearly(condition.calendar, condition.from),
        until: format.day.yearly(condition.calendar, condition.until),
      });
    default:
      return unreachable(condition);
  }
}

function basketText(condition: BasketCondition, words: OfferWords): string {
  const { t, format } = words;
  switch (condition.kind) {
    case 'amount': {
      const amount = format.money.text(condition.amountMinor);
      const isAbove = condition.bound === 'above';
      if (condition.of === undefined)
        return t(isAbove ? 'conditions.amountAbove' : 'conditions.amountAtLeast', { amount });
      const what = selectorText(condition.of, words);
      return t(isAbove ? 'conditions.amountOfAbove' : 'conditions.amountOfAtLeast', { amount, what });
    }
    case 'quantity':
      return condition.of === undefined
        ? t('conditions.quantity', { count: condition.atLeast })
        : t('conditions.quantityOf', {
            need: format.number.count(condition.atLeast),
            what: selectorText(condition.of, words),
          });
    case 'contains':
      return t('conditions.contains', { what: selectorText(condition.of, words) });
    case 'paymentMeans':
      return t('conditions.paymentMeans', {
        means: format.list.or(condition.anyOf.map((means) => meansText(means, words))),
      });
    default:
      return unreachable(condition);
  }
}
