/** The till service as a child process of its own, with a screen and a reader, to be killed at any moment. */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderState } from '#shared/contracts/reader-contract.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import { heartbeatEveryMs, serviceSignSchema, tillIpcSchema } from '#shared/contracts/supervision.ts';
import type { TillIpc, TillStart } from '#shared/contracts/supervision.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { patientTimers } from '#test/support/patient-timers.ts';
import type { Screen } from '#test/support/sim/clerk-send.ts';
import type { Tapped } from '#test/support/sim/clerk-state.ts';
import { ok } from '#shared/kernel/result.ts';

export type KillableTill = {
  readonly screen: Screen;
  /** Lays the cards on the reader one after the other. */
  readonly tap: (taps: readonly Tapped[]) => void;
  /** Resolves when the service says that it is ready; rejects when it ends before that. */
  readonly ready: Promise<void>;
  /** Resolves with what it wrote on standard error when the process has ended. */
  readonly ended: Promise<string>;
  /** SIGKILL. */
  readonly kill: () => void;
};

export type KillableStart = {
  /** JavaScript of the till service. */
  readonly entry: string;
  readonly start: Omit<TillStart, 'message'>;
  readonly onEvent: (event: AnyEvent<TillContract>) => void;
  /** What main keeps for the next start, so that nobody has to sign in again. */
  readonly onSession?: (session: TillStart['session']) => void;
};

export function startKillableTill({ entry, start, onEvent, onSession }: KillableStart): KillableTill {
  const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const { ended, hasEnded } = watchEnd(child);
  const send = (message: TillIpc): void => {
    // A message to a process that is gone is lost, as it is between any two processes.
    if (child.connected) child.send(message, () => undefined);
  };
  const wireOf = (channel: 'screen' | 'reader'): Wire => ({
    send: (message) => send({ channel, message }),
    onMessage: (receive) => {
      child.on('message', (raw) => {
        const ipc = tillIpcSchema.parse(raw);
        if (ipc.channel === channel) receive(ipc.message);
      });
    },
    onClose: (closed) => void ended.then(closed),
    close: () => undefined,
  });
  const ready = whenReady(child, ended, onSession);
  send({ channel: 'control', message: { ...start, message: 'start' } });
  send({ channel: 'control', message: { message: 'port', peer: 'screen' } });
  send({ channel: 'control', message: { message: 'port', peer: 'reader' } });
  const alive = (): void => send({ channel: 'control', message: { message: 'alive' } });
  const beating = setInterval(alive, heartbeatEveryMs);
  void ended.then(() => clearInterval(beating));
  const client = createRpcClient({
    contract: tillContract,
    wire: wireOf('screen'),
    timers: patientTimers,
    onEvent,
    onLost: () => undefined,
    onStrangeFrame: (frame) => {
      throw new Error(`a strange frame ${JSON.stringify(frame)}`);
    },
  });
  const tap = serveReader(wireOf('reader'));
  const kill = (): void => void (hasEnded() || child.kill('SIGKILL'));
  return { screen: client.calls, tap, ready, ended, kill };
}

function watchEnd(child: ChildProcess): {
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
} {
  let printed = '';
  let isOver = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      isOver = true;
      resolve(printed);
    });
  });
  return { ended, hasEnded: () => isOver };
}

function whenReady(
  child: ChildProcess,
  ended: Promise<string>,
  onSession: KillableStart['onSession'],
): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (raw) => {
      const { channel, message } = tillIpcSchema.parse(raw);
      if (channel !== 'control') return;
      const sign = serviceSignSchema.parse(message);
      if (sign.message === 'ready') resolve();
      if (sign.message === 'session') onSession?.(sign.session);
      if (sign.message === 'cannotStart') reject(new Error(`the till cannot start: ${sign.code}`));
    });
    void ended.then((printed) => reject(new Error(`the till ended before it was ready: ${printed}`)));
  });
  ready.catch(() => undefined); // whoever kills it while it starts does not wait for it
  return ready;
}

function serveReader(wire: Wire): KillableTill['tap'] {
  const readerName = 'Scripted';
  const state: ReaderState = { kind: 'ready', readerName };
  const server = serveRpc({
    contract: readerContract,
    wire,
    handlers: { readerState: () => ok(state), tapScriptedCard: () => ok({}) },
    onBug: (bug) => {
      throw bug;
    },
    onStrangeFrame: () => undefined,
  });
  let session = 0;
  return (taps) => {
    for (const { cardUid, bounces } of taps) {
      session += 1;
      for (let time = 0; time <= bounces; time += 1) {
        server.emit('cardPresent', { session, cardUid, readerName, readingMs: 1 });
      }
    }
  };
}
