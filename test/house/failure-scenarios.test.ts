/** docs/failure-scenarios.md says which test proves each scenario: the tests that it names must exist. */

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureHeader, failureRows } from './failure-table.ts';
import type { NamedTest } from './failure-table.ts';
import { projectPath, projectText } from './project-files.ts';
import { sourceFacts } from './source-facts.ts';

const rows = failureRows(projectText('docs/failure-scenarios.md'));

const titlesByFile = new Map<string, readonly string[]>();

/** Read once for each file: one file proves many scenarios. */
function titlesIn(file: string): readonly string[] {
  const known = titlesByFile.get(file);
  if (known !== undefined) return known;
  const titles = sourceFacts({ path: file, text: projectText(file) }).testTitles.map(({ text }) => text);
  titlesByFile.set(file, titles);
  return titles;
}

/** What is wrong with a named test; `undefined` when it exists. */
function missing({ file, title }: NamedTest): string | undefined {
  if (!existsSync(projectPath(file))) return `${file}: no such file`;
  return titlesIn(file).includes(title) ? undefined : `${file}: no test is called "${title}"`;
}

describe('docs/failure-scenarios.md', () => {
  it('has rows in rising order, each number once', () => {
    const numbers = rows.map((row) => row.number);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
  });

  it('names only tests that exist', () => {
    expect(rows.flatMap((row) => row.tests).flatMap((named) => missing(named) ?? [])).toEqual([]);
  });

  it('is noticed when it names a test or a file that does not exist', () => {
    const file = 'test/house/failure-scenarios.test.ts';
    expect(missing({ file, title: 'names only tests that exist' })).toBeUndefined();
    expect(missing({ file, title: 'names tests' })).toBe(`${file}: no test is called "names tests"`);
    expect(missing({ file: 'test/none.test.ts', title: 'a' })).toBe('test/none.test.ts: no such file');
  });

  it('is noticed when a row is not whole', () => {
    const table = (row: string): string => `${failureHeader}\n|---|---|---|---|\n${row}\n`;
    expect(failureRows(table('| 3 | a | b | `test/a.test.ts`: one<br>`test/b.test.ts`: two |'))).toHaveLength(
      1,
    );
    expect(() => failureRows(table('| 3 | a | `test/a.test.ts`: one |'))).toThrow('no whole row');
    expect(() => failureRows(table('| 3 | a | b | test/a.test.ts one |'))).toThrow('no test file and title');
    expect(() => failureRows('# no table')).toThrow('no table');
  });
});
