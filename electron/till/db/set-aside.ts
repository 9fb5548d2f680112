/** Moves a damaged file out of the way under a name of its own, so that nothing is lost that could be looked at. */

import { existsSync, renameSync, rmSync } from 'node:fs';

/** Keeps one such file; an older one gives way. Its logs go: they belong to a file that cannot be read. */
export function setAside(file: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
  if (existsSync(file)) renameSync(file, `${file}.damaged`);
}
