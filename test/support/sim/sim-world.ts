/**
 * Everything around one simulated till: time, disk, post, reader, and the end and beginning of its lives. Moves only
 * when it is told to, and always in the same order.
 */

import { createHash } from 'node:crypto';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { chainNoonMs } from '#test/support/till-chain.ts';
import type { Clerk } from './clerk.ts';
import type { ClerkDeps } from './clerk-state.ts';
import type { SimChain } from './sim-chain.ts';
import { createSimDisk } from './sim-disk.ts';
import type { SimDisk } from './sim-disk.ts';
import { drive } from './sim-drive.ts';
import type { WireFault } from './sim-faults.ts';
import { createSimLife } from './sim-life.ts';
import type { Moment, SimLife } from './sim-life.ts';
import { createSimPost } from './sim-post.ts';
import { createSimReader } from './sim-reader.ts';
import type { SimReader } from './sim-reader.ts';
import { createSimTime } from './sim-time.ts';
import type { SimTime } from './sim-time.ts';

/** Whoever stands at the till. */
export type SomeClerk = Pick<Clerk, 'meet' | 'onEvent' | 'step'>;

export type SimWorld<AnyClerk extends SomeClerk> = {
  readonly clerk: AnyClerk;
  readonly time: SimTime;
  readonly disk: SimDisk;
  readonly reader: SimReader;
  readonly rng: Rng;
  readonly life: SimLife;
  /** Fault points that were struck. */
  readonly hits: Set<string>;
  /** Runs until `work` is done, however often the till dies on the way. */
  readonly drive: (work: Promise<void>) => Promise<void>;
  readonly armWire: (fault: WireFault | null) => void;
  /** The next check of a PIN is not lived through. */
  readonly armPinCheck: () => void;
  /** Nothing is left to strike. */
  readonly disarm: () => void;
  readonly note: (what: string) => void;
  /** Hash of everything that happened. */
  readonly traceHash: () => string;
  readonly close: () => void;
};

export type SimWorldSetting<AnyClerk extends SomeClerk> = {
  readonly createClerk: (deps: ClerkDeps) => AnyClerk;
  readonly seed: number;
  readonly chain: SimChain;
  /** Sees every note as it is made. */
  readonly onNote?: (what: string) => void;
};

export function createSimWorld<AnyClerk extends SomeClerk>(
  setting: SimWorldSetting<AnyClerk>,
): SimWorld<AnyClerk> {
  const { seed, chain, onNote } = setting;
  const hits = new Set<string>();
  const trace = createHash('sha256');
  const note = (what: string): void => {
    trace.update(`${what}\n`);
    onNote?.(what);
  };
  const time = createSimTime();
  const post = createSimPost();
  const moment: Moment = {
    operation: 'idle',
    wireFault: null,
    killAtPinCheck: false,
    attemptsBefore: 0,
    pinChecks: [],
  };
  const disk = createSimDisk({
    onStrike: ({ fault, file, place }) => {
      hits.add(`${fault} ${file} ${place}`);
      note(`${fault} ${file} ${place} in ${moment.operation}`);
      if (fault === 'crash') life.die(moment.operation);
    },
  });
  const reader = createSimReader(post);
  const clerk = setting.createClerk(clerkDeps({ seed, time, note, reader }));
  const life = createSimLife({ seed, chain, clerk, time, post, disk, reader, hits, note, moment });
  return {
    clerk,
    time,
    disk,
    reader,
    rng: createSeededRng(seed ^ 0x77),
    life,
    hits,
    drive: (work) => drive({ life, post, time, hits, note, moment }, work),
    armWire: (fault) => {
      moment.wireFault = fault;
    },
    armPinCheck: () => {
      moment.killAtPinCheck = true;
    },
    disarm: () => {
      disk.arm(null);
      moment.wireFault = null;
      moment.killAtPinCheck = false;
    },
    note,
    traceHash: () => trace.copy().digest('hex'),
    close: () => {
      life.close();
      disk.remove();
    },
  };
}

function clerkDeps(given: {
  readonly seed: number;
  readonly time: SimTime;
  readonly note: (what: string) => void;
  readonly reader: SimReader;
}): ClerkDeps {
  const { seed, time, note, reader } = given;
  const ids = createSeededRng(seed ^ 0x33);
  return {
    rng: createSeededRng(seed),
    id: () => randomUuid(ids),
    tap: (taps) => reader.tap(taps, time.pass),
    wait: (byMs) => Promise.resolve(time.pass(byMs)),
    note,
    isCareless: true,
  };
}

function randomUuid(rng: Rng): Uuid {
  return uuidV7(epochMs(chainNoonMs), rng.bytes(10));
}
