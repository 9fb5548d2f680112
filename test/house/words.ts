/** What the strings tests need to know of the catalogues and of the sources that use them. */

import { parseSync, Visitor } from 'vite';
import type { SourceFile } from './source-facts.ts';
import { sourceFacts } from './source-facts.ts';

/** Texts by key: `basket.items_one`. */
export type Texts = ReadonlyMap<string, string>;

/** A catalogue as a flat list. Throws for anything but texts and groups of texts. */
export function flatTexts(group: object, path: readonly string[] = []): Texts {
  return new Map(
    Object.entries(group).flatMap(([name, value]: [string, unknown]): [string, string][] => {
      const key = [...path, name];
      if (typeof value === 'string') return [[key.join('.'), value]];
      if (typeof value === 'object' && value !== null) return [...flatTexts(value, key)];
      throw new Error(`${key.join('.')} is no text`);
    }),
  );
}

const plural = /_(?:zero|one|two|few|many|other)$/;

/** The key that a source asks for: without the plural form. */
export function askedKey(key: string): string {
  return key.replace(plural, '');
}

/** Keys of which the language lacks a plural form, or has one that it never uses. */
export function wrongPlurals(texts: Texts, language: string): readonly string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
  const suffixed = [...texts.keys()].filter((key) => plural.test(key));
  const formsOf = (asked: string): readonly string[] =>
    suffixed.filter((key) => askedKey(key) === asked).map((key) => key.slice(asked.length + 1));
  return [...new Set(suffixed.map(askedKey))].filter(
    (asked) => formsOf(asked).toSorted().join() !== forms.join(),
  );
}

/** Names filled into a text: `{{count, number}}` and `{seconds}`. */
export function filledNames(text: string): readonly string[] {
  return [
    ...new Set(
      [...text.matchAll(/\{+(?<name>\w+)[^}]*\}+/g)].flatMap((match) => match.groups?.['name'] ?? []),
    ),
  ].toSorted();
}

/** Keys that no source asks for, written out or put together (`errors.${code}.sentence`). */
export function unusedKeys(keys: readonly string[], sources: readonly SourceFile[]): readonly string[] {
  const texts = new Set(sources.flatMap((source) => sourceFacts(source).texts.map(({ text }) => text)));
  const patterns = [...texts]
    .filter((text) => /^\w+\.[\w. ?]*$/.test(text) && text.includes(' ? '))
    .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(' ? ', '[\\w.]+')}$`));
  const isAsked = (key: string): boolean => texts.has(key) || patterns.some((pattern) => pattern.test(key));
  return keys.filter((key) => !isAsked(key) && !isAsked(askedKey(key)));
}

const shownAttributes = ['aria-label', 'aria-description', 'alt', 'title', 'placeholder', 'label'];
const word = /\p{L}{2,}/u;

/** Words that a component shows without asking the catalogue for them. */
export function wordsInMarkup({ path, text }: SourceFile): readonly string[] {
  const found: string[] = [];
  const note = (shown: string): void => {
    if (word.test(shown)) found.push(`${path}: ${shown.trim()}`);
  };
  new Visitor({
    JSXText: (node) => note(node.value),
    JSXAttribute: ({ name, value }) => {
      const isShown = name.type === 'JSXIdentifier' && shownAttributes.includes(name.name);
      if (isShown && value?.type === 'Literal' && typeof value.value === 'string') note(value.value);
    },
  }).visit(parseSync(path, text).program);
  return found;
}
