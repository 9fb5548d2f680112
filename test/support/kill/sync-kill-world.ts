/** A till that belongs to a real HQ, sells, and is killed around the moments at which HQ takes what it sends. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSyncStateStore } from '#electron/till/db/stores/sync-state-store.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { createNodePorts, systemTimers } from '#electron/till/node-ports.ts';
import { writeHqFile } from '#electron/till/sync/hq-file.ts';
import { askToJoin, lookAtJoin } from '#electron/till/sync/join-hq.ts';
import type { JoinDeps } from '#electron/till/sync/join-hq.ts';
import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { entriesAtHq, entriesAtTill } from '#test/support/sim/hq/hq-books.ts';
import type { BookedEntry } from '#test/support/sim/hq/hq-books.ts';
import { mustHold } from '#test/support/sim/violation.ts';
import type { TestHq } from '#test/support/sync/till-at-hq.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { tinyChainData, writeChainFiles } from '#test/support/till-chain.ts';
import { startKillableTill } from './killable-till.ts';
import type { KillableStart, KillableTill } from './killable-till.ts';
import { lookAtKilled } from './killed-ledger.ts';
import { createLateLine } from './late-line.ts';
import { createSyncClerk } from './sync-kill-clerk.ts';
import type { SyncClerk } from './sync-kill-clerk.ts';
import { startWatchedLine } from './watched-line.ts';
import type { PushWatch } from './watched-line.ts';

/** Where around a push the kill comes. */
export const killMoments = [
  /** HQ has stored the entries, and its answer never arrives. */
  'answerOnItsWay',
  /** The answer has arrived: the till is about to write it down, which it does within a second. */
  'answerHeard',
  /** HQ has been asked, and may have stored the entries or not. */
  'asked',
] as const;
export type KillMoment = (typeof killMoments)[number];

export type SyncKillWorld = {
  /** One life of the till: started, sold with, killed, and its ledger compared with HQ's. */
  readonly liveAndDie: (moment: KillMoment) => Promise<LeftBehind>;
  /**
   * The till is killed while a push of one sale lies on the line. HQ takes it only after the till was started again and has
   * asked where HQ stands, so that it comes a second time, with another sale behind it if there is one meanwhile.
   */
  readonly liveThroughLatePush: (meanwhile: Meanwhile) => Promise<LatePush>;
  /** One life without a kill, until HQ and the till agree on everything. */
  readonly liveToTheEnd: () => Promise<LeftBehind>;
  /** Sales whose receipt was shown. */
  readonly sold: () => number;
};

export type Meanwhile = 'nothing' | 'anotherSale';

export type LatePush = LeftBehind & {
  /** Bodies of pushes, as they reached the line: the late one first. */
  readonly pushes: readonly Buffer[];
};

export type LeftBehind = {
  readonly entries: readonly BookedEntry[];
  readonly acknowledged: SyncHead | null;
  readonly atHq: readonly BookedEntry[];
};

const keys = {
  databaseKey: new Uint8Array(32).fill(0x51),
  signingSeed: new Uint8Array(32).fill(0x52),
  pinPepper: new Uint8Array(32).fill(0x53),
};

type World = {
  readonly entry: string;
  readonly hq: TestHq;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly rng: Rng;
  readonly clerk: SyncClerk;
  watched: Watched | null;
  /** What the line does in place of it while a push is to come late. */
  line: PushWatch | null;
  /** Status of an answer of HQ to a push that it did not take. */
  refusal: number | null;
  /** Kept from life to life as main keeps it: nobody has to sign in again. */
  session: KillableStart['start']['session'];
};

/** Which push the kill belongs to. */
type Watched = { readonly moment: KillMoment; readonly kill: () => void; pushesBefore: number };

/** `entry`: JavaScript of the till service. The till has joined when this resolves. */
export async function createSyncKillWorld(entry: string, hq: TestHq, seed: number): Promise<SyncKillWorld> {
  const folder = temporaryFolder();
  const rng = createSeededRng(seed);
  const world: World = {
    entry,
    hq,
    dataDir: path.join(folder, 'data'),
    resourcesDir: writeChainFiles(path.join(folder, 'resources'), tinyChainData()),
    rng,
    clerk: createSyncClerk(() => uuidV7(epochMs(Date.now()), rng.bytes(10))),
    watched: null,
    line: null,
    refusal: null,
    session: null,
  };
  await joinThrough(world, await startWatchedLine(hq.url, watchOf(world)));
  return {
    liveAndDie: (moment) => liveAndDie(world, moment),
    liveThroughLatePush: (meanwhile) => liveThroughLatePush(world, meanwhile),
    liveToTheEnd: () => liveToTheEnd(world),
    sold: world.clerk.sold,
  };
}

function watchOf(world: World): PushWatch {
  const due = (...moments: readonly KillMoment[]): Watched | null => {
    const { watched } = world;
    if (watched === null || !moments.includes(watched.moment)) return null;
    watched.pushesBefore -= 1;
    if (watched.pushesBefore >= 0) return null;
    world.watched = null;
    return watched;
  };
  const killWithin = async ({ kill }: Watched, msMax: number): Promise<void> => {
    await sleep(world.rng.below(msMax * 10) / 10);
    kill();
  };
  return {
    asked: (push) => {
      if (world.line !== null) return world.line.asked(push);
      const watched = due('asked');
      // HQ takes a few milliseconds for it, and is not kept from it.
      if (watched !== null) void killWithin(watched, 25);
      return undefined;
    },
    answered: async (status) => {
      if (status !== 200) world.refusal = status;
      if (world.line !== null) return await world.line.answered(status);
      const watched = due('answerOnItsWay', 'answerHeard');
      if (watched === null) return;
      if (watched.moment === 'answerOnItsWay') await killWithin(watched, 1);
      // Half of them within the way through the till, half at any time until it is written down.
      else void killWithin(watched, world.rng.below(2) === 0 ? 20 : 1_100);
    },
    contacted: async () => await world.line?.contacted(),
  };
}

