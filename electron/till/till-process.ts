/**
 * Entry of the till service, as a utility process of Electron or as a child process under Node. Main's side of the
 * conversation is written down in `shared/contracts/supervision.ts`.
 */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { heartbeatEveryMs, mainMissingMs, tillExitCodes } from '#shared/contracts/supervision.ts';
import type { TillStart } from '#shared/contracts/supervision.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { buildInWorker, checkInWorker } from './cache/build-in-worker.ts';
import type { CachePlace } from './cache/build-cache.ts';
import { chainDir } from './cache/chain-files.ts';
import { childLink, utilityLink } from './control-link.ts';
import type { ControlLink, ParentPort } from './control-link.ts';
import { ballastBytesUsual, createBallast } from './durability/ballast.ts';
import { openWitnessSlots } from './durability/node-witness-slots.ts';
import { upkeepInWorker } from './durability/upkeep-in-worker.ts';
import { createWitness } from './durability/witness.ts';
import type { Witness } from './durability/witness.ts';
import { diskFailure } from './journal/file-system.ts';
import { pinCost } from './node-pin-hasher.ts';
import { createKeepVerifier } from './node-hq-verifier.ts';
import { createNodePorts, logToStandardError, systemTimers, tillKeyBytes } from './node-ports.ts';
import { openTill } from './open-till.ts';
import type { OpenedTill } from './open-till.ts';
import type { PulledOpening, TillOpening } from './till-opening.ts';
import type { TillPorts } from './ports.ts';
import { createBoxKey } from './sync/box-key.ts';
import { readHqFile } from './sync/hq-file.ts';
import { witnessName } from './sync/hq-of-till.ts';
import type { HqMeans } from './sync/hq-of-till.ts';
import { startSyncWorker } from './sync/start-sync-worker.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { ruleSetFileStamp } from './rules/rule-set-file.ts';

/** What the process is right now: its end closes what its start opened. */
type Life = {
  readonly main: ControlLink;
  opened: OpenedTill | undefined;
  /** Peers that came before the files were open. */
  readonly waiting: Peer[];
  beatsMissed: number;
  isEnding: boolean;
};
type Peer = { readonly peer: 'screen' | 'reader'; readonly wire: Wire };

/** An answer that is on its way when a bug ends the process still gets out. */
const partingMs = 50;
/** Told to HQ with every request. */
const appName = 'vafa-till/1';
const beatsMissedMax = mainMissingMs / heartbeatEveryMs;

run({ main: linkToMain(), opened: undefined, waiting: [], beatsMissed: 0, isEnding: false });

function linkToMain(): ControlLink {
  // Electron adds `parentPort` to the process of a utility process, and nothing else has it.
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityLink(parentPort);
  invariant(process.connected, 'the till service is started by main, with a channel to it');
  return childLink({
    // Nobody is left to be told once the channel has closed.
    send: (message) => void (process.connected && process.send?.(message)),
    onMessage: (receive) => void process.on('message', receive),
  });
}

