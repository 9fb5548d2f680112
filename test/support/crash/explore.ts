/** Records a workload and explores it with several processes at once. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Durability } from '#electron/till/db/database.ts';
import type { DamagesExplored } from './explore-damages.ts';
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

const wrongSchema = { seed: z.number(), step: z.number(), problems: z.array(z.string()) };
const exploredSchema = z.object({
  steps: z.number(),
  states: z.number(),
  wrongStates: z.number(),
  statesWithLoss: z.number(),
  wrong: z.array(z.object({ ...wrongSchema, cut: z.number() })),
});
const damagesSchema = z.object({
  states: z.number(),
  ends: z.record(z.string(), z.number()),
  wrongStates: z.number(),
  wrong: z.array(z.object({ ...wrongSchema, damage: z.string() })),
});

/** The power is cut; the disk keeps its promises. */
export async function explore(toExplore: ToExplore): Promise<Explored> {
  return sumOf(await exploreInParts(toExplore, 'honest', exploredSchema));
}

/** The disk breaks its promises, one at a time. */
export async function exploreFaithless(
  toExplore: Omit<ToExplore, 'durability' | 'cutsOfChance'>,
): Promise<DamagesExplored> {
  const asked = { ...toExplore, durability: 'FULL', cutsOfChance: 0 } as const;
  const parts = await exploreInParts(asked, 'faithless', damagesSchema);
  const ends: Record<string, number> = {};
  for (const part of parts)
    for (const [name, count] of Object.entries(part.ends)) ends[name] = (ends[name] ?? 0) + count;
  return {
    states: parts.reduce((sum, { states }) => sum + states, 0),
    ends,
    wrongStates: parts.reduce((sum, { wrongStates }) => sum + wrongStates, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
  };
}

async function exploreInParts<Found>(
  { durability, processes, ...asked }: ToExplore,
  disk: ExploreOrder['disk'],
  schema: z.ZodType<Found>,
): Promise<readonly Found[]> {
  const scratch = existsSync(memory) ? memory : tmpdir();
  const recording = mkdtempSync(path.join(scratch, 'vafa-recording-'));
  try {
    record(recording, asked.workload, durability);
    const shares = Array.from({ length: processes }, (_, number) => ({ number, count: processes }));
    const orders = shares.map((share) => ({ ...asked, disk, recording, share, scratch }));
    return await Promise.all(orders.map((order) => exploreShare(order, schema)));
  } finally {
    rmSync(recording, { recursive: true, force: true });
  }
}

async function exploreShare<Found>(order: ExploreOrder, schema: z.ZodType<Found>): Promise<Found> {
  const { stdout } = await promisify(execFile)(process.execPath, [exploreProcess, JSON.stringify(order)], {
    maxBuffer: outputBytesMax,
  });
  return schema.parse(JSON.parse(stdout));
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
