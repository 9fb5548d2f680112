/**
 * A whole till on real encrypted files, with a clock, chance, reader and screen that the test owns. It can be closed
 * and opened again over the same files as often as wanted.
 */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { buildFromFiles } from '#electron/till/cache/load-chain.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import type { PinCost } from '#electron/till/node-pin-hasher.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import type { TillOpening } from '#electron/till/till-opening.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import { readRuleSetFile, ruleSetFileStamp } from '#electron/till/rules/rule-set-file.ts';
import { sliced } from '#electron/till/rules/sliced-rule-set.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderState, UnreadableReason } from '#shared/contracts/reader-contract.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent, Client, EventPayload } from '#shared/contracts/rpc-contract.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { ok } from '#shared/kernel/result.ts';
import { expectOk } from './expect-ok.ts';
import { createManualTime } from './manual-time.ts';
import type { ManualTime } from './manual-time.ts';
import { nodeWires } from './node-wire.ts';
import { patientTimers } from './patient-timers.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { cashier, chainNoonMs, tinyChainData, writeChainFiles } from './till-chain.ts';
import type { ChainData } from './till-chain.ts';
import { worldKeys } from './world-keys.ts';

export type TillWorld = {
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly time: ManualTime;
  /** Sets the wall clock back or forward; monotonic time goes on as if nothing had happened. */
  readonly jumpWall: (byMs: number) => void;
  readonly rng: Rng;
  /** A new id, from the seed. */
  readonly id: () => Uuid;
  /** Names of what was logged. */
  readonly logged: readonly string[];
  /** What handlers threw. */
  readonly bugs: readonly unknown[];
  /** How often the cache was built. */
  readonly builds: () => number;
  /** How to open the till of this world, for a test that wants to see it refuse. */
  readonly opening: () => TillOpening;
  /** What a power cut may do to the file of the open basket; the till is closed. */
  readonly loseDrafts: () => void;
  /** Keeps the file of the open basket as it is now; the answer puts it back, once the till is closed. */
  readonly keepDrafts: () => () => void;
  readonly open: () => Promise<TillRun>;
  /** Opened, and the cashier signed in. */
  readonly openSignedIn: () => Promise<TillRun>;
};

export type TillRun = OpenedTill & {
  /** What a screen calls, over a real channel. */
  readonly screen: Client<TillContract>;
  readonly reader: ScriptedReader;
  /** Resolves with the next event of this name that no earlier call took. */
  readonly nextEvent: <Name extends EventName>(name: Name) => Promise<EventPayload<TillContract, Name>>;
  /** Events that nobody took yet. */
  readonly untakenEvents: () => readonly AnyEvent<TillContract>[];
  /** Waits until whatever was sent has arrived and been answered. */
  readonly settle: () => Promise<void>;
};

export type EventName = AnyEvent<TillContract>['event'];

/** The reader service's end of its wire. */
export type ScriptedReader = {
  readonly setState: (state: ReaderState) => void;
  /** Puts a card down; each call is a new insertion unless `session` says otherwise. */
  readonly tap: (cardUid: CardUid, session?: number) => void;
  readonly unreadable: (reason: UnreadableReason) => void;
  /** The reader service dies. */
  readonly die: () => void;
};

export type WorldSetting = {
  readonly seed?: number;
  readonly data?: ChainData;
  readonly startMs?: number;
  readonly demo?: boolean;
  readonly dataDir?: string;
  /** Of another till's signing key than that of every other world. */
  readonly signingSeed?: Uint8Array;
  /** The till belongs to HQ: its cache is what was pulled into the folder. */
  readonly pulled?: TillOpening['pulled'];
};

export { worldKeys };
/** Real argon2id, as cheap as it goes: the tests sign in hundreds of times. */
const cheapPins: PinCost = { memoryKiB: 64, passes: 1 };

export function createTillWorld(setting: WorldSetting = {}): TillWorld {
  const folder = temporaryFolder();
  const dataDir = setting.dataDir ?? path.join(folder, 'data');
  const resourcesDir = writeChainFiles(path.join(folder, 'resources'), setting.data ?? tinyChainData());
  const time = createManualTime(setting.startMs ?? chainNoonMs);
  const rng = createSeededRng(setting.seed ?? 1);
  const logged: string[] = [];
  const bugs: unknown[] = [];
  let wallOffsetMs = 0;
  let builds = 0;

  const { monotonicMs } = time.clock;
  const pinHasher = createPinHasher(worldKeys.pinPepper, cheapPins);
  const ports: TillPorts = {
    ...createNodePorts({ ...worldKeys, ...seedOf(setting) }, (event) => void logged.push(event)),
    clock: { nowMs: () => epochMs(time.clock.nowMs() + wallOffsetMs), monotonicMs },
    timers: time.timers,
    randomBytes: rng.bytes,
    pinHasher,
  };
  const demo = setting.demo ?? true;
  const place = { dataDir, key: worldKeys.databaseKey, nativeBinding: null };
  const source = { dir: path.join(resourcesDir, 'demo'), demo };
  const opening = (): TillOpening => ({
    dataDir,
    resourcesDir,
    demo,
    keyKeeping: 'demoFile',
    databaseKey: worldKeys.databaseKey,
    nativeBinding: null,
    ports,
    rulesSource: {
      stamp: () => ruleSetFileStamp(source.dir),
      check: async () => sliced(await readRuleSetFile(source.dir, ports)),
    },
    heldSession: null,
    onSession: () => undefined,
    buildCache: () => {
      builds += 1;
      return buildFromFiles(place, source, { hashPin: pinHasher.hashPin, sha256, utf8 });
    },
    onBug: (bug) => void bugs.push(bug),
    ...(setting.pulled === undefined ? {} : { pulled: setting.pulled }),
  });
  const open = async (): Promise<TillRun> => startRun(expectOk(await openTill(opening())));
  const id = (): Uuid => uuidV7(time.clock.nowMs(), rng.bytes(10));
  return {
    dataDir,
    resourcesDir,
    time,
    jumpWall: (byMs) => {
      wallOffsetMs += byMs;
    },
    rng,
    id,
    logged,
    bugs,
    builds: () => builds,
    opening,
    loseDrafts: () => loseFile(path.join(dataDir, 'drafts.db')),
    keepDrafts: () => keepFile(path.join(dataDir, 'drafts.db')),
    open,
    openSignedIn: async () => {
      const run = await open();
      expectOk(await run.screen.signIn({ commandId: id(), ...cashier }));
      return run;
    },
  };
}

