/** Language of the console, remembered in this browser; the appearance follows the system. */

import type { i18n } from 'i18next';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { textDirection } from '#renderer/ui/format/locale.ts';
import type { Language } from '#shared/domain/local-text.ts';

export type LooksStore = StoreApi<{ readonly language: Language }>;

const shelfKey = 'vafa.console.language';

export function createLooksStore(shelf: Pick<Storage, 'getItem' | 'setItem'>): LooksStore {
  const kept = shelf.getItem(shelfKey);
  const store: LooksStore = createStore(() => ({ language: kept === 'en' ? 'en' : 'fa' }));
  store.subscribe(({ language }) => shelf.setItem(shelfKey, language));
  return store;
}

/** Keeps the document in the chosen language, its direction and the system's appearance. */
export function followLooks(store: LooksStore, words: i18n, page: Document): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    const { language } = store.getState();
    page.documentElement.lang = language;
    page.documentElement.dir = textDirection[language];
    page.documentElement.dataset['theme'] = prefersDark.matches ? 'dark' : 'light';
    if (words.language !== language) void words.changeLanguage(language);
    page.title = words.t('console.title');
  };
  store.subscribe(show);
  prefersDark.addEventListener('change', show);
  show();
}
