/** A date of a test, checked. */

import { isIsoDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { invariant } from '#shared/kernel/invariant.ts';

export function isoOf(text: string): IsoDate {
  invariant(isIsoDate(text), 'a test names a date');
  return text;
}
