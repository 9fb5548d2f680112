/** The near misses that are true advice. */

import type { NearMiss, Score } from './offer-words.ts';

/**
 * Another way to pay is told with what it brings. What the chosen way brings would be lost by it, and is not reckoned
 * against it: while an applied offer rests on how the customer pays, nothing is said of other ways.
 */
export function nearMissesToSay({
  offers,
  nearMisses,
}: Pick<Score, 'offers' | 'nearMisses'>): readonly NearMiss[] {
  const restsOnMeans = offers.some(
    ({ verdict, reasons }) =>
      verdict.kind === 'applied' && reasons.some(({ kind }) => kind === 'paymentMeans'),
  );
  return restsOnMeans ? nearMisses.filter(({ missing }) => missing.kind !== 'paymentMeans') : nearMisses;
}
