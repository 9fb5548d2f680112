/** The screen's way to a till service that runs as a child process: its frames on the IPC channel. */

import type { ChildProcess } from 'node:child_process';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { tillIpcSchema } from '#shared/contracts/supervision.ts';
import type { TillIpc } from '#shared/contracts/supervision.ts';

/** What comes too late for a till that has ended is dropped, as on any broken line. */
export function sendToTill(child: ChildProcess, message: TillIpc): void {
  if (child.connected) child.send(message, () => undefined);
}

export function screenWire(child: ChildProcess): Wire {
  return {
    send: (message) => sendToTill(child, { channel: 'screen', message }),
    onMessage: (receive) => {
      child.on('message', (raw) => {
        const { channel, message } = tillIpcSchema.parse(raw);
        if (channel === 'screen') receive(message);
      });
    },
    onClose: (closed) => void child.once('exit', closed),
    close: () => undefined,
  };
}
