/** Two ends of one wire in memory: messages are cloned and arrive later, as through a MessagePort. */

import type { Wire } from '#shared/contracts/rpc-frames.ts';

export type WirePair = {
  readonly near: Wire;
  readonly far: Wire;
  /** Resolves when everything sent so far has arrived and whatever it set off in turn has too. */
  readonly settled: () => Promise<void>;
};

type End = { readonly receivers: ((message: unknown) => void)[]; readonly closers: (() => void)[] };

/** Closing one end tells the other end only, and nothing passes afterwards. */
export function createWirePair(): WirePair {
  const nearEnd: End = { receivers: [], closers: [] };
  const farEnd: End = { receivers: [], closers: [] };
  let open = true;
  const wire = (own: End, other: End): Wire => ({
    send: (message) => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        for (const receive of open ? other.receivers : []) receive(copy);
      });
    },
    onMessage: (receive) => void own.receivers.push(receive),
    onClose: (closed) => void own.closers.push(closed),
    close: () => {
      if (!open) return;
      open = false;
      for (const closed of other.closers) closed();
    },
  });
  return {
    near: wire(nearEnd, farEnd),
    far: wire(farEnd, nearEnd),
    settled: async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
