/** A scratch copy of the project's rules with planted files in it: configuration, compiler settings, no source. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { projectPath } from './project-files.ts';

export type PlantedFile = { readonly path: string; readonly text: string };
/** `rule` as the linter names it: `boundaries(dependencies)`. */
export type LintFinding = { readonly path: string; readonly rule: string };

export type ScratchProject = {
  readonly lint: () => readonly LintFinding[];
  /** Paths of the planted files that the compiler refuses under a configuration of the project. */
  readonly compile: (tsconfig: string) => readonly string[];
  readonly dispose: () => void;
};

const copied = [
  'oxlint.config.ts',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'shared/tsconfig.json',
  'tools/lint',
];
const processMsMax = 240_000;
const report = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string() })),
});

/** Whoever creates one disposes of it. */
export function createScratchProject(planted: readonly PlantedFile[]): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), 'vafa-borders-'));
  for (const path of copied) cpSync(projectPath(path), join(folder, path), { recursive: true });
  symlinkSync(projectPath('node_modules'), join(folder, 'node_modules'), 'dir');
  for (const { path, text } of planted) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const run = (script: string, options: readonly string[]): string => {
    const tool = projectPath(join('node_modules', script));
    const ended = spawnSync(process.execPath, [tool, ...options], {
      cwd: folder,
      encoding: 'utf8',
      timeout: processMsMax,
      maxBuffer: 256 * 1024 * 1024,
    });
    if (ended.error !== undefined) throw ended.error;
    return ended.stdout;
  };
  return {
    lint: () => {
      const { diagnostics } = report.parse(
        JSON.parse(run('oxlint/bin/oxlint', ['--type-aware', '--format', 'json', '.'])),
      );
      return diagnostics.map(({ filename, code }) => ({ path: filename, rule: code }));
    },
    compile: (tsconfig) => {
      const lines = run('typescript/bin/tsc', ['--noEmit', '--pretty', 'false', '-p', tsconfig]).split('\n');
      return [
        ...new Set(
          lines.flatMap((line) => /^(?<path>[^ (]+)\(\d+,\d+\): error/.exec(line)?.groups?.['path'] ?? []),
        ),
      ];
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
