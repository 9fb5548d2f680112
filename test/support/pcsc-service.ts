/**
 * A card service (pcscd) with a virtual reader that belongs to one test file: own socket, own TCP ports, so that
 * nothing else on the machine is touched and files can run at the same time.
 *
 * pcscd's folder is fixed when it is compiled; in a mount namespace of its own another folder lies over it. Where
 * that is not allowed the fixed folder is used, if no service runs there yet.
 */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const fixedFolder = '/run/pcscd';
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const startMsMax = 120_000;
const pollMs = 25;

export type PcscService = {
  /** For the environment of whoever uses the service. */
  readonly env: { readonly PCSCLITE_CSOCK_NAME: string };
  /** TCP ports of the reader's two slots. */
  readonly slotPorts: readonly [number, number];
  /** Starts the service and waits until it answers; the same after `stop`. */
  readonly start: (readers?: 'virtual' | 'none') => Promise<void>;
  /** Ends the service as a service manager does; nothing happens when it is not running. */
  readonly stop: () => Promise<void>;
  /** Ends it without a word, and leaves its socket file behind. */
  readonly kill: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly dispose: () => Promise<void>;
};

/** Prepares a service; it is not started yet. */
export async function createPcscService(): Promise<PcscService> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-pcsc-'));
  const firstPort = await freePortPair();
  const confFile = path.join(folder, 'reader.conf');
  const isIsolated = await canIsolate(folder);
  if (!isIsolated && (await isOpen(path.join(fixedFolder, 'pcscd.comm')))) {
    throw new Error(
      'another pcscd runs on this machine, and an own one cannot be separated from it (unshare)',
    );
  }
  const socketFolder = isIsolated ? folder : fixedFolder;
  const socketPath = path.join(socketFolder, 'pcscd.comm');
  let running: ChildProcess | undefined;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = running;
    running = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  };
  const start = async (readers: 'virtual' | 'none' = 'virtual'): Promise<void> => {
    writeFileSync(confFile, readers === 'virtual' ? readerConf(firstPort) : '');
    mkdirSync(fixedFolder, { recursive: true });
    rmSync(path.join(socketFolder, 'pcscd.pid'), { force: true });
    rmSync(socketPath, { force: true });
    const server = ['pcscd', '--foreground', '--config', confFile];
    const [program = '', ...args] = isIsolated ? isolated(folder, server) : server;
    running = spawn(program, args, { stdio: 'ignore' });
    await untilListening(running, socketPath, readers === 'virtual' ? firstPort : undefined);
  };
  const stop = (): Promise<void> => end('SIGTERM');
  return {
    env: { PCSCLITE_CSOCK_NAME: socketPath },
    slotPorts: [firstPort, firstPort + 1],
    start,
    stop,
    kill: () => end('SIGKILL'),
    dispose: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readerConf(firstPort: number): string {
  const channel = `0x${firstPort.toString(16).toUpperCase().padStart(4, '0')}`;
  return [
    'FRIENDLYNAME "Virtual PCD"',
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${driver}`,
    `CHANNELID ${channel}`,
    '',
  ].join('\n');
}

function isolated(folder: string, command: readonly string[]): readonly string[] {
  const script = 'mount --bind "$0" "$1" && shift && exec "$@"';
  return ['unshare', '--mount', 'sh', '-c', script, folder, fixedFolder, ...command];
}

async function canIsolate(folder: string): Promise<boolean> {
  mkdirSync(fixedFolder, { recursive: true });
  const [program = '', ...args] = isolated(folder, ['true']);
  const tried = spawn(program, args, { stdio: 'ignore' });
  return new Promise((resolve) => {
    tried.once('exit', (code) => resolve(code === 0));
    tried.once('error', () => resolve(false));
  });
}

async function untilListening(service: ChildProcess, socketPath: string, port?: number): Promise<void> {
  const deadlineMs = performance.now() + startMsMax;
  while (performance.now() < deadlineMs) {
    if (service.exitCode !== null || service.pid === undefined) break;
    if ((await isOpen(socketPath)) && (port === undefined || isPortListening(port))) return;
    await sleep(pollMs);
  }
  throw new Error('pcscd did not start: are the packages pcscd and vsmartcard-vpcd installed?');
}

function isOpen(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Looked up and not tried out: connecting to a slot is putting a card on it. */
function isPortListening(port: number): boolean {
  const local = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/tcp', 'utf8').includes(`:${local} 00000000:0000 0A`);
}

/** Below what the system gives to whoever takes any port, so that nobody takes them while the service is stopped. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 16_000) * 2;
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => void server.close(() => resolve(true)));
  });
}
