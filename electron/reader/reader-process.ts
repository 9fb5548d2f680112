/**
 * Entry of the reader service, as a utility process of Electron or as a child process under Node. Main's side of the
 * conversation is written down in `shared/contracts/supervision.ts`.
 */

import { performance } from 'node:perf_hooks';
import { heartbeatEveryMs, readerExitCodes } from '#shared/contracts/supervision.ts';
import type { ReaderStart } from '#shared/contracts/supervision.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { branded } from '#shared/kernel/brand.ts';
import type { TimerId, Timers } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { childLink, utilityLink } from './main-link.ts';
import type { MainLink, ParentPort } from './main-link.ts';
import { createPcscAdapter } from './pcsc-adapter.ts';
import { isCardServiceAnswering } from './probe-card-service.ts';
import { partingMs } from './reader-limits.ts';
import type { ReaderLog, ReaderPort } from './reader-port.ts';
import { createReaderService } from './reader-service.ts';
import type { ReaderService } from './reader-service.ts';
import { createScriptedAdapter } from './scripted-adapter.ts';

const log: ReaderLog = (event, facts = {}) => {
  process.stderr.write(`${JSON.stringify({ process: 'reader', event, ...facts })}\n`);
};

const timers: Timers = {
  setTimer: (delayMs, run) => branded<TimerId>(setTimeout(run, delayMs)),
  // Only identifiers made by setTimer above come back here.
  clearTimer: (timer) => clearTimeout(timer as unknown as NodeJS.Timeout),
};

run(linkToMain());

function linkToMain(): MainLink {
  // Electron adds `parentPort` to the process of a utility process, and nothing else has it.
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityLink(parentPort);
  invariant(process.connected, 'the reader service is started by main, with a channel to it');
  process.on('disconnect', () => process.exit(0));
  return childLink({
    // Nobody is left to be told once the channel has closed.
    send: (message) => void (process.connected && process.send?.(message)),
    onMessage: (receive) => void process.on('message', receive),
  });
}

function run(main: MainLink): void {
  let service: ReaderService | undefined;
  let waitingTill: Wire | undefined;
  main.onControl((control, tillWire) => {
    if (control.message === 'start') {
      void createService(control).then((created) => {
        service = created;
        service.start();
        main.send({ message: 'ready' });
        setInterval(() => main.send({ message: 'alive' }), heartbeatEveryMs);
        if (waitingTill !== undefined) service.serve(waitingTill);
      });
    }
    if (control.message === 'tillPort' && tillWire !== undefined) {
      if (service === undefined) waitingTill = tillWire;
      else service.serve(tillWire);
    }
    if (control.message === 'tillPortClosed') service?.letGo();
  });
}

async function createService(start: ReaderStart): Promise<ReaderService> {
  return createReaderService({
    cardReaders: await loadCardReaders(start.lastResort),
    scripted: start.scripted ? createScriptedAdapter(timers) : undefined,
    timers,
    monotonicMs: () => performance.now(),
    attempt: start.attempt,
    onStartOver: (reason) => {
      log('startOver', { reason });
      setTimeout(() => process.exit(readerExitCodes.startOver), partingMs);
    },
    onBug: (bug) => {
      // A bug restarts the process: thrown outside the call that met it.
      setTimeout(() => {
        throw bug;
      }, 0);
    },
    log,
  });
}

async function loadCardReaders(isLastResort: boolean): Promise<ReaderPort | undefined> {
  try {
    const { NFC } = await import('nfc-pcsc');
    return createPcscAdapter({
      createNfc: () => new NFC(),
      isServiceAnswering: isCardServiceAnswering,
      timers,
      log,
    });
  } catch (failure) {
    log('nativeUnusable', { reason: failure instanceof Error ? failure.message : String(failure) });
    if (!isLastResort) process.exit(readerExitCodes.nativeUnusable);
    return undefined;
  }
}
