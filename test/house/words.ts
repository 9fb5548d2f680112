/** What the strings test needs to know of the catalogues and of the sources that use them. */

import { parseSync, Visitor } from 'vite';
import type { SourceFile } from './source-facts.ts';
import { sourceFacts } from './source-facts.ts';

/** Keys of all texts of a catalogue: `basket.items_one`. Throws for anything but texts and groups of texts. */
export function keysOf(group: object, path: readonly string[] = []): readonly string[] {
  return Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    const key = [...path, name];
    if (typeof value === 'string') return [key.join('.')];
    if (typeof value === 'object' && value !== null) return keysOf(value, key);
    throw new Error(`${key.join('.')} is no text`);
  });
}

/** The key that a source asks for: without the plural form. */
function askedKey(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '');
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
