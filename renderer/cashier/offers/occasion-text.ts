/** A yearly date of a member: the usual ones by name, the owner's own as the chain calls them. */

import type { OfferWords } from './offer-words.ts';

const knownKinds = ['birthday', 'wedding', 'familyBirthday'] as const;

export function occasionText(dateKind: string, { t }: OfferWords): string {
  const known = knownKinds.find((kind) => kind === dateKind);
  return known === undefined ? t('occasions.other', { name: dateKind }) : t(`occasions.${known}`);
}
