/** A file system of a few megabytes that can be filled and emptied; only where the machine lets tests mount one. */

import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

export type SmallDisk = {
  readonly folder: string;
  /** Leaves `freeBytes` free, to within a page. */
  readonly fill: (freeBytes: number) => void;
  readonly empty: () => void;
};

/** `undefined` where nothing can be mounted. */
export function mountSmallDisk(bytes: number): SmallDisk | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined; // not root, or not allowed to mount: the caller limits the file in another way
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: (freeBytes) => fillTo(folder, ballast, freeBytes),
    empty: () => rmSync(ballast, { force: true }),
  };
}

function fillTo(folder: string, ballast: string, freeBytes: number): void {
  rmSync(ballast, { force: true });
  const answer = execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' });
  const freeNow = Number(answer.trim().split('\n').at(-1));
  writeFileSync(ballast, new Uint8Array(Math.max(0, freeNow - freeBytes)));
}
