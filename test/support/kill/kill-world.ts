/** A clerk, a till that is killed at moments that nobody chose, and the same till started again. */

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadDb } from '#electron/till/db/database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { VerifyPorts } from '#electron/till/ledger-verify.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { tinyMembers, troubledChainData, writeChainFiles } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { createClerk } from '#test/support/sim/clerk.ts';
import type { Clerk } from '#test/support/sim/clerk.ts';
import type { Screen } from '#test/support/sim/clerk-send.ts';
import type { ClerkDeps } from '#test/support/sim/clerk-state.ts';
import { createLedgerWatch } from '#test/support/sim/ledger-watch.ts';
import { valueChainData } from '#test/support/sim/value-chain.ts';
import { createValueClerk } from '#test/support/sim/value-clerk.ts';
import type { ValueClerk } from '#test/support/sim/value-send.ts';
import { mustHold } from '#test/support/sim/violation.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { startKillableTill } from './killable-till.ts';
import type { KillableStart, KillableTill } from './killable-till.ts';
import { factsOfKilled, lookAtKilled } from './killed-ledger.ts';
import type { LedgerKeys } from './killed-ledger.ts';

export type KillWorld = {
  readonly start: () => KillableTill;
  /** One life of the till: started, worked at, killed, and its ledger compared with what was acknowledged. */
  readonly liveAndDie: () => Promise<void>;
  /** One life without a kill, in which everything pending is settled. */
  readonly liveToTheEnd: () => Promise<void>;
};

/** Whoever works at the till until it is killed, and once more when it is there again. */
export type KillClerk = {
  readonly meet: (screen: Screen) => void;
  readonly onEvent: (event: AnyEvent<TillContract>) => void;
  readonly step: () => Promise<void>;
  readonly isSignedIn: () => boolean;
  readonly isPending: () => boolean;
  /** Compares what was acknowledged with what the killed till left. */
  readonly compare: (dataDir: string, keys: LedgerKeys) => void;
};
type CreateKillClerk<Made extends KillClerk> = (deps: ClerkDeps) => Made;

/** The world of a clerk who sells. */
export function createKillWorld(entry: string, seed: number): KillWorld & { readonly clerk: Clerk } {
  const world = createWorldOf({ entry, seed, data: troubledChainData() }, (deps) => {
    const clerk = createClerk(deps);
    const { meet, onEvent, step, state } = clerk;
    return {
      clerk,
      meet,
      onEvent,
      step,
      isSignedIn: () => state.isSignedIn,
      isPending: () => state.pending !== null,
      compare: (dataDir: string, ledgerKeys: LedgerKeys) => clerk.compare(factsOfKilled(dataDir, ledgerKeys)),
    };
  });
  return { ...world, clerk: world.worker.clerk };
}

/** The world of a clerk who does everything with value. */
export function createValueKillWorld(
  entry: string,
  seed: number,
): KillWorld & { readonly clerk: ValueClerk; readonly kinds: () => ReadonlyMap<string, number> } {
  const data = valueChainData();
  let kinds: ReadonlyMap<string, number> = new Map();
  const world = createWorldOf({ entry, seed, data }, (deps) => {
    const clerk = createValueClerk(deps, { headSeq: () => null });
    const { meet, onEvent, step } = clerk;
    return {
      clerk,
      meet,
      onEvent,
      step,
      isSignedIn: () => clerk.operatorId !== null,
      isPending: () => clerk.pending !== null,
      compare: (dataDir: string, ledgerKeys: LedgerKeys) => {
        kinds = lookAtKilled(dataDir, ledgerKeys, (db, ports) => valueOfKilled(clerk, db, ports));
      },
    };
  });
  return { ...world, clerk: world.worker.clerk, kinds: () => kinds };
}

/** What was acknowledged is there, and the books hold from the first entry on. */
function valueOfKilled(clerk: ValueClerk, db: ReadDb, ports: VerifyPorts): ReadonlyMap<string, number> {
  const report = verifyLedger(db, ports);
  mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
  const first = tinyMembers().map(
    ({ memberRef, pointsBalance, walletMinor }) =>
      [memberRef, { points: pointsBalance, wallet: walletMinor }] as const,
  );
  const watch = createLedgerWatch(valueChainData().chain.till.deviceId, new Map(first));
  watch.catchUp(db);
  for (const entryId of clerk.acknowledged) {
    mustHold(watch.hasEntry(entryId), 'an acknowledged entry is there', { entryId });
  }
  return watch.kinds();
}

