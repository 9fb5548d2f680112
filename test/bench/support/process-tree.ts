/** Memory of a process and everything that it started, from /proc of Linux. */

import { readdirSync, readFileSync } from 'node:fs';
import { kilobytesOf } from './till-process.ts';

/** Proportional set size in bytes: pages that several processes share are counted once between them. */
export function proportionalBytes(pid: number): number {
  return processTree(pid).reduce((sum, process) => sum + proportionalOf(process), 0);
}

/** Processor time of one process since its start, in seconds. */
export function processorSeconds(pid: number): number {
  const text = readOrNothing(`/proc/${pid}/stat`);
  // In hundredths: of the program and of the system for it, the twelfth and thirteenth after the name.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

/** The descendant that runs this file; undefined when there is none. */
export function descendantRunning(pid: number, fileName: string): number | undefined {
  return processTree(pid).find((process) => readOrNothing(`/proc/${process}/cmdline`).includes(fileName));
}

function processTree(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isBelow = (process: number): boolean => {
    for (let at: number | undefined = process; at !== undefined && at > 0; at = parents.get(at)) {
      if (at === pid) return true;
    }
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

function parentOf(pid: number): number {
  const text = readOrNothing(`/proc/${pid}/stat`);
  // The name of the program stands in brackets and may hold anything; state and parent follow it.
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function proportionalOf(pid: number): number {
  return kilobytesOf(readOrNothing(`/proc/${pid}/smaps_rollup`), 'Pss') * 1_024;
}

/** A process may have ended since it was listed. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // counted as nothing, which is what it holds by now
  }
}
