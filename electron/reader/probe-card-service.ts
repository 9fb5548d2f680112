/**
 * Asks whether the platform's card service answers, without the native library: its constructor waits for the service
 * in a busy loop and would stop this process for ever.
 */

import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { probeMsMax } from './reader-limits.ts';

const defaultSocket = '/run/pcscd/pcscd.comm';

/** False on any doubt; the caller asks again. */
export function isCardServiceAnswering(): Promise<boolean> {
  if (process.platform === 'linux') return isSocketOpen(process.env['PCSCLITE_CSOCK_NAME'] ?? defaultSocket);
  if (process.platform === 'win32') return isWindowsServiceRunning();
  // macOS starts its service with the first client.
  return Promise.resolve(true);
}

/** True when something accepts on the Unix socket; a socket file left behind by a dead service refuses. */
export function isSocketOpen(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const finish = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(probeMsMax, () => finish(false));
    socket.once('connect', () => finish(true));
    // Why it refused does not matter: the service is not there.
    socket.once('error', () => finish(false));
  });
}

/** State 4 is RUNNING, whatever language Windows speaks around it. */
export function isRunningByScOutput(output: string): boolean {
  return /^\s*\S[^\r\n]*:\s+4\s/m.test(output.split(/\r?\n/).slice(3, 5).join('\n'));
}

/** Windows stops its service while no reader is plugged in. */
function isWindowsServiceRunning(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(
      'sc.exe',
      ['query', 'SCardSvr'],
      { timeout: probeMsMax * 4, windowsHide: true },
      (error, output) => {
        resolve(error === null && isRunningByScOutput(output));
      },
    );
  });
}