const keys = {
  databaseKey: new Uint8Array(32).fill(0x51),
  signingSeed: new Uint8Array(32).fill(0x52),
  pinPepper: new Uint8Array(32).fill(0x53),
};

/** At most this many kills in a row before somebody is signed in: the fifth attempt would lock for half a minute. */
const killsBeforeSignInMax = 2;

type WorldOf = { readonly entry: string; readonly seed: number; readonly data: ChainData };

/** Days do not pass here: the till that is killed has the machine's own clock. */
const waitMsMax = 60_000;

function createWorldOf<Made extends KillClerk>(
  { entry, seed, data }: WorldOf,
  createWorker: CreateKillClerk<Made>,
): KillWorld & { readonly worker: Made } {
  const folder = temporaryFolder();
  const dataDir = path.join(folder, 'data');
  const resourcesDir = writeChainFiles(path.join(folder, 'resources'), data);
  const rng = createSeededRng(seed);
  let till: KillableTill | undefined;
  const worker = createWorker({
    rng,
    // Real instants, so that no id repeats one of another run over the same files.
    id: () => uuidV7(epochMs(Date.now()), rng.bytes(10)),
    tap: (taps) => {
      till?.tap(taps);
      return till !== undefined;
    },
    wait: (byMs) => (byMs > waitMsMax ? Promise.resolve() : sleep(byMs)),
    note: () => undefined,
    isCareless: false,
  });
  const start = (): KillableTill => {
    const started = startKillableTill({
      entry,
      start: startOf(dataDir, resourcesDir),
      onEvent: worker.onEvent,
    });
    till = started;
    worker.meet(started.screen);
    return started;
  };
  // A first start that was cut off may have made no ledger yet; once there was one, it must be there.
  let wasReady = false;
  const compare = (): void => {
    if (wasReady) worker.compare(dataDir, keys);
  };
  let killsBeforeSignIn = 0;
  return {
    worker,
    start,
    liveAndDie: async () => {
      const living = start();
      void living.ready.then(
        () => (wasReady = true),
        () => undefined, // killed before
      );
      const isEarly = killsBeforeSignIn < killsBeforeSignInMax && rng.below(6) === 0;
      await (isEarly ? dieEarly(living, rng) : dieAtWork(living, worker, rng));
      killsBeforeSignIn = worker.isSignedIn() ? 0 : killsBeforeSignIn + 1;
      await living.ended;
      compare();
    },
    liveToTheEnd: async () => {
      const living = start();
      await living.ready;
      do await worker.step();
      while (!worker.isSignedIn() || worker.isPending());
      living.kill();
      await living.ended;
      compare();
    },
  };
}

function startOf(dataDir: string, resourcesDir: string): KillableStart['start'] {
  return {
    dataDir,
    resourcesDir,
    demo: true,
    keyKeeping: 'demoFile',
    sqliteNativeBinding: null,
    session: null,
    keys: {
      databaseKey: bytesToHex(keys.databaseKey),
      signingSeed: bytesToHex(keys.signingSeed),
      pinPepper: bytesToHex(keys.pinPepper),
    },
  };
}

/** Killed while it opens its files, or while it checks a PIN. */
async function dieEarly(till: KillableTill, rng: Rng): Promise<void> {
  await sleep(rng.below(300));
  till.kill();
}

/** Killed between two operations or in the middle of one. */
async function dieAtWork(till: KillableTill, { isSignedIn, step }: KillClerk, rng: Rng): Promise<void> {
  await till.ready;
  while (!isSignedIn()) await step();
  const quietSteps = rng.below(12);
  for (let done = 0; done < quietSteps; done += 1) await step();
  // An operation takes a few milliseconds; past them the kill comes between two.
  const timer = setTimeout(till.kill, rng.below(80) / 10);
  let isOver = false;
  void till.ended.then(() => (isOver = true));
  while (!isOver) await step();
  clearTimeout(timer);
}
