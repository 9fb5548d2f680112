/** How long an offer that counts down can still be had. */

import { parseDate } from '@internationalized/date';
import type { OfferAnswer, OfferWords } from './offer-words.ts';

const midnight = '24:00';

export function endText(
  { localDate, time }: NonNullable<OfferAnswer['endsAt']>,
  { t, format, today }: OfferWords,
): string {
  const shownTime = format.number.digits(time);
  if (localDate === today) {
    return time === midnight ? t('offers.endsAtMidnight') : t('offers.endsToday', { time: shownTime });
  }
  const isTomorrow = parseDate(today).add({ days: 1 }).toString() === localDate;
  const day = isTomorrow ? t('offers.tomorrow') : format.day.day(localDate, today);
  return time === midnight ? t('offers.endsOn', { day }) : t('offers.endsOnAt', { day, time: shownTime });
}

/** Today or tomorrow: worth a word to the customer. */
export function isEndNear({ localDate }: NonNullable<OfferAnswer['endsAt']>, today: string): boolean {
  return localDate <= parseDate(today).add({ days: 1 }).toString();
}
