/** Keeps the project tidy, and proves each rule on a planted fault. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFiles, projectPath } from './project-files.ts';
import { tidyExemptions } from './tidy-exemptions.ts';
import {
  fileLinesMax,
  functionLinesMax,
  medianFileLinesMax,
  medianOf,
  tidyRules,
  tidyViolations,
} from './tidy-rules.ts';
import type { TidyRule, Violation } from './tidy-rules.ts';

const isRead = (path: string): boolean =>
  /\.(?:ts|tsx|mts|cts|mjs|cjs|js|css|html|md|sql|sh|yml|yaml)$/.test(path);
const files = projectFiles()
  .filter(isRead)
  .map((path) => ({ path, text: readFileSync(projectPath(path), 'utf8') }));
const violations = files.flatMap(tidyViolations);

const isExempt = ({ rule, path }: Violation): boolean =>
  tidyExemptions.some((exemption) => exemption.rule === rule && exemption.path === path);

describe('the project', () => {
  it.each(tidyRules)('breaks the rule %s nowhere but where it is exempt', (rule) => {
    const broken = violations.filter((violation) => violation.rule === rule && !isExempt(violation));
    expect(broken.map(({ path, line, what }) => `${path}:${line} ${what}`)).toEqual([]);
  });

  it('has no exemption that is no longer needed, and a reason for each', () => {
    for (const { rule, path, reason } of tidyExemptions) {
      const needed = violations.some((violation) => violation.rule === rule && violation.path === path);
      expect(needed, `${path} keeps to ${rule}: take the exemption away`).toBe(true);
      expect(reason.split(' ').length).toBeGreaterThan(3);
    }
  });

  it(`has files of ${medianFileLinesMax} lines or fewer in the middle`, () => {
    const sources = files.filter(({ path }) => /\.tsx?$/.test(path));
    expect(medianOf(sources.map(({ text }) => text.split('\n').length))).toBeLessThanOrEqual(
      medianFileLinesMax,
    );
  });
});

const longFunction = `export function f(): void {\n${'  g();\n'.repeat(functionLinesMax)}}\n`;
const mark = ['FIX', 'ME'].join('');
const off = ['oxlint', 'disable-next-line no-empty'].join('-');

type Plant = { readonly rule: TidyRule; readonly how: string; readonly path?: string; readonly text: string };

const database = 'electron/till/db/planted.ts';
const planted: readonly Plant[] = [
  { rule: 'file-length', how: 'one line too many', text: 'g();\n'.repeat(fileLinesMax + 1) },
  { rule: 'function-length', how: 'a long function', text: longFunction },
  {
    rule: 'function-length',
    how: 'a long arrow function',
    text: `export const f = (): void => {\n${'  g();\n'.repeat(functionLinesMax)}};\n`,
  },
  {
    rule: 'function-length',
    how: 'a long test in a group',
    text: `describe('a', () => {\n  it('b', () => {\n${'    g();\n'.repeat(functionLinesMax)}  });\n});\n`,
  },
  { rule: 'default-export', how: 'a value', text: 'export default 1;\n' },
  { rule: 'default-export', how: 'a name', text: 'const a = 1;\nexport { a as default };\n' },
  { rule: 'climbing-import', how: 'an import', text: `import { a } from '../../a.ts';\n` },
  { rule: 'climbing-import', how: 'a re-export', text: `export { a } from '../../a.ts';\n` },
  { rule: 'climbing-import', how: 'a dynamic import', text: `const a = await import('../../a.ts');\n` },
  { rule: 'unfinished', how: 'a comment', text: `// ${mark}: later\n` },
  { rule: 'unfinished', how: 'a document', path: 'docs/planted.md', text: `${mark} later\n` },
  { rule: 'suppression-reason', how: 'no reason', text: `// ${off}\ng();\n` },
  { rule: 'suppression-reason', how: 'one word', text: `// ${off} -- because\ng();\n` },
  { rule: 'suppression-reason', how: 'an expected error', text: `// @ts-${'expect-error'}\ng();\n` },
  {
    rule: 'sql-keywords',
    how: 'a query',
    path: database,
    text: 'const q = `SELECT a from b WHERE c = 1`;\n',
  },
  {
    rule: 'sql-keywords',
    how: 'a table',
    path: database,
    text: `const q = 'create table a (b TEXT) STRICT';\n`,
  },
  {
    rule: 'sql-values',
    how: 'a value in a template',
    path: database,
    text: 'const q = (id: string) => `SELECT a FROM b WHERE c = ${id}`;\n',
  },
  {
    rule: 'sql-values',
    how: 'a value in a sum',
    path: database,
    text: `const q = (id: string) => 'DELETE FROM b WHERE c = ' + id;\n`,
  },
  { rule: 'repeated-title', how: 'two tests', text: `it('a title', () => {});\nit('a title', () => {});\n` },
];

const tidy = [
  {
    how: 'a long group of short tests',
    text: `describe('a', () => {\n  it('b', g);\n${'  g();\n'.repeat(90)}});\n`,
  },
  { how: 'a suppression with its reason', text: `// ${off} -- the platform calls it with nothing\ng();\n` },
  { how: 'words inside SQL texts', text: `const q = \`SELECT a FROM b WHERE c = 'from' -- from here\`;\n` },
  {
    how: 'a statement with columns of the module',
    text: "const columns = 'a, b';\nconst q = `SELECT ${columns} FROM b WHERE c = ?`;\n",
  },
  { how: 'an import one folder up', text: `import { a } from '../a.ts';\n` },
];

describe('the tidy rules', () => {
  it.each(planted)('catch a planted fault of $rule: $how', ({ rule, path, text }) => {
    const found = tidyViolations({ path: path ?? 'tools/planted.ts', text });
    expect(found.map((violation) => violation.rule)).toEqual([rule]);
  });

  it.each(tidy)('leave a tidy file alone: $how', ({ text }) => {
    expect(tidyViolations({ path: database, text })).toEqual([]);
  });

  it('have a planted fault each', () => {
    expect([...new Set(planted.map(({ rule }) => rule))].toSorted()).toEqual([...tidyRules].toSorted());
  });
});
