/** A line that a test spoils: cut after so many bytes, slow to a trickle, silent. */

import net from 'node:net';
import type { AddressInfo } from 'node:net';

export type Toxin =
  | { readonly kind: 'none' }
  /** The connection breaks after so many bytes of answers. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** One byte of an answer at a time. */
  | { readonly kind: 'trickle'; readonly everyMs: number }
  /** Takes the call, and says nothing. */
  | { readonly kind: 'silent' };

export type ToxicProxy = {
  readonly origin: string;
  readonly set: (toxin: Toxin) => void;
  readonly close: () => Promise<void>;
};

export async function startToxicProxy(targetPort: number): Promise<ToxicProxy> {
  let toxin: Toxin = { kind: 'none' };
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // A line that breaks is what is wanted here.
      socket.on('error', () => socket.destroy());
    }
    near.on('close', () => far.destroy());
    near.on('data', (chunk) => far.write(chunk));
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
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function trickle(socket: net.Socket, chunk: Buffer, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= chunk.length) clearInterval(timer);
    else socket.write(chunk.subarray(at, (at += 1)));
  }, everyMs);
}
