/** Every word on the screen comes from the catalogues, and both languages have all of them. */

import { describe, expect, it } from 'vitest';
import { languages } from '#shared/domain/local-text.ts';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { projectFiles, projectText } from './project-files.ts';
import { askedKey, filledNames, flatTexts, unusedKeys, wordsInMarkup, wrongPlurals } from './words.ts';

const english = flatTexts(catalogue.en);
const persian = flatTexts(catalogue.fa);
const sources = projectFiles()
  .filter((path) => /^renderer\/(?!strings\/).*\.tsx?$/.test(path))
  .map((path) => ({ path, text: projectText(path) }));

const askedKeys = (texts: ReadonlyMap<string, string>): readonly string[] => [
  ...new Set([...texts.keys()].map(askedKey)),
];

describe('the words of the screen', () => {
  it('are the same keys in Persian and English', () => {
    expect(askedKeys(persian).toSorted()).toEqual(askedKeys(english).toSorted());
  });

  it.each(languages)('have the plural forms of the language %s and no others', (language) => {
    expect(wrongPlurals(flatTexts(catalogue[language]), language)).toEqual([]);
  });

  it('are all written', () => {
    expect([...persian, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same names to fill in, whatever the language', () => {
    const differing = [...english]
      .filter(([key]) => persian.has(key))
      .filter(([key, text]) => filledNames(text).join() !== filledNames(persian.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('are written with Persian letters in Persian, not with the Arabic ones that look like them', () => {
    expect([...persian].filter(([, text]) => /[يكىة]/.test(text))).toEqual([]);
  });

  it('are all used', () => {
    expect(unusedKeys([...english.keys()], sources)).toEqual([]);
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
    const keys = [
      'pay.now',
      'pay.later',
      'basket.items_one',
      'errors.disk_full.sentence',
      'errors.disk_full.nextStep',
    ];
    expect(unusedKeys(keys, [asking])).toEqual(['pay.later', 'errors.disk_full.nextStep']);
  });

  it('finds a plural form that is missing or one too many', () => {
    const texts = flatTexts({
      items_one: '1',
      items_other: '2',
      rows_other: '3',
      pages_one: '1',
      pages_two: '2',
      pages_other: '3',
    });
    expect(wrongPlurals(texts, 'en')).toEqual(['rows', 'pages']);
  });

  it('finds a name that one language does not fill in', () => {
    expect(filledNames('Pay {{amount}} now, {{count, number}} items in {seconds} s')).toEqual([
      'amount',
      'count',
      'seconds',
    ]);
  });

  it('finds words that a component shows by itself', () => {
    const component = source(
      'export const a = <p title="Close">Hello {name} <b aria-hidden="true">×</b></p>;',
    );
    expect(wordsInMarkup(component)).toEqual(['planted.tsx: Close', 'planted.tsx: Hello']);
  });
});
