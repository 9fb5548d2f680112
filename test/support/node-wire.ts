/** A MessagePort of Node as a wire. */

import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Wire } from '#shared/contracts/rpc-frames.ts';

/** Both ends of a real channel: messages are cloned and arrive on a later turn, as between processes. */
export function nodeWires(): readonly [Wire, Wire] {
  const { port1, port2 } = new MessageChannel();
  return [portWire(port1), portWire(port2)];
}

function portWire(port: MessagePort): Wire {
  // An idle channel must not keep a finished test alive.
  port.unref();
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on('message', receive);
    },
    onClose: (closed) => void port.on('close', closed),
    close: () => port.close(),
  };
}
