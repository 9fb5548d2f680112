/** The way to main, the same from a utility process and from a child process under Node. */

import { readerControlSchema, readerIpcSchema } from '#shared/contracts/supervision.ts';
import type { ReaderControl, ServiceSign } from '#shared/contracts/supervision.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';

export type MainLink = {
  readonly send: (sign: ServiceSign) => void;
  /** `tillWire` comes with `tillPort` and only with it. */
  readonly onControl: (receive: (control: ReaderControl, tillWire?: Wire) => void) => void;
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

export function utilityLink(parentPort: ParentPort): MainLink {
  return {
    send: (sign) => parentPort.postMessage(sign),
    onControl: (receive) => {
      parentPort.on('message', ({ data, ports }) => {
        const [port] = ports;
        receive(readerControlSchema.parse(data), port === undefined ? undefined : portWire(port));
      });
    },
  };
}

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
  readonly send: (message: unknown) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
};

const earlyFramesMax = 64;

type TillReceiver = { receive: (message: unknown) => void; closed: () => void };

export function childLink(ipc: IpcChannel): MainLink {
  let till: TillReceiver | undefined;
  const newTillWire = (): Wire => {
    const early: unknown[] = [];
    const own: TillReceiver = {
      // The till service may call while the native module is still being loaded.
      receive: (message) => void (early.length < earlyFramesMax && early.push(message)),
      closed: () => {},
    };
    till = own;
    return {
      // A wire that has been replaced must not talk to the next till service.
      send: (message) => {
        if (till === own) ipc.send({ channel: 'till', message });
      },
      onMessage: (receive) => {
        own.receive = receive;
        for (const message of early.splice(0)) receive(message);
      },
      onClose: (closed) => {
        own.closed = closed;
      },
      close: () => {
        if (till === own) till = undefined;
      },
    };
  };
  return {
    send: (sign) => ipc.send({ channel: 'control', message: sign }),
    onControl: (receive) => {
      ipc.onMessage((raw) => {
        const { channel, message } = readerIpcSchema.parse(raw);
        if (channel === 'till') {
          till?.receive(message);
          return;
        }
        const control = readerControlSchema.parse(message);
        if (control.message === 'tillPortClosed') till?.closed();
        receive(control, control.message === 'tillPort' ? newTillWire() : undefined);
      });
    },
  };
}
