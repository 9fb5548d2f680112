/** Runs a workload under strace and keeps its trace, with the files as they were before it began. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Durability } from '#electron/till/db/database.ts';
import { diskEvents, tracedCalls } from './disk-events.ts';
import type { DiskEvent } from './disk-events.ts';

export type Recording = {
  readonly filesBefore: ReadonlyMap<string, Buffer>;
  readonly events: readonly DiskEvent[];
};

const workloadProcess = path.join(import.meta.dirname, 'workload-process.ts');
/** More than any file of a workload is written in one call. */
const stringBytesMax = 8 * 1024 * 1024;

/** Fills `folder`; `readRecording` reads it, in this process or another. */
export function record(folder: string, workload: string, durability: Durability): void {
  const live = path.join(folder, 'live');
  mkdirSync(live, { recursive: true });
  run([process.execPath, workloadProcess, workload, live, 'before', durability]);
  cpSync(live, path.join(folder, 'before'), { recursive: true });
  const watched = [process.execPath, workloadProcess, workload, realpathSync(live), 'watched', durability];
  const strace = `strace -f --seccomp-bpf -y -xx -s ${stringBytesMax} -e trace=${tracedCalls} -o`;
  run([...strace.split(' '), path.join(folder, 'trace'), ...watched]);
}

export function readRecording(folder: string): Recording {
  const before = path.join(folder, 'before');
  const names = readdirSync(before, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => path.relative(before, path.join(item.parentPath, item.name)));
  const live = realpathSync(path.join(folder, 'live'));
  const trace = readFileSync(path.join(folder, 'trace'), 'latin1');
  return {
    filesBefore: new Map(names.map((name) => [name, readFileSync(path.join(before, name))])),
    events: [...diskEvents(trace, live)],
  };
}

function run([program = '', ...args]: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}
