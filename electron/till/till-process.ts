/**
 * Entry of the till service, as a utility process of Electron or as a child process under Node. Main's side of the
 * conversation is written down in `shared/contracts/supervision.ts`.
 */

import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { heartbeatEveryMs, mainMissingMs, tillExitCodes } from '#shared/contracts/supervision.ts';
import type { TillControl, TillStart } from '#shared/contracts/supervision.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { buildInWorker } from './cache/build-in-worker.ts';
import { chainDir } from './cache/chain-files.ts';
import { childLink, utilityLink } from './control-link.ts';
import type { ControlLink, ParentPort } from './control-link.ts';
import { pinCost } from './node-pin-hasher.ts';
import { createNodePorts, logToStandardError, systemTimers, tillKeyBytes } from './node-ports.ts';
import { openTill } from './open-till.ts';
import type { OpenedTill } from './open-till.ts';

type Peer = { readonly peer: 'screen' | 'reader'; readonly wire: Wire };

/** An answer that is on its way when a bug ends the process still gets out. */
const partingMs = 50;
const beatsMissedMax = mainMissingMs / heartbeatEveryMs;

/** Everything that this process remembers: its end closes what its start opened. */
const life = {
  opened: undefined as OpenedTill | undefined,
  waiting: [] as Peer[],
  beatsMissed: 0,
  ending: false,
};

run(linkToMain());

function linkToMain(): ControlLink {
  // Electron adds `parentPort` to the process of a utility process, and nothing else has it.
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityLink(parentPort);
  invariant(process.connected, 'the till service is started by main, with a channel to it');
  process.on('disconnect', () => end(tillExitCodes.stopped));
  return childLink({
    // Nobody is left to be told once the channel has closed.
    send: (message) => void (process.connected && process.send?.(message)),
    onMessage: (receive) => void process.on('message', receive),
  });
}

function run(main: ControlLink): void {
  process.on('uncaughtException', endByBug);
  process.on('unhandledRejection', endByBug);
  process.on('SIGTERM', () => end(tillExitCodes.stopped));
  main.onControl((control, wire) => {
    life.beatsMissed = 0;
    obey(main, control, wire);
  });
}

function obey(main: ControlLink, control: TillControl, wire: Wire | undefined): void {
  switch (control.message) {
    case 'start':
      beat(main);
      void start(main, control);
      return;
    case 'port':
      if (wire !== undefined) connect({ peer: control.peer, wire });
      return;
    case 'alive':
      return; // every message of main's is a sign of life, this one is nothing else
    case 'stop':
      end(tillExitCodes.stopped);
  }
}

async function start(main: ControlLink, given: TillStart): Promise<void> {
  const keys = tillKeyBytes(given.keys);
  const { dataDir, resourcesDir, demo, keyKeeping, sqliteNativeBinding: nativeBinding } = given;
  const place = { dataDir, key: keys.databaseKey, nativeBinding };
  const source = { dir: chainDir(resourcesDir), demo };
  const job = { place, source, pinPepper: keys.pinPepper, pinCost };
  const opened = await openTill({
    dataDir,
    resourcesDir,
    demo,
    keyKeeping,
    databaseKey: keys.databaseKey,
    nativeBinding,
    ports: createNodePorts(keys),
    buildCache: () => buildInWorker(workerEntry(), job),
    onBug: endByBug,
  });
  if (!opened.ok) {
    logToStandardError('cannotStart', { ...opened.error.details, code: opened.error.code });
    main.send({ message: 'cannotStart', code: opened.error.code });
    endSoon(tillExitCodes.cannotStart);
    return;
  }
  life.opened = opened.value;
  for (const peer of life.waiting.splice(0)) connect(peer);
  main.send({ message: 'ready' });
}

/** Sources run under Node as they are; a build has the same file beside this one as JavaScript. */
function workerEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./cache-worker-process.${extension}`, import.meta.url);
}

function connect(peer: Peer): void {
  if (life.opened === undefined) life.waiting.push(peer);
  else if (peer.peer === 'screen') life.opened.till.connectScreen(peer.wire);
  else life.opened.till.connectReader(peer.wire);
}

/** Beats are counted and not timed: a machine that slept must not take its own sleep for main's death. */
function beat(main: ControlLink): void {
  systemTimers.setTimer(heartbeatEveryMs, () => {
    if (life.ending) return;
    life.beatsMissed += 1;
    if (life.beatsMissed > beatsMissedMax) {
      logToStandardError('mainMissing', { beatsMissed: life.beatsMissed });
      end(tillExitCodes.stopped);
      return;
    }
    main.send({ message: 'alive' });
    beat(main);
  });
}

function endByBug(bug: unknown): void {
  const name = bug instanceof Error ? bug.name : typeof bug;
  // The stack names places in the program; messages of this program's own hold no personal data.
  logToStandardError('bug', { name, stack: bug instanceof Error ? (bug.stack ?? bug.message) : String(bug) });
  endSoon(tillExitCodes.bug);
}

function endSoon(code: number): void {
  systemTimers.setTimer(partingMs, () => end(code));
}

function end(code: number): void {
  if (life.ending) return;
  life.ending = true;
  try {
    life.opened?.close();
  } catch (error) {
    // Ending anyway: what the files hold is safe without being closed.
    logToStandardError('closeFailed', { name: error instanceof Error ? error.name : 'unknown' });
  }
  process.exit(code);
}
