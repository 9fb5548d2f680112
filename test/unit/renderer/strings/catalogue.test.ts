import { describe, expect, it } from 'vitest';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { errorCodes } from '#shared/contracts/error-codes.ts';

type Leaves = ReadonlyMap<string, string>;

function leavesOf(tree: object, path = ''): Leaves {
  return new Map(
    Object.entries(tree).flatMap(([name, value]: [string, unknown]): (readonly [string, string])[] => {
      const here = path === '' ? name : `${path}.${name}`;
      if (typeof value === 'string') return [[here, value]];
      return typeof value === 'object' && value !== null ? [...leavesOf(value, here)] : [];
    }),
  );
}

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

const english = leavesOf(catalogue.en);
const persian = leavesOf(catalogue.fa);

describe('the catalogue of words', () => {
  it('has the same keys in both languages', () => {
    expect([...persian.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect(english.size).toBeGreaterThan(200);
  });

  it('leaves no text empty in either language', () => {
    const empty = [...english, ...persian].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('names the same placeholders in both languages', () => {
    const differing = [...english].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(persian.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('has a sentence and a next step for every failure in both languages', () => {
    for (const words of [catalogue.en, catalogue.fa]) {
      expect(Object.keys(words.errors).toSorted()).toEqual([...errorCodes].toSorted());
      for (const code of errorCodes) {
        expect(words.errors[code].sentence).toMatch(/[.!؟?]$/);
        expect(words.errors[code].nextStep).not.toBe('');
      }
    }
  });

  it('shows no code of a failure to a person', () => {
    const technical = [...english, ...persian].filter(
      ([key, text]) =>
        key.startsWith('errors.') && errorCodes.some((code) => code.includes('_') && text.includes(code)),
    );
    expect(technical).toEqual([]);
  });

  it('gives every counted text both of its forms', () => {
    const counted = [...english.keys()].filter((key) => key.endsWith('_other'));
    expect(counted.length).toBeGreaterThan(5);
    for (const key of counted) expect(english.has(key.replace(/_other$/, '_one'))).toBe(true);
  });

  it('writes Persian with Persian letters and digits', () => {
    const foreign = [...persian].filter(([key, text]) => {
      const own = text.replace(/\{\{[^}]*\}\}/g, '');
      return key !== 'errors.instant_invalid.nextStep' && /[يكةى٠-٩0-9]/.test(own);
    });
    expect(foreign).toEqual([]);
  });

  it('joins the Persian verb prefix by a half-space and never by a space', () => {
    const loose = [...persian].filter(([, text]) => /(^|[\s«])ن?می\s/.test(text));
    expect(loose).toEqual([]);
  });
});
