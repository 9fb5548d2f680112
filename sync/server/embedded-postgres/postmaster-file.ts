/** What a running PostgreSQL writes down about itself, for whoever finds it running. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type RunningPostmaster = {
  readonly pid: number;
  readonly startedAtMs: number;
  readonly port: number;
  /** Folder of its Unix socket; empty where it listens on loopback only. */
  readonly socketFolder: string;
};

export function postmasterFile(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

/** `undefined` when the file is not there, or not complete yet. */
export function readPostmaster(cluster: string): RunningPostmaster | undefined {
  const lines = readLines(postmasterFile(cluster));
  const [pid, , startedAt, port, socketFolder] = lines;
  const numbers = [pid, startedAt, port].map(Number);
  const [pidNumber = 0, startedAtSeconds = 0, portNumber = 0] = numbers;
  if (socketFolder === undefined || numbers.some((value) => !Number.isSafeInteger(value) || value <= 0)) {
    return undefined;
  }
  return { pid: pidNumber, startedAtMs: startedAtSeconds * 1000, port: portNumber, socketFolder };
}

/**
 * Whether the process of that number is a PostgreSQL of that cluster: after a restart of the machine a number left in
 * the file may be anybody's.
 */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  return commandLine(pid).includes(cluster);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // No such process, or a system without /proc: ask the way that is left.
  }
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    // `ps` fails when there is no such process.
    return '';
  }
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch {
    // Not there: nothing is running, or it ended this moment.
    return [];
  }
}
