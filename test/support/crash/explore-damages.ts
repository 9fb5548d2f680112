/** Breaks the promises of the disk at steps of a recorded run, and judges what the till makes of it. */

import { invariant } from '#shared/kernel/invariant.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { parseAcknowledgement } from './acknowledgement.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { damages } from './damages.ts';
import type { Damage, Files } from './damages.ts';
import type { Exploration } from './explore-states.ts';
import type { DamageEnd, JudgeDamage } from './judge-damage.ts';
import { createSimulatedDisk } from './simulated-disk.ts';

export type DamageWrong = {
  readonly seed: number;
  readonly step: number;
  readonly damage: string;
  readonly problems: readonly string[];
};

export type DamagesExplored = {
  readonly states: number;
  /** How often each damage ended how: `byteOfLog putRight`. */
  readonly ends: Record<string, number>;
  readonly wrongStates: number;
  /** The first of them. */
  readonly wrong: readonly DamageWrong[];
};

const wrongMax = 20;

/** One damage of chance at each step of the share and each seed; none before something was acknowledged. */
export async function exploreDamages(
  exploration: Omit<Exploration, 'judge' | 'cutsOfChance'> & { readonly judge: JudgeDamage },
): Promise<DamagesExplored> {
  const { recording, seeds, share, judge, entriesBefore: before } = exploration;
  const ends: Record<string, number> = {};
  const wrong: DamageWrong[] = [];
  let states = 0;
  let wrongStates = 0;
  for (let seed = seeds.from; seed <= seeds.to; seed += 1) {
    const disk = createSimulatedDisk(recording.filesBefore);
    const acknowledged: Acknowledgement[] = [];
    const history: Files[] = [recording.filesBefore];
    for (const [step, event] of recording.events.entries()) {
      disk.take(event);
      const answer = event.kind === 'told' ? parseAcknowledgement(event.line) : undefined;
      if (answer !== undefined) acknowledged.push(answer);
      const { files } = disk.stateAfterCut('nothing');
      history.push(files);
      if (step % share.count !== share.number || before.length + acknowledged.length === 0) continue;
      const rng = createSeededRng(Math.imul(seed, 0x9e3779b1) ^ step);
      const damage = anyDamage(rng);
      const damaged = damage.done(files, history, rng);
      const { end, problems } = await judge({ damage, files: damaged, expected: { before, acknowledged } });
      states += 1;
      countEnd(ends, damage.name, end);
      if (problems.length === 0) continue;
      wrongStates += 1;
      if (wrong.length < wrongMax) wrong.push({ seed, step, damage: damage.name, problems });
    }
  }
  return { states, ends, wrongStates, wrong };
}

/** As often a single byte as anything larger. */
function anyDamage(rng: Rng): Damage {
  const asked = rng.below(2) === 0;
  const some = damages.filter(({ isOfByte }) => (isOfByte === true) === asked);
  const damage = some[rng.below(some.length)];
  invariant(damage !== undefined, 'there are damages of both sorts');
  return damage;
}

function countEnd(ends: Record<string, number>, damage: string, end: DamageEnd): void {
  const name = `${damage} ${end}`;
  ends[name] = (ends[name] ?? 0) + 1;
}
