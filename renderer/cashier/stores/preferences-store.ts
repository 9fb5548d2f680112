/** Language and appearance, remembered on this computer. Nothing personal. */

import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

const preferencesSchema = z.object({
  language: z.enum(['fa', 'en']),
  theme: z.enum(['auto', 'light', 'dark']),
});
export type Preferences = z.output<typeof preferencesSchema>;
export type Theme = Preferences['theme'];
export type PreferencesStore = StoreApi<Preferences>;

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const shelfKey = 'vafa.preferences';
const firstPreferences: Preferences = { language: 'fa', theme: 'auto' };
const nextThemes: { readonly [Present in Theme]: Theme } = { auto: 'light', light: 'dark', dark: 'auto' };

/** Starts from what was kept; each change is kept at once. */
export function createPreferencesStore(shelf: Shelf): PreferencesStore {
  const store = createStore<Preferences>(() => kept(shelf));
  store.subscribe((preferences) => shelf.setItem(shelfKey, JSON.stringify(preferences)));
  return store;
}

export function switchLanguage(store: PreferencesStore): void {
  store.setState(({ language }) => ({ language: language === 'fa' ? 'en' : 'fa' }));
}

/** Automatic, light, dark, and round again. */
export function switchTheme(store: PreferencesStore): void {
  store.setState(({ theme }) => ({ theme: nextThemes[theme] }));
}

function kept(shelf: Shelf): Preferences {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(shelf.getItem(shelfKey) ?? 'null'));
    return parsed.success ? parsed.data : firstPreferences;
  } catch {
    return firstPreferences; // something else wrote under this name: only a choice of looks is lost
  }
}
