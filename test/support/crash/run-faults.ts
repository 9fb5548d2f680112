/** Starts a process whose disk fails, and says how often it did. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FaultOrder, FaultReport } from './fault-order.ts';
import { faultReportSchema } from './fault-order.ts';

/** Which calls on the ledger's files fail: the `first`, and from there on every `every`th. */
export type CallFault = {
  readonly call: string;
  readonly error: string;
  readonly first: number;
  readonly every: number;
};

export type Faulted = FaultReport & { readonly faults: number };

const faultProcess = path.join(import.meta.dirname, 'fault-process.ts');
/** Each life of the till begins a segment of the journal; a round has two. */
const troubledFiles = [
  'ledger.db',
  'ledger.db-wal',
  'ledger.db-shm',
  'journal/000001.vfj',
  'journal/000002.vfj',
  'journal/000003.vfj',
];
const memory = '/dev/shm';

export function runCallFaults(fault: CallFault, asked: Pick<FaultOrder, 'workload' | 'rounds'>): Faulted {
  return inScratch((scratch) => {
    const { call, error, first, every } = fault;
    const live = path.join(scratch, 'troubled', 'live');
    const files = troubledFiles.flatMap((name) => ['-P', path.join(live, name)]);
    const trace = path.join(scratch, 'trace');
    const inject = `inject=${call}:error=${error}:when=${first}+${every}`;
    const report = run(
      ['strace', '-f', '--seccomp-bpf', '-o', trace, ...files, '-e', `trace=${call}`, '-e', inject],
      { ...asked, ...foldersIn(scratch), seed: 1, freeBytesMax: null },
    );
    return { ...report, faults: readFileSync(trace, 'utf8').match(/\(INJECTED\)/g)?.length ?? 0 };
  });
}

/** On a small disk of which each round leaves another part free. */
export function runFullDisk(
  troubled: string,
  asked: Pick<FaultOrder, 'workload' | 'rounds' | 'seed'> & { readonly freeBytesMax: number },
): FaultReport {
  return inScratch((scratch) => run([], { ...asked, safe: foldersIn(scratch).safe, troubled }));
}

function foldersIn(scratch: string): Pick<FaultOrder, 'safe' | 'troubled'> {
  const folders = { safe: path.join(scratch, 'safe'), troubled: path.join(scratch, 'troubled') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
}

function run(under: readonly string[], order: FaultOrder): FaultReport {
  const [program, ...args] = [...under, process.execPath, faultProcess, JSON.stringify(order)];
  return faultReportSchema.parse(JSON.parse(execFileSync(program, args, { encoding: 'utf8' })));
}

function inScratch<Value>(work: (scratch: string) => Value): Value {
  const scratch = mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), 'vafa-faults-'));
  try {
    return work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
