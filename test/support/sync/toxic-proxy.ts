/** A line that a test spoils: cut after so many bytes, slow to a trickle, silent. */

import net from 'node:net';
import type { AddressInfo } from 'node:net';

export type Toxin =
  | { readonly kind: 'none' }
  /** The connection breaks after so many bytes of answers. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** One byte of an answer at a time. */
  | { readonly kind: 'trickle'; readonly everyMs: number }
  /** Nothing of a question goes over but what is let through. */
  | { readonly kind: 'held' }
  /** Takes the call, and says nothing. */
  | { readonly kind: 'silent' };

export type ToxicProxy = {
  readonly origin: string;
  readonly set: (toxin: Toxin) => void;
  /** So many bytes of questions, or as many as have come, over a held line; resolves a moment after. */
  readonly letThrough: (bytes: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

const paceMs = 20;

export async function startToxicProxy(targetPort: number): Promise<ToxicProxy> {
  let toxin: Toxin = { kind: 'none' };
  const open = new Set<net.Socket>();
  /** The far end of each open call. */
  const nearBy = new Map<net.Socket, net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // A line that breaks is what is wanted here.
      socket.on('error', () => socket.destroy());
    }
    near.on('close', () => far.destroy());
    nearBy.set(near, far);
    near.on('close', () => nearBy.delete(near));
    near.on('readable', () => void (toxin.kind === 'held' || passAll(near, far)));
    let passed = 0;
    far.on('data', (chunk: Buffer) => {
      if (toxin.kind === 'silent') return;
      if (toxin.kind === 'trickle') trickle(near, chunk, toxin.everyMs);
      if (toxin.kind === 'none') near.write(chunk);
      if (toxin.kind !== 'cut') return;
      const left = toxin.afterBytes - passed;
      passed += chunk.length;
      near.write(chunk.subarray(0, Math.max(0, left)), () => {
        if (passed >= left) near.destroy();
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  return {
    origin: `http://127.0.0.1:${port}`,
    set: (next) => {
      toxin = next;
      if (toxin.kind !== 'held') for (const [near, far] of nearBy) passAll(near, far);
    },
    letThrough: async (bytes) => {
      for (const [near, far] of nearBy) {
        const chunk: unknown = near.read(Math.min(bytes, near.readableLength));
        if (chunk instanceof Uint8Array) far.write(chunk);
      }
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function passAll(near: net.Socket, far: net.Socket): void {
  for (let chunk: unknown = near.read(); chunk instanceof Uint8Array; chunk = near.read()) far.write(chunk);
}

function trickle(socket: net.Socket, chunk: Buffer, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= chunk.length) clearInterval(timer);
    else socket.write(chunk.subarray(at, (at += 1)));
  }, everyMs);
}
