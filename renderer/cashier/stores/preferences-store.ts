/** Language and appearance, remembered on this computer. Nothing personal. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { languages } from '#shared/domain/local-text.ts';
import type { Language } from '#shared/domain/local-text.ts';

export type Theme = 'auto' | 'light' | 'dark';
export type Preferences = { readonly language: Language; readonly theme: Theme };
export type PreferencesStore = StoreApi<Preferences>;

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const shelfKey = 'vafa.preferences';
const firstPreferences: Preferences = { language: 'fa', theme: 'auto' };
const themes: readonly Theme[] = ['auto', 'light', 'dark'];
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
    const raw: unknown = JSON.parse(shelf.getItem(shelfKey) ?? 'null');
    return {
      language: oneOf(languages, memberOf(raw, 'language')) ?? firstPreferences.language,
      theme: oneOf(themes, memberOf(raw, 'theme')) ?? firstPreferences.theme,
    };
  } catch {
    return firstPreferences; // something else wrote under this name: only a choice of looks is lost
  }
}

function memberOf(raw: unknown, name: string): unknown {
  return typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : undefined;
}

function oneOf<Choice>(choices: readonly Choice[], raw: unknown): Choice | undefined {
  return choices.find((choice) => choice === raw);
}
