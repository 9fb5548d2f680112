/** The way between processes: messages wait in one queue that only the simulation moves on. */

import type { Wire } from '#shared/contracts/rpc-frames.ts';

export type Frame = { readonly frame?: unknown; readonly operation?: unknown; readonly event?: unknown };

export type SimPost = {
  /** Two ends of a wire; cut together, and told so later, like everything else. */
  readonly wires: (name: string) => CuttableWires;
  /** The oldest message that waits; undefined when all is quiet. */
  readonly next: () => Delivery | undefined;
};

export type Delivery = {
  /** Such as `screen>till`. */
  readonly way: string;
  readonly message: Frame;
  readonly deliver: () => void;
};

export type CuttableWires = { readonly till: Wire; readonly other: Wire; readonly cut: () => void };

type End = { receive: ((message: unknown) => void) | null; closed: (() => void) | null };

export function createSimPost(): SimPost {
  const queue: Delivery[] = [];
  return {
    next: () => queue.shift(),
    wires: (name) => {
      const tillEnd: End = { receive: null, closed: null };
      const otherEnd: End = { receive: null, closed: null };
      let isOpen = true;
      const cut = (): void => {
        if (!isOpen) return;
        isOpen = false;
        for (const { closed } of [tillEnd, otherEnd]) {
          if (closed !== null) queue.push({ way: `${name} cut`, message: {}, deliver: closed });
        }
      };
      const wire = (own: End, other: End, way: string): Wire => ({
        send: (message) => {
          // Copied at once, as between processes. Only objects are ever sent.
          const copy = structuredClone(message) as Frame;
          const deliver = (): void => {
            if (isOpen) other.receive?.(copy);
          };
          if (isOpen) queue.push({ way, message: copy, deliver });
        },
        onMessage: (receive) => {
          own.receive = receive;
        },
        onClose: (closed) => {
          own.closed = closed;
        },
        close: cut,
      });
      return {
        till: wire(tillEnd, otherEnd, `till>${name}`),
        other: wire(otherEnd, tillEnd, `${name}>till`),
        cut,
      };
    },
  };
}
