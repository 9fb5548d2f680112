import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { projectPath } from '../setup/project-paths.ts';
import { runCommand } from '../setup/run-command.ts';
import type { Report, SetupProblem } from '../setup/step.ts';
import { readIfThere } from '../setup/read-if-there.ts';

/** What the built application is made of. `resources` is read at run time, not built. */
const SOURCE_FOLDERS = ['electron', 'renderer', 'shared', 'sync'] as const;
const SOURCE_FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json'] as const;
const BUILD_MS_MAX = 5 * 60_000;

const stampFile = projectPath('out', '.sources.sha256');

/** Builds the application when a source changed since the last complete build. */
export async function buildApp(report: Report): Promise<Result<void, SetupProblem>> {
  const stamp = await hashOfSources();
  const stampBefore = await readIfThere(stampFile);
  if (stamp === stampBefore && existsSync(projectPath('out', 'main', 'main.js'))) return ok(undefined);
  report('Building the application (a few seconds)…');
  await rm(projectPath('out'), { recursive: true, force: true });
  const vite = projectPath('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const built = await runCommand(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: projectPath(),
    timeoutMs: BUILD_MS_MAX,
  });
  if (built.code !== 0) {
    const said = stripVTControlCharacters(`${built.stdout}${built.stderr}`).trim();
    return err({ code: 'buildFailed', advice: said });
  }
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, stamp);
  return ok(undefined);
}

async function hashOfSources(): Promise<string> {
  const lists = await Promise.all(SOURCE_FOLDERS.map(filesBelow));
  const files = [...lists.flat(), ...SOURCE_FILES.map((name) => projectPath(name))].toSorted();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${path.relative(projectPath(), file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  if (!existsSync(projectPath(folder))) return [];
  const entries = await readdir(projectPath(folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
