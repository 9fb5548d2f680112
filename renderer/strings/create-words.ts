/** The catalogues behind `t`, complete in both languages before the first paint. */

import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/domain/local-text.ts';
import { catalogue } from './catalogue.ts';

export function createWords(language: Language): i18n {
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { fa: { translation: catalogue.fa }, en: { translation: catalogue.en } },
    interpolation: { escapeValue: false }, // React escapes what it shows
  });
  return words;
}
