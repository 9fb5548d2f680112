/** Records a workload and explores it with several processes at once. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Durability } from '#electron/till/db/database.ts';
import type { ExploreOrder } from './explore-order.ts';
import type { Explored } from './explore-states.ts';
import { record } from './recording.ts';

export type ToExplore = Pick<ExploreOrder, 'workload' | 'seeds' | 'cutsOfChance'> & {
  readonly durability: Durability;
  readonly processes: number;
};

const exploreProcess = path.join(import.meta.dirname, 'explore-process.ts');
/** States are opened in memory: what a real disk would keep has been worked out already. */
const memory = '/dev/shm';
const outputBytesMax = 16 * 1024 * 1024;

const exploredSchema = z.object({
  steps: z.number(),
  states: z.number(),
  wrongStates: z.number(),
  statesWithLoss: z.number(),
  wrong: z.array(
    z.object({ seed: z.number(), step: z.number(), cut: z.number(), problems: z.array(z.string()) }),
  ),
});

export async function explore({ durability, processes, ...asked }: ToExplore): Promise<Explored> {
  const scratch = existsSync(memory) ? memory : tmpdir();
  const recording = mkdtempSync(path.join(scratch, 'vafa-recording-'));
  try {
    record(recording, asked.workload, durability);
    const shares = Array.from({ length: processes }, (_, number) => ({ number, count: processes }));
    return sumOf(
      await Promise.all(shares.map((share) => exploreShare({ ...asked, recording, share, scratch }))),
    );
  } finally {
    rmSync(recording, { recursive: true, force: true });
  }
}

async function exploreShare(order: ExploreOrder): Promise<Explored> {
  const { stdout } = await promisify(execFile)(process.execPath, [exploreProcess, JSON.stringify(order)], {
    maxBuffer: outputBytesMax,
  });
  return exploredSchema.parse(JSON.parse(stdout));
}

function sumOf(parts: readonly Explored[]): Explored {
  const sum = (count: (part: Explored) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    steps: parts[0]?.steps ?? 0,
    states: sum(({ states }) => states),
    wrongStates: sum(({ wrongStates }) => wrongStates),
    statesWithLoss: sum(({ statesWithLoss }) => statesWithLoss),
    wrong: parts.flatMap(({ wrong }) => wrong),
  };
}
