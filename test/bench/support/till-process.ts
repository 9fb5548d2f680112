/** The built till service as a child process under Node, with a screen and a reader that the benchmark plays. */

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { systemTimers } from '#electron/till/node-ports.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent, Client } from '#shared/contracts/rpc-contract.ts';
import { heartbeatEveryMs, serviceSignSchema, tillIpcSchema } from '#shared/contracts/supervision.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { TapOutcome } from '#shared/contracts/till-views.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { screenWire, sendToTill } from '#test/support/till-screen-wire.ts';
import { projectPath } from '#tools/setup/project-paths.ts';
import type { BenchFolder } from './data-folder.ts';

export type TillProcess = {
  readonly pid: number;
  /** From the start of the process to its word that it is ready. */
  readonly readyAfterMs: number;
  readonly screen: Client<TillContract>;
  /** Puts a card down and resolves with what the screen is told of it. */
  readonly tap: (cardUid: CardUid) => Promise<TapOutcome>;
  /** Not to be refused; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** Closes the files in good order. */
  readonly stop: () => Promise<void>;
};

const readyMsMax = 60_000;

/** Rejects when the till refuses to start or says nothing for a minute. */
export async function startTillProcess({ dataDir, keys }: BenchFolder): Promise<TillProcess> {
  const startedAtMs = performance.now();
  const child = fork(projectPath('out', 'main', 'till-process.js'), [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void errors.push(text));
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const ready = waitUntilReady(child, () => errors.join(''));
  sendToTill(child, {
    channel: 'control',
    message: {
      message: 'start',
      dataDir,
      resourcesDir: projectPath('resources'),
      demo: true,
      keys,
      keyKeeping: 'demoFile',
      sqliteNativeBinding: null,
      session: null,
    },
  });
  const beating = setInterval(
    () => sendToTill(child, { channel: 'control', message: { message: 'alive' } }),
    heartbeatEveryMs,
  );
  void ended.then(() => clearInterval(beating));
  await ready;
  const readyAfterMs = performance.now() - startedAtMs;
  return {
    pid: child.pid ?? -1,
    readyAfterMs,
    ...connect(child),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      sendToTill(child, { channel: 'control', message: { message: 'stop' } });
      await ended;
    },
  };
}

/** Resident memory in bytes, as the kernel counts it. */
export function residentBytes(pid: number): number {
  return kilobytesOf(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS') * 1_024;
}

/** One field of a file of /proc that counts in kB; 0 where it is missing. */
export function kilobytesOf(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

function connect(child: ChildProcess): Pick<TillProcess, 'screen' | 'tap'> {
  sendToTill(child, { channel: 'control', message: { message: 'port', peer: 'screen' } });
  sendToTill(child, { channel: 'control', message: { message: 'port', peer: 'reader' } });
  let taken: ((outcome: TapOutcome) => void) | undefined;
  const client = createRpcClient({
    contract: tillContract,
    wire: screenWire(child),
    timers: systemTimers,
    onEvent: (event: AnyEvent<TillContract>) => {
      if (event.event === 'tapped') taken?.(event.payload);
    },
    onLost: () => undefined,
    onStrangeFrame: () => undefined,
  });
  let session = 0;
  return {
    screen: client.calls,
    tap: (cardUid) => {
      session += 1;
      const payload = { session, cardUid, readerName: 'Benchmark', readingMs: 0 };
      return new Promise((resolve) => {
        taken = resolve;
        sendToTill(child, { channel: 'reader', message: { frame: 'event', event: 'cardPresent', payload } });
      });
    },
  };
}

function waitUntilReady(child: ChildProcess, errors: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`the till did not start: ${errors()}`));
    const timer = setTimeout(fail, readyMsMax);
    child.once('exit', fail);
    child.on('message', (raw) => {
      const { channel, message } = tillIpcSchema.parse(raw);
      const sign = channel === 'control' ? serviceSignSchema.parse(message).message : 'alive';
      if (sign === 'alive') return;
      clearTimeout(timer);
      child.off('exit', fail);
      if (sign === 'ready') resolve();
      else fail();
    });
  });
}

/** A channel that breaks is the end of the process, which is told by its exit. */