/** As `vafa till join` does it; the first start takes the snapshot and asks to be started again. */
async function joinThrough(world: World, url: string): Promise<void> {
  const { dataDir, hq } = world;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const ports = createNodePorts(keys);
  const deps: JoinDeps = {
    createHttp: (origin) => createHttpTransport({ origin, timers: systemTimers }),
    ...keys,
    app: 'test',
    former: 'none',
    ports,
  };
  const asked = expectOk(await askToJoin(deps, { url, code: await hq.newCode('Killed') }));
  await hq.approve(asked.fingerprint);
  const looked = await lookAtJoin(deps, asked);
  mustHold(looked.kind === 'answered' && looked.step === 'receiving', 'HQ has approved the till', looked);
  writeHqFile({ dataDir, ...keys }, { ...asked, step: 'receiving' }, ports.randomBytes);
  const first = start(world);
  await first.ready;
  await first.ended;
}

function start(world: World): KillableTill {
  const { entry, dataDir, resourcesDir, session } = world;
  const hex = {
    databaseKey: bytesToHex(keys.databaseKey),
    signingSeed: bytesToHex(keys.signingSeed),
    pinPepper: bytesToHex(keys.pinPepper),
  };
  return startKillableTill({
    entry,
    start: {
      dataDir,
      resourcesDir,
      demo: true,
      keyKeeping: 'demoFile',
      sqliteNativeBinding: null,
      session,
      keys: hex,
    },
    onEvent: () => undefined,
    onSession: (held) => {
      world.session = held;
    },
  });
}

async function liveAndDie(world: World, moment: KillMoment): Promise<LeftBehind> {
  const { clerk, rng } = world;
  const till = start(world);
  await till.ready;
  if (world.session === null) await clerk.signIn(till.screen);
  world.watched = { moment, kill: till.kill, pushesBefore: rng.below(3) };
  await clerk.sendNow(till.screen);
  let isOver = false;
  void till.ended.then(() => (isOver = true));
  while (!isOver) {
    await clerk.sell(till.screen);
    mustBeTaken(world);
    await sleep(rng.below(120));
  }
  return compared(world);
}

async function liveThroughLatePush(world: World, meanwhile: Meanwhile): Promise<LatePush> {
  const { clerk } = world;
  const first = start(world);
  await first.ready;
  if (world.session === null) await clerk.signIn(first.screen);
  // What is on the line afterwards is one sale and nothing else.
  await untilLevel(world, first);
  let second: KillableTill | undefined;
  const line = createLateLine({
    isStartedAgain: () => second !== undefined,
    meanwhile: async () => {
      if (meanwhile === 'anotherSale' && second !== undefined) await clerk.sell(second.screen);
    },
  });
  world.line = line.watch;
  await clerk.sell(first.screen);
  await line.isPushed;
  first.kill();
  await first.ended;
  second = start(world);
  await second.ready;
  await untilLevel(world, second);
  world.line = null;
  second.kill();
  await second.ended;
  return { ...(await compared(world)), pushes: line.pushes };
}

async function liveToTheEnd(world: World): Promise<LeftBehind> {
  const { clerk } = world;
  const till = start(world);
  await till.ready;
  await clerk.sell(till.screen);
  await untilLevel(world, till);
  till.kill();
  await till.ended;
  return compared(world);
}

/** Until HQ has everything and the till has written that down. */
async function untilLevel(world: World, { screen }: KillableTill): Promise<void> {
  await world.clerk.sendNow(screen);
  while (!(await world.clerk.isLevel(screen))) {
    mustBeTaken(world);
    await sleep(20);
  }
  // It is written down within a second.
  for (;;) {
    const { entries, acknowledged } = await compared(world);
    if (acknowledged?.seq === entries.at(-1)?.seq) return;
    await sleep(50);
  }
}

function mustBeTaken({ refusal }: World): void {
  mustHold(refusal === null, 'HQ takes what an honest till sends', { refusal });
}

/** Whatever was killed when: HQ has nothing that the till has not, once; and the till claims nothing that HQ lacks. */
async function compared({ dataDir, hq }: World): Promise<LeftBehind> {
  const left = lookAtKilled(dataDir, keys, (db, ports) => {
    const report = verifyLedger(db, ports);
    mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
    return { entries: entriesAtTill(db), acknowledged: createSyncStateStore(db).read().acknowledged };
  });
  // Gapless, each behind the one before, and ending at the head: that is looked at on the way.
  const atHq = await entriesAtHq(hq.deps.db);
  const placeOf = ({ epoch, seq, entryId, hash }: BookedEntry): string =>
    `${epoch} ${seq} ${entryId} ${hash}`;
  const first = left.entries.slice(0, atHq.length).map(placeOf);
  mustHold(String(first) === String(atHq.map(placeOf)), 'HQ has the first entries of the till, each once', {
    atTill: left.entries.length,
    atHq: atHq.length,
  });
  const { acknowledged } = left;
  const claimed = atHq.find(({ epoch, seq }) => epoch === acknowledged?.epoch && seq === acknowledged.seq);
  mustHold(claimed?.hash === acknowledged?.hash, 'the till claims nothing that HQ does not have', {
    acknowledged,
    atHq: atHq.length,
  });
  return { ...left, atHq };
}
