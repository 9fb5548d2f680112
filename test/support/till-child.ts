/** The real till service as a child process under Node, spoken to over its IPC channel as main would. */

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { heartbeatEveryMs, serviceSignSchema, tillIpcSchema } from '#shared/contracts/supervision.ts';
import type { ServiceSign, TillControl, TillStart } from '#shared/contracts/supervision.ts';
import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { Client } from '#shared/contracts/rpc-contract.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { patientTimers } from './patient-timers.ts';
import { screenWire, sendToTill } from './till-screen-wire.ts';

export type TillChild = {
  readonly pid: number;
  readonly screen: Client<TillContract>;
  /** Resolves with the first sign that is no heartbeat: `ready` or `cannotStart`. */
  readonly started: Promise<ServiceSign>;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly control: (message: TillControl) => void;
  /** Main stops giving signs of life. */
  readonly fallSilent: () => void;
  /** Not to be refused; resolves when the process is gone. */
  readonly kill: () => Promise<number | string>;
  /** What the process wrote to standard error. */
  readonly errors: () => string;
};

export const childKeys = {
  databaseKey: '51'.repeat(32),
  signingSeed: '52'.repeat(32),
  pinPepper: '53'.repeat(32),
};

const entry = fileURLToPath(new URL('../../electron/till/till-process.ts', import.meta.url));

/** Started, given its keys, and connected to a screen. */
export function startTillChild(given: Pick<TillStart, 'dataDir' | 'resourcesDir'>): TillChild {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const control = (message: TillControl): void => sendToTill(child, { channel: 'control', message });
  const beating = setInterval(() => control({ message: 'alive' }), heartbeatEveryMs);
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  void ended.then(() => clearInterval(beating));
  const kill = (): Promise<number | string> => {
    child.kill('SIGKILL');
    return ended;
  };
  onTestFinished(async () => void (await kill()));
  const screen = createRpcClient({
    contract: tillContract,
    wire: screenWire(child),
    timers: patientTimers,
    onEvent: () => undefined,
    onLost: () => undefined,
    onStrangeFrame: () => undefined,
  });
  const started = firstSign(child, () => errors);
  control({
    message: 'start',
    demo: true,
    keys: childKeys,
    keyKeeping: 'demoFile',
    sqliteNativeBinding: null,
    session: null,
    ...given,
  });
  control({ message: 'port', peer: 'screen' });
  return {
    pid: child.pid ?? -1,
    screen: screen.calls,
    started,
    ended,
    control,
    fallSilent: () => clearInterval(beating),
    kill,
    errors: () => errors,
  };
}

function firstSign(child: ChildProcess, errors: () => string): Promise<ServiceSign> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the till ended before it gave a sign: ${errors()}`)));
    child.on('message', (raw) => {
      const { channel, message } = tillIpcSchema.parse(raw);
      if (channel !== 'control') return;
      const sign = serviceSignSchema.parse(message);
      if (sign.message !== 'alive') resolve(sign);
    });
  });
}
