/** Several things in one phrase, joined as the language joins them. */

import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from './locale.ts';

export type ListFormat = {
  readonly and: (things: readonly string[]) => string;
  readonly or: (things: readonly string[]) => string;
};

export function createListFormat(language: Language): ListFormat {
  const and = new Intl.ListFormat(localeTag[language], { type: 'conjunction' });
  const or = new Intl.ListFormat(localeTag[language], { type: 'disjunction' });
  return { and: (things) => and.format(things), or: (things) => or.format(things) };
}
