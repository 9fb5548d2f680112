/** Random dates. */

import fc from 'fast-check';

/** 1900 to 2099. */
export const anyIsoDate = isoDateFrom('1900-01-01', '2099-12-31');

/** Both ends included. */
export function isoDateFrom(first: string, last: string): fc.Arbitrary<string> {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return fc
    .integer({ min: 0, max: days })
    .map((day) => new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10));
}
