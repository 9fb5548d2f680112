/** The rules that keep the project tidy, each as a function of one file. */

import { sourceFacts } from './source-facts.ts';
import type { BuiltTextFact, SourceFacts, SourceFile, TextFact } from './source-facts.ts';

export const fileLinesMax = 500;
export const functionLinesMax = 70;
export const medianFileLinesMax = 120;

export const tidyRules = [
  'file-length',
  'function-length',
  'default-export',
  'climbing-import',
  'unfinished',
  'suppression-reason',
  'sql-keywords',
  'sql-values',
  'repeated-title',
] as const;
export type TidyRule = (typeof tidyRules)[number];

export type Violation = {
  readonly rule: TidyRule;
  readonly path: string;
  readonly line: number;
  readonly what: string;
};

type Finding = { readonly line: number; readonly what: string };
type Check = (facts: SourceFacts) => readonly Finding[];

const isSource = (path: string): boolean => /\.(?:ts|tsx|mts|cts|mjs|cjs|js)$/.test(path);
/** Written so that the word itself does not stand in this file. */
const unfinishedMark = new RegExp(`\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`);
const suppression =
  /\b(?:oxlint|eslint)-(?:disable|enable)|@ts-(?:expect-error|ignore|nocheck)|\b(?:v8|c8|istanbul) ignore/;
const reasonAfterSuppression = /(?:disable|error|ignore|nocheck|enable)\S*.* -- \S+ \S+/;

/** Configuration files: the tool that reads one demands a default export. */
const isConfiguration = (path: string): boolean => /(?:^|\/)[\w.-]+\.config\.ts$/.test(path);

const isDatabase = (path: string): boolean => /(?:^|\/)db\//.test(path);

const checks: Readonly<Record<Exclude<TidyRule, 'unfinished'>, Check>> = {
  'file-length': ({ lineCount }) =>
    lineCount > fileLinesMax
      ? [{ line: lineCount, what: `${lineCount} lines, at most ${fileLinesMax}` }]
      : [],
  'function-length': ({ functions }) =>
    functions
      .filter(({ lineCount }) => lineCount > functionLinesMax)
      .map(({ line, lineCount }) => ({ line, what: `${lineCount} lines, at most ${functionLinesMax}` })),
  'default-export': ({ path, defaultExports }) =>
    isConfiguration(path) ? [] : defaultExports.map(({ line }) => ({ line, what: 'a default export' })),
  'climbing-import': ({ importedFrom }) =>
    importedFrom
      .filter(({ text }) => text.startsWith('../../'))
      .map(({ line, text }) => ({ line, what: `${text}: write #module/… instead` })),
  'suppression-reason': ({ comments }) =>
    comments
      .filter(({ text }) => suppression.test(text) && !reasonAfterSuppression.test(text.trim()))
      .map(({ line, text }) => ({ line, what: `"${text.trim()}" gives no reason after " -- "` })),
  'sql-keywords': ({ path, texts }) => (isDatabase(path) ? texts.flatMap(lowerCaseKeywords) : []),
  'sql-values': ({ path, builtTexts }) => (isDatabase(path) ? builtTexts.flatMap(valuesInSql) : []),
  'repeated-title': ({ testTitles }) => repeatedTitles(testTitles),
};

/** Every violation of every rule in one file; a file that is no source is only searched for unfinished work. */
export function tidyViolations(file: SourceFile): readonly Violation[] {
  const { path } = file;
  const unfinished = unfinishedLines(file).map((finding) => ({
    rule: 'unfinished' as const,
    path,
    ...finding,
  }));
  if (!isSource(path)) return unfinished;
  const facts = sourceFacts(file);
  const found = tidyRules.flatMap((rule) =>
    rule === 'unfinished' ? [] : checks[rule](facts).map((finding) => ({ rule, path, ...finding })),
  );
  return [...unfinished, ...found];
}

function unfinishedLines({ text }: SourceFile): readonly Finding[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, what: line.trim() }))
    .filter(({ what }) => unfinishedMark.test(what));
}

const statementStart =
  /^\s*(?:--.*\n\s*)*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|PRAGMA|WITH|BEGIN|COMMIT|ROLLBACK|ATTACH|VACUUM)\s/i;
/** Keywords that no column of this project is called. */
const keyword =
  /\b(?:select|from|where|insert|into|values|update|delete|create|table|references|having|join|union|returning|begin|immediate|commit|rollback|pragma|strict|distinct|and|or|not|null|limit|order\s+by|group\s+by|primary\s+key|without\s+rowid|on\s+conflict|if\s+exists)\b/gi;

function lowerCaseKeywords({ line, text }: TextFact): readonly Finding[] {
  if (!statementStart.test(text)) return [];
  const statement = text.replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/--.*$/gm, '');
  const lower = [...statement.matchAll(keyword)]
    .map(([word]) => word)
    .filter((word) => word !== word.toUpperCase());
  return lower.length === 0
    ? []
    : [{ line, what: `SQL keywords in lower case: ${[...new Set(lower)].join(', ')}` }];
}

/** A statement takes values as parameters only. PRAGMA takes none: what is put into one is this program's own. */
function valuesInSql({ line, text, parts }: BuiltTextFact): readonly Finding[] {
  if (!statementStart.test(text) || /^\s*PRAGMA/i.test(text)) return [];
  return [{ line, what: `SQL put together with ${parts.join(', ')}: pass it as a parameter` }];
}

function repeatedTitles(titles: readonly TextFact[]): readonly Finding[] {
  const texts = titles.map(({ text }) => text);
  return titles
    .filter(({ text }, index) => texts.indexOf(text) !== index)
    .map(({ line, text }) => ({ line, what: `the title "${text}" stands twice` }));
}

/** Median of the files' lengths in lines; `lengths` is not empty. */
export function medianOf(lengths: readonly number[]): number {
  const sorted = lengths.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
