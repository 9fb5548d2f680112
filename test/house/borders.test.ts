import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { layers } from '#tools/lint/import-borders.ts';
import { allowedImports, forbiddenImports, plantedTargets } from './planted-imports.ts';
import type { PlantedImport } from './planted-imports.ts';
import { projectFolder } from './project-files.ts';

const copied = ['oxlint.config.ts', 'package.json', 'tsconfig.base.json', 'tsconfig.json', 'tools/lint'];

let scratch: string;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'vafa-borders-'));
  for (const name of copied)
    await cp(path.join(projectFolder, name), path.join(scratch, name), { recursive: true });
  await symlink(path.join(projectFolder, 'node_modules'), path.join(scratch, 'node_modules'));
  await Promise.all(plantedTargets.map((file) => plant(file, 'export const target = 1;\n')));
});

afterEach(() => rm(scratch, { recursive: true }));

it('reports a forbidden import in each layer of the import table', async () => {
  const expected = await plantAll(forbiddenImports);
  const reported = new Set((await findings()).filter(isBorder).map(({ filename }) => filename));
  expect([...expected].filter(([file]) => !reported.has(file)).map(([, what]) => what)).toEqual([]);
});

it('plants a violation for each row of the import table', () => {
  const planted = new Set(forbiddenImports.map(({ layer }) => layer));
  const unproven = layers.map(({ name }) => name).filter((name) => name !== 'test' && !planted.has(name));
  expect(unproven).toEqual([]);
});

it('reports none of the imports that the design depends on', async () => {
  const expected = await plantAll(allowedImports);
  const reported = (await findings())
    .filter(isBorder)
    .map(({ filename }) => expected.get(filename) ?? filename);
  expect(reported).toEqual([]);
});

it('reports a circle of imports even when one of them is only for a type', async () => {
  await plant(
    'shared/kernel/left.ts',
    "import type { Right } from './right.ts';\nexport type Left = Right;\n",
  );
  await plant(
    'shared/kernel/right.ts',
    "import type { Left } from './left.ts';\nexport type Right = Left;\n",
  );
  expect((await findings()).map(({ code }) => code)).toContain('import(no-cycle)');
});

it('reports a file that belongs to no layer', async () => {
  await plant('shared/elsewhere/file.ts', 'export const here = 1;\n');
  const unknown = (await findings()).filter(({ code }) => code === 'boundaries(no-unknown-files)');
  expect(unknown.map(({ filename }) => filename)).toEqual(['shared/elsewhere/file.ts']);
});

it.each([
  ['shared/domain/now.ts', 'export const now = Date.now();\n'],
  ['sync/core/today.ts', 'export const today = new Date();\n'],
  ['electron/till/chance.ts', 'export const chance = Math.random();\n'],
  ['electron/till/later.ts', 'setTimeout(() => undefined, 1);\n'],
  ['shared/kernel/id.ts', 'export const id = crypto.randomUUID();\n'],
])('reports time and chance that do not come in through a port in %s', async (file, text) => {
  await plant(file, text);
  const restricted = (await findings()).filter(({ code }) => code.startsWith('eslint(no-restricted-'));
  expect(restricted.map(({ filename }) => filename)).toEqual([file]);
});

it.each([
  ['import(no-default-export)', 'export default 1;\n'],
  ['typescript(no-explicit-any)', 'export const loose: any = 1;\n'],
  ['typescript(no-non-null-assertion)', 'export const first = [1][0]!;\n'],
  ['typescript(no-floating-promises)', 'Promise.resolve(1);\n'],
  [
    'eslint(max-params)',
    'export const sum = (a: number, b: number, c: number, d: number) => a + b + c + d;\n',
  ],
])('reports what the rule %s forbids', async (code, text) => {
  await plant('shared/domain/planted.ts', text);
  expect((await findings()).map((finding) => finding.code)).toContain(code);
});

interface Finding {
  readonly code: string;
  readonly filename: string;
}

function isBorder({ code }: Finding): boolean {
  return code === 'boundaries(dependencies)';
}

/** Gives each import a file of its own; returns what was planted by file. */
async function plantAll(imports: readonly PlantedImport[]): Promise<ReadonlyMap<string, string>> {
  const planted = imports.map(({ folder, target, isTypeOnly }, index) => {
    const file = `${folder}/planted-${index}.ts`;
    const text = isTypeOnly ? `export type { target } from '${target}';\n` : `import '${target}';\n`;
    return { file, text, what: `${folder} imports ${target}` };
  });
  await Promise.all(planted.map(({ file, text }) => plant(file, text)));
  return new Map(planted.map(({ file, what }) => [file, what]));
}

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(scratch, file)), { recursive: true });
  await writeFile(path.join(scratch, file), text);
}

/** What the project's own linter says about the scratch copy; it ends with 1 whenever it found something. */
function findings(): Promise<readonly Finding[]> {
  const linter = path.join(projectFolder, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const options = { cwd: scratch, maxBuffer: 50_000_000 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [linter, '--type-aware', '-f', 'json'], options, (error, stdout, stderr) => {
      if (!stdout.startsWith('{')) reject(new Error(`${error?.message}\n${stdout}${stderr}`));
      // The linter's own report format; a missing field would fail every test here.
      else resolve((JSON.parse(stdout) as { diagnostics: readonly Finding[] }).diagnostics);
    });
  });
}
