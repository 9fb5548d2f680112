/** The lives of the simulated till: how one begins on what the last one left, and how it ends at any moment. */

import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Clerk } from './clerk.ts';
import type { SimChain } from './sim-chain.ts';
import { Crash } from './sim-disk.ts';
import type { SimDisk } from './sim-disk.ts';
import type { WireFault } from './sim-faults.ts';
import type { CuttableWires, SimPost } from './sim-post.ts';
import type { SimReader } from './sim-reader.ts';
import { beginLife, simPorts } from './sim-till.ts';
import type { LifeDeps, LivingTill } from './sim-till.ts';
import type { SimTime } from './sim-time.ts';
import { mustHold } from './violation.ts';

export type SimLife = {
  readonly isAlive: () => boolean;
  readonly now: () => LivingTill;
  readonly die: (operation: string) => void;
  /** Starts the till on what the last life left; it may be dead again when this returns. */
  readonly begin: () => void;
};

/** What is armed, what is under way, and what became of it. */
export type Moment = {
  operation: string;
  wireFault: WireFault | null;
  killAtPinCheck: boolean;
  attemptsBefore: number;
  readonly pinChecks: (() => Promise<void>)[];
};

export type LifeParts = {
  readonly seed: number;
  readonly chain: SimChain;
  readonly clerk: Pick<Clerk, 'meet' | 'onEvent'>;
  readonly time: SimTime;
  readonly post: SimPost;
  readonly disk: SimDisk;
  readonly reader: SimReader;
  readonly hits: Set<string>;
  readonly note: (what: string) => void;
  readonly moment: Moment;
};

export function createSimLife(parts: LifeParts): SimLife & { readonly close: () => void } {
  const { clerk, post, disk, reader, hits, note, moment } = parts;
  let living: LivingTill | null = null;
  let screen: CuttableWires | null = null;
  let isAlive = false;
  let bug: unknown;
  const ports = portsOf(parts, () => living);
  const release = (): void => {
    living?.release();
    living = null;
  };
  return {
    isAlive: () => {
      if (bug !== undefined) throw bug;
      return isAlive;
    },
    now: () => {
      mustHold(living !== null, 'the till lives');
      return living;
    },
    die: (operation) => {
      if (!isAlive) return;
      isAlive = false;
      hits.add(`death ${operation}`);
      moment.pinChecks.length = 0;
      disk.freeze();
      screen?.cut();
      reader.lose();
    },
    begin: () => {
      release();
      disk.buryLast();
      moment.operation = 'start';
      isAlive = true;
      const begun = beginUnlessCrashed({
        disk,
        cache: parts.chain.cache,
        ports,
        onBug: (thrown) => {
          if (!(thrown instanceof Crash)) bug ??= thrown;
        },
      });
      if (begun === null) return;
      living = begun;
      moment.operation = 'idle';
      note(`life from entry ${begun.ledger.head().seq} ${begun.ledger.head().hash.slice(0, 16)}`);
      screen = post.wires('screen');
      begun.till.connectScreen(screen.till);
      clerk.meet(connectScreen(parts, screen));
      begun.till.connectReader(reader.connect());
    },
    close: release,
  };
}

/** Null when it was killed while it started. */
function beginUnlessCrashed(deps: LifeDeps): LivingTill | null {
  try {
    return beginLife(deps);
  } catch (thrown) {
    if (thrown instanceof Crash) return null;
    throw thrown;
  }
}

function connectScreen({ clerk, time }: LifeParts, { other }: CuttableWires) {
  const client = createRpcClient({
    contract: tillContract,
    wire: other,
    timers: time.timers,
    onEvent: clerk.onEvent,
    onLost: () => undefined,
    onStrangeFrame: (frame) => mustHold(false, 'the till sends what its contract knows', { frame }),
  });
  return client.calls;
}

/** A PIN is checked when the world comes to it, and only if its attempt has reached the disk before. */
function portsOf(
  { seed, chain, time, moment, note }: LifeParts,
  living: () => LivingTill | null,
): ReturnType<typeof simPorts> {
  const pinHasher = {
    hashPin: chain.pinHasher.hashPin,
    isPin: (pin: string, verifier: string): Promise<boolean> => {
      const counted = attemptsOf(living());
      mustHold(counted === moment.attemptsBefore + 1, 'an attempt is on disk before its PIN is looked at');
      return new Promise((resolve) => {
        moment.pinChecks.push(async () => resolve(await chain.pinHasher.isPin(pin, verifier)));
      });
    },
  };
  const { clock, timers } = time;
  return simPorts(
    { clock, timers, pinHasher, log: (event) => note(`log ${event}`) },
    createSeededRng(seed ^ 0x99),
  );
}

/** Attempts that are on disk. */
export function attemptsOf(living: LivingTill | null): number {
  const row = living?.committed
    .prepareRead('SELECT COALESCE(SUM(wrong_count), 0) AS attempts FROM sign_in_attempt')
    .get();
  return Number(row?.['attempts'] ?? 0);
}