function seedOf({ signingSeed }: WorldSetting): { readonly signingSeed?: Uint8Array } {
  return signingSeed === undefined ? {} : { signingSeed };
}

/** The basket that is open now. */
export async function basketOf(run: TillRun): Promise<BasketView> {
  const { basket } = expectOk(await run.screen.till({}));
  invariant(basket !== null, 'somebody is signed in');
  return basket;
}

const logSuffixes = ['', '-wal', '-shm'];

function loseFile(file: string): void {
  for (const suffix of logSuffixes) rmSync(file + suffix, { force: true });
}

function keepFile(file: string): () => void {
  const kept = logSuffixes
    .filter((suffix) => existsSync(file + suffix))
    .map((suffix) => ({ file: file + suffix, bytes: readFileSync(file + suffix) }));
  return () => {
    loseFile(file);
    for (const { file: lost, bytes } of kept) writeFileSync(lost, bytes);
  };
}

function startRun(opened: OpenedTill): TillRun {
  const events = createEventQueue();
  const [tillEnd, screenEnd] = nodeWires();
  opened.till.connectScreen(tillEnd);
  const client = createRpcClient({
    contract: tillContract,
    wire: screenEnd,
    timers: patientTimers,
    onEvent: events.arrived,
    onLost: () => undefined,
    onStrangeFrame: (frame) => {
      throw new Error(`the till sent what its contract does not know: ${JSON.stringify(frame)}`);
    },
  });
  const reader = connectScriptedReader(opened);
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    opened.close();
    client.close();
  };
  onTestFinished(close);
  const screen = client.calls;
  return {
    till: opened.till,
    reportBug: opened.reportBug,
    publishedChanged: opened.publishedChanged,
    close,
    screen,
    reader,
    nextEvent: events.next,
    untakenEvents: events.untaken,
    // Channels keep their order, so an answered call says that everything sent before it has arrived.
    settle: async () => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await screen.till({});
    },
  };
}

function connectScriptedReader({ till }: OpenedTill): ScriptedReader {
  const [tillEnd, readerEnd] = nodeWires();
  let state: ReaderState = { kind: 'ready', readerName: 'Scripted' };
  let sessions = 0;
  const server = serveRpc({
    contract: readerContract,
    wire: readerEnd,
    handlers: {
      readerState: () => ok(state),
      tapScriptedCard: ({ cardUid }) => {
        tap(cardUid);
        return ok({});
      },
    },
    onBug: (bug) => {
      throw bug;
    },
    onStrangeFrame: () => undefined,
  });
  const tap = (cardUid: CardUid, session?: number): void => {
    sessions = session ?? sessions + 1;
    server.emit('cardPresent', { session: sessions, cardUid, readerName: 'Scripted', readingMs: 1 });
  };
  till.connectReader(tillEnd);
  return {
    setState: (next) => {
      state = next;
      server.emit('stateChanged', next);
    },
    tap,
    unreadable: (reason) => {
      sessions += 1;
      server.emit('cardUnreadable', { session: sessions, reason });
    },
    die: () => server.close(),
  };
}

type EventQueue = {
  readonly arrived: (event: AnyEvent<TillContract>) => void;
  readonly next: TillRun['nextEvent'];
  readonly untaken: () => readonly AnyEvent<TillContract>[];
};

function createEventQueue(): EventQueue {
  const queue: AnyEvent<TillContract>[] = [];
  let wake: (() => void)[] = [];
  return {
    arrived: (event) => {
      queue.push(event);
      for (const waiting of wake.splice(0)) waiting();
    },
    next: async (name) => {
      for (;;) {
        const index = queue.findIndex(({ event }) => event === name);
        const [found] = index < 0 ? [] : queue.splice(index, 1);
        // The payload was parsed with the schema of its own event, and this event has the name asked for.
        if (found !== undefined) return found.payload as EventPayload<TillContract, typeof name>;
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    untaken: () => [...queue],
  };
}
