/** How a language is written: its locale tag and its direction. */

import type { Language } from '#shared/domain/local-text.ts';

export const localeTag: { readonly [Spoken in Language]: string } = { fa: 'fa-IR', en: 'en-GB' };
export const textDirection: { readonly [Spoken in Language]: 'rtl' | 'ltr' } = { fa: 'rtl', en: 'ltr' };
