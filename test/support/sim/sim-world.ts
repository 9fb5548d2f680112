/**
 * Everything around one simulated till: time, disk, post, reader, and the end and beginning of its lives. Moves only
 * when it is told to, and always in the same order.
 */

import { createHash } from 'node:crypto';
import type { LivingTill } from './sim-till.ts';
import { beginLife, simPorts } from './sim-till.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidToBytes, uuidV7 } from '#shared/kernel/ids.ts';
import { chainNoonMs } from '#test/support/till-chain.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createClerk } from './clerk.ts';
import type { Clerk } from './clerk.ts';
import type { ClerkDeps } from './clerk-state.ts';
import type { SimChain } from './sim-chain.ts';
import { Crash, createSimDisk } from './sim-disk.ts';
import type { SimDisk } from './sim-disk.ts';
import type { WireFault } from './sim-faults.ts';
import { createSimPost } from './sim-post.ts';
import type { CuttableWires, Delivery, SimPost } from './sim-post.ts';
import { createSimReader } from './sim-reader.ts';
import type { SimReader } from './sim-reader.ts';
import { createSimTime } from './sim-time.ts';
import type { SimTime } from './sim-time.ts';
import { mustHold } from './violation.ts';

export type SimWorld = {
  readonly clerk: Clerk;
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

export type SimLife = {
  readonly isAlive: () => boolean;
  readonly now: () => LivingTill;
  readonly die: (operation: string) => void;
  readonly begin: () => void;
};

/** What is armed, what is under way, and what became of it. */
type Moment = {
  operation: string;
  wireFault: WireFault | null;
  killAtPinCheck: boolean;
  attemptsBefore: number;
  readonly pinChecks: (() => Promise<void>)[];
};

export type SimWorldSetting = {
  readonly seed: number;
  readonly chain: SimChain;
  /** Sees every note as it is made. */
  readonly onNote?: (what: string) => void;
};

export function createSimWorld({ seed, chain, onNote }: SimWorldSetting): SimWorld {
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
  const clerk = createClerk(clerkDeps({ seed, time, note, reader }));
  const life = createSimLife({ seed, chain, clerk, time, post, disk, reader, hits, note, moment });
  return {
    clerk,
    time,
    disk,
    reader,
    rng: createSeededRng(seed ^ 0x77),
    life,
    hits,
    drive: (work) => drive({ life, post, time, hits, note, moment, clerk }, work),
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

type LifeParts = {
  readonly seed: number;
  readonly chain: SimChain;
  readonly clerk: Clerk;
  readonly time: SimTime;
  readonly post: SimPost;
  readonly disk: SimDisk;
  readonly reader: SimReader;
  readonly hits: Set<string>;
  readonly note: (what: string) => void;
  readonly moment: Moment;
};

function createSimLife(parts: LifeParts): SimLife & { readonly close: () => void } {
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
      moment.operation = 'idle';
      const begun = beginLife({
        disk,
        cache: parts.chain.cache,
        ports,
        onBug: (thrown) => {
          if (!(thrown instanceof Crash)) bug ??= thrown;
        },
      });
      living = begun;
      isAlive = true;
      note(`life from entry ${begun.ledger.head().seq} ${begun.ledger.head().hash.slice(0, 16)}`);
      screen = post.wires('screen');
      begun.till.connectScreen(screen.till);
      clerk.meet(connectScreen(parts, screen));
      begun.till.connectReader(reader.connect());
    },
    close: release,
  };
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

function attemptsOf(living: LivingTill | null): number {
  const row = living?.committed
    .prepareRead('SELECT COALESCE(SUM(wrong_count), 0) AS attempts FROM sign_in_attempt')
    .get();
  return Number(row?.['attempts'] ?? 0);
}

type Driven = Pick<LifeParts, 'post' | 'time' | 'hits' | 'note' | 'moment' | 'clerk'> & {
  readonly life: SimLife;
};

/** A world that stands still for this many moves of the clock will never move again. */
const stillMovesMax = 50;
const moveMs = 1_000;

async function drive(world: Driven, work: Promise<void>): Promise<void> {
  const outcome: { isOver: boolean; violation?: unknown } = { isOver: false };
  work.then(
    () => (outcome.isOver = true),
    (violation: unknown) => Object.assign(outcome, { isOver: true, violation }),
  );
  let stillMoves = 0;
  for (;;) {
    await breathe();
    const delivery = world.post.next();
    if (delivery !== undefined) carry(world, delivery);
    else if (world.moment.pinChecks.length > 0) await checkPin(world);
    else if (outcome.isOver) break;
    else {
      stillMoves += 1;
      mustHold(stillMoves <= stillMovesMax, 'whoever asks is answered');
      world.time.pass(moveMs);
    }
  }
  world.life.isAlive();
  if (outcome.violation !== undefined) throw outcome.violation;
}

/** Everything that was promised so far comes to be. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function checkPin({ moment, life, hits, note }: Driven): Promise<void> {
  if (moment.killAtPinCheck) {
    moment.killAtPinCheck = false;
    hits.add('kill pinCheck');
    note('kill pinCheck');
    life.die(moment.operation);
    return;
  }
  await moment.pinChecks.shift()?.();
}

function carry(world: Driven, delivery: Delivery): void {
  const { moment, life } = world;
  const { way, message } = delivery;
  if (way === 'screen>till') {
    moment.operation = String(message.operation);
    if (strikes(world, 'requestLost')) return life.die(moment.operation);
    if (moment.operation === 'signIn' && life.isAlive()) moment.attemptsBefore = attemptsOf(life.now());
  }
  if (way === 'reader>till' && message.event === 'cardPresent') moment.operation = 'tap';
  if (way === 'till>screen' && message.frame === 'answer') {
    if (strikes(world, 'answerLost')) return life.die(moment.operation);
    if (strikes(world, 'answerLate')) world.time.pass(6_000);
    else assertCommitted(world, message);
  }
  try {
    delivery.deliver();
  } catch (thrown) {
    if (!(thrown instanceof Crash)) throw thrown;
  }
}

function strikes({ moment, hits, note, life }: Driven, fault: WireFault): boolean {
  if (moment.wireFault !== fault || !life.isAlive()) return false;
  moment.wireFault = null;
  hits.add(`${fault} ${moment.operation}`);
  note(`${fault} ${moment.operation}`);
  return true;
}

/** Nothing is shown before the commit returned: a second connection already sees what the answer speaks of. */
function assertCommitted({ life }: Driven, message: Delivery['message']): void {
  if (!life.isAlive()) return;
  const { outcome } = message as {
    readonly outcome?: { readonly value?: { readonly receipt?: { entryId: Uuid } | null } };
  };
  const entryId = outcome?.value?.receipt?.entryId;
  if (entryId === undefined) return;
  const row = life
    .now()
    .committed.prepareRead('SELECT seq FROM entry WHERE entry_id = ?')
    .get(uuidToBytes(entryId));
  mustHold(row !== undefined, 'nothing is shown before the commit returned', { entryId });
}

function randomUuid(rng: Rng): Uuid {
  return uuidV7(epochMs(chainNoonMs), rng.bytes(10));
}
