/** Plants one violation of each border rule in a scratch copy and expects the linter or the compiler to catch it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importsAllowed, packageUsers } from './border-table.ts';
import { createScratchProject } from './scratch-project.ts';
import type { LintFinding, PlantedFile, ScratchProject } from './scratch-project.ts';

type Edge = PlantedFile & { readonly folder: string; readonly source: string; readonly isAllowed: boolean };

const folders = Object.keys(importsAllowed);
const openFolders = ['tools', 'test'];

const slug = (text: string): string => text.replaceAll(/\W+/g, '-');
const targets: readonly PlantedFile[] = folders.map((folder) => ({
  path: `${folder}/target.ts`,
  text: 'export const target = 1;\n',
}));

function edge(folder: string, source: string, isAllowed: boolean): Edge {
  const text = `import * as imported from '${source}';\nexport const used = imported;\n`;
  return { folder, source, isAllowed, path: `${folder}/planted-${slug(source)}.ts`, text };
}

const folderEdges = folders.flatMap((folder) =>
  folders.map((target) =>
    edge(
      folder,
      `#${target}/target.ts`,
      target === folder || (importsAllowed[folder] ?? []).includes(target),
    ),
  ),
);
const packageEdges = folders.flatMap((folder) =>
  Object.entries(packageUsers).map(([name, users]) =>
    edge(folder, name, openFolders.includes(folder) || users.includes(folder)),
  ),
);
/** Other ways to write a forbidden import: for a type only, for its side effects, passed on, at run time. */
const otherWays: readonly Edge[] = [
  [
    "import type { target } from '#electron/till/target.ts';\nexport type Planted = typeof target;\n",
    'for a type',
  ],
  ["import '#electron/till/target.ts';\n", 'for its side effects'],
  ["export { target } from '#electron/till/target.ts';\n", 'passed on'],
  ["export const planted = import('#electron/till/target.ts');\n", 'at run time'],
].map(([text = '', way = '']) => ({
  folder: 'renderer/cashier',
  source: `electron/till ${way}`,
  isAllowed: false,
  path: `renderer/cashier/planted-${slug(way)}.ts`,
  text,
}));
const edges = [...folderEdges, ...packageEdges, ...otherWays];

const pureFolders = ['shared/kernel', 'shared/scoring', 'sync/core', 'electron/till'];
const impurities = [
  ['the system clock', 'Date.now()'],
  ['a date of now', 'new Date()'],
  ['the monotonic clock', 'performance.now()'],
  ['chance', 'Math.random()'],
  ['a timer', 'setTimeout(() => {}, 1)'],
  ['an id of chance', 'crypto.randomUUID()'],
] as const;
const impure = pureFolders.flatMap((folder) =>
  impurities.map(([what, code]) => ({
    folder,
    what,
    path: `${folder}/planted-${slug(what)}.ts`,
    text: `export const planted: unknown = ${code};\n`,
  })),
);

const foreignToShared = [
  ['the page', 'document.title'],
  ['the network', 'fetch("/")'],
  ['a process of Node', 'process.pid'],
  ['bytes of Node', 'Buffer.alloc(1)'],
  ['the console', 'console.log(1)'],
  ['an encoder of the platform', 'new TextEncoder()'],
].map(([what = '', code = '']) => ({
  what,
  path: `shared/domain/planted-${slug(what)}.ts`,
  text: `export const planted: unknown = ${code};\n`,
}));

const cycle: readonly PlantedFile[] = [
  {
    path: 'shared/domain/planted-cycle-a.ts',
    text: `import { b } from './planted-cycle-b.ts';\nexport const a = () => b;\n`,
  },
  {
    path: 'shared/domain/planted-cycle-b.ts',
    text: `import { a } from './planted-cycle-a.ts';\nexport const b = () => a;\n`,
  },
  {
    path: 'tools/planted-types-a.ts',
    text: `import type { B } from './planted-types-b.ts';\nexport type A = { b?: B };\n`,
  },
  {
    path: 'tools/planted-types-b.ts',
    text: `import type { A } from '#tools/planted-types-a.ts';\nexport type B = { a?: A };\n`,
  },
];

const languageRules = [
  { rule: 'no-explicit-any', text: 'export const planted: any = 1;\n' },
  { rule: 'no-non-null-assertion', text: 'export const planted = (a: string | undefined) => a!;\n' },
  { rule: 'no-default-export', text: 'export default 1;\n' },
  { rule: 'no-floating-promises', text: 'Promise.resolve(1);\n' },
  { rule: 'max-params', text: 'export const planted = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];\n' },
].map((planted) => ({ ...planted, path: `tools/planted-${planted.rule}.ts` }));

const homeless: PlantedFile = { path: 'electron/planted-layer/file.ts', text: 'export const planted = 1;\n' };

describe('the linter', () => {
  let scratch: ScratchProject;
  let findings: readonly LintFinding[];
  const rulesBrokenIn = (path: string): readonly string[] =>
    findings.filter((finding) => finding.path === path).map(({ rule }) => rule);

  beforeAll(() => {
    scratch = createScratchProject([...targets, ...edges, ...impure, ...cycle, ...languageRules, homeless]);
    findings = scratch.lint();
  });
  afterAll(() => scratch.dispose());

  it.each(folders)('catches every import that %s may not make', (folder) => {
    const forbidden = edges.filter((one) => one.folder === folder && !one.isAllowed);
    const missed = forbidden.filter(({ path }) => !rulesBrokenIn(path).includes('boundaries(dependencies)'));
    expect(missed.map(({ source }) => source)).toEqual([]);
  });

  it.each(folders)('lets %s import what it may', (folder) => {
    const allowed = edges.filter((one) => one.folder === folder && one.isAllowed);
    const refused = allowed.filter(({ path }) => rulesBrokenIn(path).includes('boundaries(dependencies)'));
    expect(refused.map(({ source }) => source)).toEqual([]);
  });

  it.each(impure)('catches $what in $folder', ({ path }) => {
    expect(rulesBrokenIn(path).filter((rule) => rule.startsWith('eslint(no-restricted-'))).toHaveLength(1);
  });

  it.each(cycle.map(({ path }) => path))('catches the import cycle through %s', (path) => {
    expect(rulesBrokenIn(path)).toContain('import(no-cycle)');
  });

  it('catches a file in a folder that is no part of the layout', () => {
    expect(rulesBrokenIn(homeless.path)).toContain('boundaries(no-unknown-files)');
  });

  it.each(languageRules)('catches a break of $rule', ({ rule, path }) => {
    expect(rulesBrokenIn(path).filter((broken) => broken.includes(rule))).toHaveLength(1);
  });
});

describe('the compiler', () => {
  it('refuses every use of the platform in shared', () => {
    // A project of its own: a file that imports from Node would bring Node's types in for all of them.
    const scratch = createScratchProject([...targets, ...foreignToShared]);
    const refused = scratch.compile('shared/tsconfig.json');
    scratch.dispose();
    expect(foreignToShared.filter(({ path }) => !refused.includes(path)).map(({ what }) => what)).toEqual([]);
    expect(refused).toHaveLength(foreignToShared.length);
  });
});
