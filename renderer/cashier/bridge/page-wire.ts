/** A MessagePort of the page as the wire of the typed calls. */

import type { Wire } from '#shared/contracts/rpc-frames.ts';

export function createPageWire(port: MessagePort): Wire {
  const closedListeners: (() => void)[] = [];
  let open = true;
  const closed = (): void => {
    if (!open) return;
    open = false;
    for (const tell of closedListeners) tell();
  };
  // Fired when the other side's process ended.
  port.addEventListener('close', closed);
  return {
    send: (message) => {
      if (open) port.postMessage(message);
    },
    onMessage: (receive) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => receive(event.data));
      port.start();
    },
    onClose: (tell) => void closedListeners.push(tell),
    close: () => {
      open = false;
      port.close();
    },
  };
}
