/** Two ends of a wire whose messages arrive before anything else happens: what is simulated is elsewhere. */

import type { Wire } from '#shared/contracts/rpc-frames.ts';

export type QuickWires = { readonly till: Wire; readonly screen: Wire; readonly cut: () => void };

type End = { receive: ((message: unknown) => void) | null; closed: (() => void) | null };

export function createQuickWires(): QuickWires {
  const tillEnd: End = { receive: null, closed: null };
  const screenEnd: End = { receive: null, closed: null };
  let isOpen = true;
  const cut = (): void => {
    if (!isOpen) return;
    isOpen = false;
    queueMicrotask(() => screenEnd.closed?.());
  };
  const wire = (own: End, other: End): Wire => ({
    send: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (isOpen) other.receive?.(copy);
      });
    },
    onMessage: (receive) => {
      own.receive = receive;
    },
    onClose: (closed) => {
      own.closed = closed;
    },
    close: cut,
  });
  return { till: wire(tillEnd, screenEnd), screen: wire(screenEnd, tillEnd), cut };
}
