/** A line over which everything takes its time: each chunk comes out so much later than it went in, both ways. */

import net from 'node:net';
import type { AddressInfo } from 'node:net';

export type DelayProxy = { readonly url: string; readonly close: () => Promise<void> };

/** `oneWayMs` is half of a round trip. Nothing limits the bytes a second. */
export async function startDelayProxy(targetPort: number, oneWayMs: number): Promise<DelayProxy> {
  const open = new Set<net.Socket>();
  const carry = (from: net.Socket, to: net.Socket): void => {
    from.on('data', (chunk) => void setTimeout(() => to.destroyed || to.write(chunk), oneWayMs));
    from.on('close', () => void setTimeout(() => to.destroy(), oneWayMs));
    from.on('error', () => from.destroy());
  };
  const server = net.createServer({ noDelay: true }, (near) => {
    const far = net.connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) open.add(socket);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
