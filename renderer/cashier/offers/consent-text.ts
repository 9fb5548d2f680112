/** What a member consented to: the usual ways by name, the owner's own as the chain calls them. */

import { quoted } from './offer-words.ts';
import type { OfferWords } from './offer-words.ts';

const knownKinds = ['sms', 'email', 'phone', 'post'] as const;

export function consentText(consent: string, words: OfferWords): string {
  const known = knownKinds.find((kind) => kind === consent);
  return known === undefined ? quoted([consent], words) : words.t(`consents.${known}`);
}
