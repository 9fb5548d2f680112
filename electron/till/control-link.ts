/** The way to main, the same from a utility process of Electron and from a child process under Node. */

import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { tillControlSchema, tillIpcSchema } from '#shared/contracts/supervision.ts';
import type { ServiceSign, TillControl, TillIpc } from '#shared/contracts/supervision.ts';

export type ControlLink = {
  readonly send: (sign: ServiceSign) => void;
  /** `wire` comes with `port` and only with it. */
  readonly onControl: (receive: (control: TillControl, wire: Wire | undefined) => void) => void;
};

/** What is used of Electron's `MessagePortMain`. */
type UtilityPort = {
  postMessage(message: unknown): void;
  on(event: 'message', receive: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', closed: () => void): unknown;
  start(): void;
  close(): void;
};

/** What is used of Electron's `process.parentPort`. */
export type ParentPort = {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    receive: (event: { readonly data: unknown; readonly ports: readonly UtilityPort[] }) => void,
  ): unknown;
};

export function utilityLink(parentPort: ParentPort): ControlLink {
  return {
    send: (sign) => parentPort.postMessage(sign),
    onControl: (receive) => {
      parentPort.on('message', ({ data, ports }) => {
        const [port] = ports;
        receive(tillControlSchema.parse(data), port === undefined ? undefined : portWire(port));
      });
    },
  };
}

/** The port keeps its messages until somebody listens. */
function portWire(port: UtilityPort): Wire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on('message', ({ data }) => receive(data));
      port.start();
    },
    onClose: (closed) => void port.on('close', closed),
    close: () => port.close(),
  };
}

/** The IPC channel of a child process. */
export type IpcChannel = {
  readonly send: (message: TillIpc) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
};

/** Frames that come while the till is still opening its files. */
const earlyFramesMax = 256;

type Channel = Exclude<TillIpc['channel'], 'control'>;
type OpenWire = {
  readonly receive: (message: unknown) => void;
  readonly closed: () => void;
  readonly wire: Wire;
};

export function childLink(ipc: IpcChannel): ControlLink {
  const open: { [Peer in Channel]?: OpenWire } = {};
  const newWire = (peer: Channel): Wire => {
    open[peer]?.closed();
    const opened = createOpenWire((message) => {
      // A wire that was replaced must not talk to the peer that came after.
      if (open[peer] === opened) ipc.send({ channel: peer, message });
    });
    open[peer] = opened;
    return opened.wire;
  };
  return {
    send: (sign) => ipc.send({ channel: 'control', message: sign }),
    onControl: (receive) => {
      ipc.onMessage((raw) => {
        const { channel, message } = tillIpcSchema.parse(raw);
        if (channel !== 'control') {
          open[channel]?.receive(message);
          return;
        }
        const control = tillControlSchema.parse(message);
        receive(control, control.message === 'port' ? newWire(control.peer) : undefined);
      });
    },
  };
}

function createOpenWire(send: (message: unknown) => void): OpenWire {
  const early: unknown[] = [];
  const closers: (() => void)[] = [];
  let receiver: ((message: unknown) => void) | undefined;
  let isClosed = false;
  const closed = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const close of closers) close();
  };
  return {
    closed,
    receive: (message) => {
      if (isClosed) return;
      if (receiver !== undefined) receiver(message);
      else if (early.length < earlyFramesMax) early.push(message);
    },
    wire: {
      send: (message) => {
        if (!isClosed) send(message);
      },
      onMessage: (receive) => {
        receiver = receive;
        for (const message of early.splice(0)) receive(message);
      },
      onClose: (close) => void closers.push(close),
      close: closed,
    },
  };
}
