/** Cuts the power of a recorded run after each of its steps, in several ways, and judges what is left. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import { parseAcknowledgement } from './acknowledgement.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { DiskEvent } from './disk-events.ts';
import type { ExploreOrder } from './explore-order.ts';
import type { Judge, KnownEntry } from './judge-state.ts';
import type { Recording } from './recording.ts';
import { createSimulatedDisk } from './simulated-disk.ts';
import type { Remains, SimulatedDisk } from './simulated-disk.ts';

export type Exploration = Pick<ExploreOrder, 'seeds' | 'cutsOfChance' | 'share'> & {
  readonly recording: Recording;
  readonly entriesBefore: readonly KnownEntry[];
  readonly judge: Judge;
};

export type Wrong = {
  readonly seed: number;
  readonly step: number;
  readonly cut: number;
  readonly problems: readonly string[];
};

export type Explored = {
  readonly steps: number;
  /** States that were judged; each once. */
  readonly states: number;
  readonly wrongStates: number;
  readonly statesWithLoss: number;
  /** The first of them. */
  readonly wrong: readonly Wrong[];
};

const wrongMax = 20;

export async function exploreStates(exploration: Exploration): Promise<Explored> {
  const seen = new Set<string>();
  const wrong: Wrong[] = [];
  let wrongStates = 0;
  let statesWithLoss = 0;
  const { judge, entriesBefore: before, seeds } = exploration;
  const look: Look = async (place, disk, acknowledged) => {
    const { files, key } = disk.stateAfterCut(remainsOf(place));
    const whole = `${acknowledged.length} ${key}`;
    if (seen.has(whole)) return;
    seen.add(whole);
    const problems = await judge(files, { before, acknowledged });
    if (problems.length === 0) return;
    wrongStates += 1;
    if (problems.some((problem) => problem.startsWith('lost'))) statesWithLoss += 1;
    if (wrong.length < wrongMax) wrong.push({ ...place, problems });
  };
  for (let seed = seeds.from; seed <= seeds.to; seed += 1) await walk(exploration, seed, look);
  return {
    steps: exploration.recording.events.length,
    states: seen.size,
    wrongStates,
    statesWithLoss,
    wrong,
  };
}

type Look = (
  place: Omit<Wrong, 'problems'>,
  disk: SimulatedDisk,
  acknowledged: readonly Acknowledgement[],
) => Promise<void>;

async function walk(
  { recording, share, cutsOfChance }: Exploration,
  seed: number,
  look: Look,
): Promise<void> {
  const { filesBefore, events } = recording;
  const disk = createSimulatedDisk(filesBefore);
  const acknowledged: Acknowledgement[] = [];
  const first = Math.floor((events.length * share.number) / share.count);
  const end = Math.floor((events.length * (share.number + 1)) / share.count);
  for (const [step, event] of events.slice(0, end).entries()) {
    disk.take(event);
    noteAnswer(event, acknowledged);
    if (step < first) continue;
    const chances = Math.floor((step + 1) * cutsOfChance) - Math.floor(step * cutsOfChance);
    for (let cut = 0; cut < 2 + chances; cut += 1) await look({ seed, step, cut }, disk, acknowledged);
  }
}

function noteAnswer(event: DiskEvent, acknowledged: Acknowledgement[]): void {
  if (event.kind !== 'told') return;
  const answer = parseAcknowledgement(event.line);
  if (answer !== undefined) acknowledged.push(answer);
}

function remainsOf({ seed, step, cut }: Omit<Wrong, 'problems'>): Remains {
  if (cut === 0) return 'nothing';
  if (cut === 1) return 'everything';
  return { rng: createSeededRng((Math.imul(seed, 0x9e3779b1) ^ Math.imul(step, 0x85ebca6b)) + cut) };
}
