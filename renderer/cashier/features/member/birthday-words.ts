/** How far the birthday is, in words; null when it is not near. */

import type { TFunction } from 'i18next';

export function birthdayWords(inDays: number | null, t: TFunction): string | null {
  if (inDays === null) return null;
  if (inDays === 0) return t('member.birthdayToday');
  return inDays > 0
    ? t('member.birthdayIn', { count: inDays })
    : t('member.birthdayPast', { count: -inDays });
}
