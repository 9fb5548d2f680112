import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from '#renderer/ui/format/locale.ts';

/** A whole number of any size in the digits of the language; a text that is none stays as it is. */
export function groupedSum(text: string, language: Language): string {
  return /^-?\d+$/.test(text) ? BigInt(text).toLocaleString(localeTag[language]) : text;
}
