/** Every word on the screen comes from the catalogues, and every word of the catalogues comes on the screen. */

import { describe, expect, it } from 'vitest';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { projectFiles, projectText } from './project-files.ts';
import { keysOf, unusedKeys, wordsInMarkup } from './words.ts';

const sources = projectFiles()
  .filter((path) => /^renderer\/(?!strings\/).*\.tsx?$/.test(path))
  .map((path) => ({ path, text: projectText(path) }));

describe('the words of the screen', () => {
  it('are all used', () => {
    expect(unusedKeys(keysOf(catalogue.en), sources)).toEqual([]);
  });

  it('stand in no component', () => {
    expect(sources.flatMap(wordsInMarkup)).toEqual([]);
  });
});

describe('the search for words', () => {
  const source = (text: string): { readonly path: string; readonly text: string } => ({
    path: 'planted.tsx',
    text,
  });

  it('finds a key that nothing asks for', () => {
    const asking = source("t('pay.now'); t('basket.items', { count: 2 }); t(`errors.${code}.sentence`);");
    const words = {
      pay: { now: 'Pay', later: 'Later' },
      basket: { items_one: 'one item', items_other: 'many items' },
      errors: { disk_full: { sentence: 'Full.', nextStep: 'Call.' } },
    };
    expect(unusedKeys(keysOf(words), [asking])).toEqual(['pay.later', 'errors.disk_full.nextStep']);
  });

  it('finds words that a component shows by itself', () => {
    const component = source(
      'export const a = <p title="Close">Hello {name} <b aria-hidden="true">×</b></p>;',
    );
    expect(wordsInMarkup(component)).toEqual(['planted.tsx: Close', 'planted.tsx: Hello']);
  });
});
