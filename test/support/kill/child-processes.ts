/** Processes that a process has started, by what they were started with. Linux only, like the tests that ask. */

import { readFileSync, readdirSync } from 'node:fs';

/** The children of `parentPid` whose command line contains `word`. */
export function childPids(parentPid: number, word: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isChild(pid, parentPid, word));
}

function isChild(pid: number, parentPid: number, word: string): boolean {
  try {
    // The name of the program stands in brackets and may hold anything; the parent is the second field after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(parent) === parentPid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
  } catch {
    return false; // it ended while it was looked at
  }
}
