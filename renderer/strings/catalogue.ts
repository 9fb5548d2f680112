/** Every language that the screens speak. */

import type { Language } from '#shared/domain/local-text.ts';
import { words as english } from './en/words.ts';
import type { Words } from './en/words.ts';
import { words as persian } from './fa/words.ts';

export const catalogue: { readonly [Spoken in Language]: Words } = { fa: persian, en: english };
