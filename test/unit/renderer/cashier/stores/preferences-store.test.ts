import { describe, expect, it } from 'vitest';
import {
  createPreferencesStore,
  switchLanguage,
  switchTheme,
} from '#renderer/cashier/stores/preferences-store.ts';

function shelfWith(kept: string | null) {
  const writes: string[] = [];
  return {
    shelf: { getItem: () => kept, setItem: (_name: string, text: string) => void writes.push(text) },
    writes,
  };
}

describe('language and appearance', () => {
  it('start in Persian and with the appearance of the computer', () => {
    expect(createPreferencesStore(shelfWith(null).shelf).getState()).toEqual({
      language: 'fa',
      theme: 'auto',
    });
  });

  it('come back as they were left', () => {
    const { shelf, writes } = shelfWith(null);
    const store = createPreferencesStore(shelf);
    switchLanguage(store);
    switchTheme(store);
    const again = createPreferencesStore(shelfWith(writes.at(-1) ?? null).shelf);
    expect(again.getState()).toEqual({ language: 'en', theme: 'light' });
  });

  it('go round through automatic, light and dark', () => {
    const store = createPreferencesStore(shelfWith(null).shelf);
    const seen = [1, 2, 3].map(() => {
      switchTheme(store);
      return store.getState().theme;
    });
    expect(seen).toEqual(['light', 'dark', 'auto']);
  });

  it('survive anything that somebody else wrote in their place', () => {
    for (const kept of ['', '{', '[]', '"fa"', '{"language":"de","theme":7}']) {
      expect(createPreferencesStore(shelfWith(kept).shelf).getState()).toEqual({
        language: 'fa',
        theme: 'auto',
      });
    }
  });
});