function run(life: Life): void {
  // The folder itself may be one that others can read.
  process.umask(0o077);
  const report = (bug: unknown): void => {
    if (life.opened === undefined) endByBug(life, bug);
    else life.opened.reportBug(bug);
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  process.on('SIGTERM', () => end(life, tillExitCodes.stopped));
  process.on('disconnect', () => end(life, tillExitCodes.stopped));
  life.main.onControl((control, wire) => {
    // Every message is a sign of main's life; `alive` is nothing else.
    life.beatsMissed = 0;
    if (control.message === 'start') {
      beat(life);
      void start(life, control);
    }
    if (control.message === 'port' && wire !== undefined) connect(life, { peer: control.peer, wire });
    if (control.message === 'stop') end(life, tillExitCodes.stopped);
  });
}

async function start(life: Life, given: TillStart): Promise<void> {
  const opened = await openTill(openingOf(life, given));
  if (!opened.ok) {
    refuse(life, opened.error);
    return;
  }
  life.opened = opened.value;
  for (const peer of life.waiting.splice(0)) connect(life, peer);
  life.main.send({ message: 'ready' });
}

function openingOf(life: Life, given: TillStart): TillOpening {
  const { dataDir, resourcesDir, demo, keyKeeping, sqliteNativeBinding: nativeBinding } = given;
  const { databaseKey, pinPepper, ...keys } = tillKeyBytes(given.keys);
  const place = { dataDir, key: databaseKey, nativeBinding };
  const dir = chainDir(resourcesDir);
  const nodePorts = createNodePorts({ ...keys, databaseKey, pinPepper });
  const hq = hqOf(dataDir, databaseKey);
  const witness = openWitness(given.witnessDir, keys.signingSeed, { ...nodePorts, hq });
  const job = { kind: 'cache', place, source: { dir, demo }, pinPepper, pinCost } as const;
  return {
    dataDir,
    ...(given.journalDir === undefined ? {} : { journalDir: given.journalDir }),
    ...(witness === undefined ? {} : { witness }),
    ballast: createBallast({
      file: path.join(dataDir, 'ballast'),
      bytes: ballastBytesUsual,
      ports: nodePorts,
    }),
    resourcesDir,
    demo,
    keyKeeping,
    databaseKey,
    nativeBinding,
    ports: nodePorts,
    ...(hq?.step === 'joined'
      ? { pulled: pulledOpening(place, { pinPepper, signingSeed: keys.signingSeed }) }
      : {}),
    hq: meansOf(life, { dataDir, signingSeed: keys.signingSeed, pinPepper }),
    heldSession: given.session,
    onSession: (session) => life.main.send({ message: 'session', session }),
    upkeep: (upkeepJob) => upkeepInWorker(entryBeside('ledger-worker-process'), upkeepJob),
    buildCache: () => buildInWorker(workerEntry(), job),
    rulesSource: {
      stamp: () => ruleSetFileStamp(dir),
      check: () => checkInWorker(workerEntry(), { kind: 'rules', dir }),
    },
    onBug: (bug, refusal) => {
      if (refusal === null) endByBug(life, bug);
      else refuse(life, refusal);
    },
  };
}

function pulledOpening(
  place: CachePlace,
  { pinPepper, signingSeed }: Pick<HqMeans, 'signingSeed' | 'pinPepper'>,
): PulledOpening {
  return {
    keepVerifier: createKeepVerifier(pinPepper, createBoxKey(signingSeed)),
    checkRules: () => checkInWorker(workerEntry(), { kind: 'pulledRules', place }),
  };
}

/** As it will be once this start has taken the last step of joining. */
function hqOf(dataDir: string, databaseKey: Uint8Array): HqFile | undefined {
  const read = readHqFile({ dataDir, databaseKey });
  if (read.kind !== 'found') return undefined;
  return read.file.step === 'moving' ? { ...read.file, step: 'joined' } : read.file;
}

function meansOf(
  life: Life,
  { dataDir, ...keys }: Pick<HqMeans, 'signingSeed' | 'pinPepper'> & { readonly dataDir: string },
): HqMeans {
  const caPems = caPemsIn(dataDir);
  return {
    ...keys,
    caPems,
    app: appName,
    exportDir: path.join(dataDir, 'carried'),
    startWorker: startSyncWorker(entryBeside('sync-worker-process')),
    createHttp: (origin) => createHttpTransport({ origin, timers: systemTimers, caPems }),
    // Main starts a service again that ends; the basket and who is signed in are kept.
    onStartOver: () => endSoon(life, tillExitCodes.startOver),
  };
}

/** Certificates of the chain's own authority, where somebody laid them: the present one and the next. */
function caPemsIn(dataDir: string): readonly string[] {
  const file = path.join(dataDir, 'hq-ca.pem');
  return existsSync(file) ? [readFileSync(file, 'utf8')] : [];
}

/** A place that cannot be written costs the till its memory of itself, and not its day. */
function openWitness(
  folder: string | undefined,
  signingSeed: Uint8Array,
  { publicKey, log, hq }: TillPorts & { readonly hq: HqFile | undefined },
): Witness | undefined {
  if (folder === undefined) return undefined;
  try {
    return createWitness(openWitnessSlots(folder, witnessName(publicKey, hq)), signingSeed);
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    log('witnessNotOpened', { code });
    return undefined;
  }
}

function workerEntry(): URL {
  return entryBeside('cache-worker-process');
}

/** Sources run under Node as they are; a build has the same file beside this one as JavaScript. */
function entryBeside(name: string): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${extension}`, import.meta.url);
}

function connect(life: Life, peer: Peer): void {
  if (life.opened === undefined) life.waiting.push(peer);
  else if (peer.peer === 'screen') life.opened.till.connectScreen(peer.wire);
  else life.opened.till.connectReader(peer.wire);
}

/** Beats are counted and not timed: a machine that slept must not take its own sleep for main's death. */
function beat(life: Life): void {
  systemTimers.setTimer(heartbeatEveryMs, () => {
    if (life.isEnding) return;
    life.beatsMissed += 1;
    if (life.beatsMissed > beatsMissedMax) {
      logToStandardError('mainMissing', { beatsMissed: life.beatsMissed });
      end(life, tillExitCodes.stopped);
      return;
    }
    life.main.send({ message: 'alive' });
    beat(life);
  });
}

function refuse(life: Life, { code, details }: AppError): void {
  logToStandardError('cannotStart', { ...details, code });
  life.main.send({ message: 'cannotStart', code });
  endSoon(life, tillExitCodes.cannotStart);
}

function endByBug(life: Life, bug: unknown): void {
  const name = bug instanceof Error ? bug.name : typeof bug;
  // The stack names places in the program; messages of this program's own hold no personal data.
  const stack = bug instanceof Error ? (bug.stack ?? bug.message) : '';
  logToStandardError('bug', { name, stack });
  endSoon(life, tillExitCodes.bug);
}

function endSoon(life: Life, code: number): void {
  systemTimers.setTimer(partingMs, () => end(life, code));
}

function end(life: Life, code: number): void {
  if (life.isEnding) return;
  life.isEnding = true;
  try {
    life.opened?.close();
  } catch (error) {
    // Ending anyway: what the files hold is safe without being closed.
    logToStandardError('closeFailed', { name: error instanceof Error ? error.name : 'unknown' });
  }
  process.exit(code);
}
