/** What a receipt is known by, at the till that printed it and at HQ. */

import type { IsoDate } from './calendar.ts';
import { asciiDigits } from './text.ts';

/** Short enough to be read out: till, day (YYMMDD) and the entry's number, which this till never uses twice. */
export function receiptNumber(code: string, businessDay: IsoDate, seq: number): string {
  return `${code}-${businessDay.slice(2).replaceAll('-', '')}-${seq}`;
}

const codeLengthMax = 6;

/** The Latin letters and digits of the till's name; the start of its id for a name that has none. */
export function tillCode(tillName: string, deviceId: string): string {
  const letters = asciiDigits(tillName)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, codeLengthMax);
  return letters === '' ? deviceId.slice(0, codeLengthMax).toUpperCase() : letters;
}
