/** Plans the trouble of the next step. */

import type { Rng } from '#shared/kernel/rng.ts';
import {
  clockFaults,
  diskFaults,
  diskFiles,
  isPossible,
  readerFaults,
  wireFaults,
  writePlaces,
} from './sim-faults.ts';
import type { SimOptions } from './sim-options.ts';
import type { SimWorld, SomeClerk } from './sim-world.ts';
import { mustHold } from './violation.ts';

export function strike(world: SimWorld<SomeClerk>, options: SimOptions): void {
  const { rng, disk, time, reader, life, note, hits } = world;
  if (isDue(rng, options.disk)) {
    const fault = pick(rng, diskFaults);
    const places = writePlaces.filter((place) => isPossible(fault, place));
    disk.arm({ fault, file: pick(rng, diskFiles), place: pick(rng, places), skip: rng.below(8) });
  }
  if (isDue(rng, options.kill)) {
    if (rng.below(2) === 0) world.armPinCheck();
    else if (life.isAlive()) {
      hits.add('kill idle');
      note('kill idle');
      life.die('idle');
    }
  }
  if (isDue(rng, options.wire)) world.armWire(pick(rng, wireFaults));
  if (isDue(rng, options.clock)) {
    const fault = pick(rng, clockFaults);
    hits.add(`clock ${fault}`);
    note(`clock ${fault}`);
    time.strike(fault);
  }
  if (isDue(rng, options.reader)) {
    const fault = pick(rng, readerFaults);
    hits.add(`reader ${fault}`);
    note(`reader ${fault}`);
    reader.strike(fault);
  }
}

function isDue(rng: Rng, ofThousand: number): boolean {
  return rng.below(1_000) < ofThousand;
}

function pick<Value>(rng: Rng, values: readonly Value[]): Value {
  const value = values[rng.below(values.length)];
  mustHold(value !== undefined, 'there is something to choose from');
  return value;
}
