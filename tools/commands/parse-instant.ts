/** Reads an instant as people give it on the command line. */

import { isIsoDate } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';

const instantPattern =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** ISO 8601 with a zone (`2026-11-21T18:30:00+03:30`); `undefined` for any other text and for dates that do not exist. */
export function parseInstant(text: string): EpochMs | undefined {
  const date = instantPattern.exec(text)?.groups?.['date'];
  if (date === undefined || !isIsoDate(date)) return undefined;
  return epochMs(Date.parse(text));
}
