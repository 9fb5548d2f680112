/** Keeps the document in the chosen language, direction and appearance. */

import type { i18n } from 'i18next';
import { textDirection } from '#renderer/ui/format/locale.ts';
import type { PreferencesStore } from './stores/preferences-store.ts';

export function followPreferences(store: PreferencesStore, words: i18n, page: Document): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    const { language, theme } = store.getState();
    const isDark = theme === 'dark' || (theme === 'auto' && prefersDark.matches);
    page.documentElement.lang = language;
    page.documentElement.dir = textDirection[language];
    page.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    if (words.language !== language) void words.changeLanguage(language);
    page.title = words.t('common.product');
  };
  store.subscribe(show);
  prefersDark.addEventListener('change', show);
  show();
}
