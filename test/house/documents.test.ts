/** The documents point at things that exist. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoOperators } from '#tools/demo/demo-facts.ts';
import { projectFiles, projectPath, projectText } from './project-files.ts';

type Document = { readonly path: string; readonly text: string };

const documents: readonly Document[] = projectFiles()
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ path: file, text: projectText(file) }));

/** Links of the form `[words](target)`, pictures included; web addresses and places in the same page left out. */
function brokenLinks({ path: file, text }: Document): readonly string[] {
  const targets = [...text.matchAll(/\]\((?<target>[^)#\s]+)[^)]*\)/g)].flatMap(
    (match) => match.groups?.['target'] ?? [],
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(file), target))
    .filter((target) => !existsSync(projectPath(target)))
    .map((target) => `${file} points at ${target}`);
}

describe('the documents', () => {
  it('point only at files that exist', () => {
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  it('are noticed when they point at nothing', () => {
    const planted = {
      path: 'docs/planted.md',
      text: '![a](../docs/none.png) [b](benchmarks.md) [c](https://example.org)',
    };
    expect(brokenLinks(planted)).toEqual(['docs/planted.md points at docs/none.png']);
  });

  it('number each decision once', () => {
    const numbers = documents.flatMap(
      ({ path: file }) => /^docs\/decisions\/(?<number>\d{4})-/.exec(file)?.[1] ?? [],
    );
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(numbers.length).toBeGreaterThan(0);
  });

  it('name the PINs that the demo chain really has', () => {
    const readme = projectText('README.md');
    for (const { initialPin, name } of demoOperators) {
      expect(
        readme.split('\n').filter((line) => line.includes(name) && line.includes(initialPin)),
      ).toHaveLength(1);
    }
  });

  it('name only scripts that package.json has', () => {
    const manifest = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(projectText('package.json')));
    const named = documents.flatMap(({ text }) => [...text.matchAll(/npm run (?:-s )?(?<name>[\w-]+)/g)]);
    const missing = named
      .flatMap((match) => match.groups?.['name'] ?? [])
      .filter((name) => !Object.hasOwn(manifest.scripts, name));
    expect(missing).toEqual([]);
  });
});
