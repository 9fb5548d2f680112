/**
 * A file system of a few megabytes that can be filled and emptied. Root mounts it; anybody else runs the same test once
 * more in a namespace of their own, in which they may mount. Where neither goes, the run says that nothing was shown.
 */

import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import type { TestContext } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

export type SmallDisk = {
  readonly folder: string;
  /** Leaves `freeBytes` free, to within a page. */
  readonly fill: (freeBytes: number) => void;
  readonly empty: () => void;
};

/** `undefined` where nothing can be mounted: the test then ends with `showWhereDisksCanBeMade`. */
export function mountSmallDisk(bytes: number): SmallDisk | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', mountArguments(folder, bytes), { stdio: 'ignore' });
  } catch {
    return undefined; // not root, or not allowed to mount
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: (freeBytes) => fillTo(folder, ballast, freeBytes),
    empty: () => rmSync(ballast, { force: true }),
  };
}

/**
 * Runs the test that asks in a namespace in which a plain user may mount, and fails as it fails there. Where the machine
 * makes no such namespaces, the test is reported as not shown.
 */
export async function showWhereDisksCanBeMade(context: TestContext): Promise<void> {
  if (process.env[inside] !== undefined)
    throw new Error('a disk can be made in this namespace, as was tried');
  if (!(await canMountInNamespace())) {
    const note = 'Not shown: neither this user nor a namespace of theirs may mount a small disk here.';
    console.warn(`${context.task.name}\n${note}`);
    context.skip(note);
  }
  const { file, name } = context.task;
  const title = `${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`;
  const vitest = path.resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const run = [vitest, 'run', '--project', 'integration', file.filepath, '-t', title];
  const report = path.join(temporaryFolder(), 'report.json');
  const others = Object.entries(process.env).filter(([variable]) => !variable.startsWith('VITEST'));
  const env = { ...Object.fromEntries(others), [inside]: 'yes' };
  const reporting = ['--reporter=json', `--outputFile.json=${report}`];
  await inNamespace([process.execPath, ...run, ...reporting], env);
  // A run in which no title was met ends well, too.
  const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  if (numPassedTests !== 1) throw new Error(`${numPassedTests} tests of this title passed in the namespace`);
}

const inside = 'VAFA_TEST_IN_NAMESPACE';
const outputBytesMax = 64 * 1024 * 1024;

async function canMountInNamespace(): Promise<boolean> {
  const mount = ['mount', ...mountArguments(temporaryFolder(), 1024 * 1024)];
  return inNamespace(mount, process.env).then(
    () => true,
    // No such command, no such namespaces, or none that may mount: all of them have the same answer.
    () => false,
  );
}

/** Rejects with all that was printed when it does not end well. */
function inNamespace(command: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const args = ['--user', '--map-root-user', '--mount', '--', ...command];
  return promisify(execFile)('unshare', args, { env, maxBuffer: outputBytesMax });
}

function mountArguments(folder: string, bytes: number): readonly string[] {
  return ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder];
}

function fillTo(folder: string, ballast: string, freeBytes: number): void {
  rmSync(ballast, { force: true });
  const answer = execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' });
  const freeNow = Number(answer.trim().split('\n').at(-1));
  writeFileSync(ballast, new Uint8Array(Math.max(0, freeNow - freeBytes)));
}
