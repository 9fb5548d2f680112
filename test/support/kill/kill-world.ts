/** A clerk, a till that is killed at moments that nobody chose, and the same till started again. */

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { troubledChainData, writeChainFiles } from '#test/support/till-chain.ts';
import { createClerk } from '#test/support/sim/clerk.ts';
import type { Clerk } from '#test/support/sim/clerk.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { startKillableTill } from './killable-till.ts';
import type { KillableStart, KillableTill } from './killable-till.ts';
import { factsOfKilled } from './killed-ledger.ts';

export type KillWorld = {
  readonly clerk: Clerk;
  readonly start: () => KillableTill;
  /** One life of the till: started, worked at, killed, and its ledger compared with what was acknowledged. */
  readonly liveAndDie: () => Promise<void>;
  /** One life without a kill, in which everything pending is settled. */
  readonly liveToTheEnd: () => Promise<void>;
};

const keys = {
  databaseKey: new Uint8Array(32).fill(0x51),
  signingSeed: new Uint8Array(32).fill(0x52),
  pinPepper: new Uint8Array(32).fill(0x53),
};

/** At most this many kills in a row before somebody is signed in: the fifth attempt would lock for half a minute. */
const killsBeforeSignInMax = 2;

export function createKillWorld(entry: string, seed: number): KillWorld {
  const folder = temporaryFolder();
  const dataDir = path.join(folder, 'data');
  const resourcesDir = writeChainFiles(path.join(folder, 'resources'), troubledChainData());
  const rng = createSeededRng(seed);
  let till: KillableTill | undefined;
  const clerk = createClerk({
    rng,
    // Real instants, so that no id repeats one of another run over the same files.
    id: () => uuidV7(epochMs(Date.now()), rng.bytes(10)),
    tap: (taps) => {
      till?.tap(taps);
      return till !== undefined;
    },
    wait: (byMs) => sleep(byMs),
    note: () => undefined,
    isCareless: false,
  });
  const start = (): KillableTill => {
    const started = startKillableTill({
      entry,
      start: startOf(dataDir, resourcesDir),
      onEvent: clerk.onEvent,
    });
    till = started;
    clerk.meet(started.screen);
    return started;
  };
  // A first start that was cut off may have made no ledger yet; once there was one, it must be there.
  let wasReady = false;
  const compare = (): void => {
    if (wasReady) clerk.compare(factsOfKilled(dataDir, keys));
  };
  let killsBeforeSignIn = 0;
  return {
    clerk,
    start,
    liveAndDie: async () => {
      const living = start();
      void living.ready.then(
        () => (wasReady = true),
        () => undefined, // killed before
      );
      const isEarly = killsBeforeSignIn < killsBeforeSignInMax && rng.below(6) === 0;
      await (isEarly ? dieEarly(living, rng) : dieAtWork(living, clerk, rng));
      killsBeforeSignIn = clerk.state.isSignedIn ? 0 : killsBeforeSignIn + 1;
      await living.ended;
      compare();
    },
    liveToTheEnd: async () => {
      const living = start();
      await living.ready;
      do await clerk.step();
      while (!clerk.state.isSignedIn || clerk.state.pending !== null);
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
async function dieAtWork(till: KillableTill, { state, step }: Clerk, rng: Rng): Promise<void> {
  await till.ready;
  while (!state.isSignedIn) await step();
  const quietSteps = rng.below(12);
  for (let done = 0; done < quietSteps; done += 1) await step();
  // An operation takes a few milliseconds; past them the kill comes between two.
  const timer = setTimeout(till.kill, rng.below(80) / 10);
  let isOver = false;
  void till.ended.then(() => (isOver = true));
  while (!isOver) await step();
  clearTimeout(timer);
}
