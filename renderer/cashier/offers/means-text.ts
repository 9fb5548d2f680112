/** How a customer pays, in words. */

import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { OfferWords } from './offer-words.ts';

/** A means that this version does not know stays as it is written. */
export function meansText(means: string, { t }: Pick<OfferWords, 't'>): string {
  const known = paymentMeansKinds.find((kind) => kind === means);
  return known === undefined ? means : t(`means.${known}`);
}
