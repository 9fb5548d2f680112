/** The project's own files, as the house tests read them. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..', '..');

/** Absolute path of a file of the project. */
export function projectPath(path: string): string {
  return join(projectFolder, path);
}

/** Text of a file of the project; throws when it is missing. */
export function projectText(path: string): string {
  return readFileSync(projectPath(path), 'utf8');
}

/** Paths that are part of the project: tracked, or new and not ignored; without those deleted in the work tree. */
export function projectFiles(): readonly string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (git.status !== 0) throw new Error(`git ls-files failed: ${git.stderr}`);
  const deleted = spawnSync('git', ['ls-files', '-z', '--deleted'], { cwd: projectFolder, encoding: 'utf8' });
  const gone = new Set(deleted.stdout.split('\0'));
  return [...new Set(git.stdout.split('\0'))].filter((path) => path !== '' && !gone.has(path)).toSorted();
}
