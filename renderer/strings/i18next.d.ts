import type { Words } from './en/words.ts';

/** Makes a key that no language has a compile error. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
  }
}
