/** The reader service's end of the wire: scripted cards that bounce and swap, and a service that goes away. */

import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderState } from '#shared/contracts/reader-contract.ts';
import { serveRpc } from '#shared/contracts/rpc-server.ts';
import type { RpcServer } from '#shared/contracts/rpc-server.ts';
import type { ReaderContract } from '#shared/contracts/reader-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Tapped } from './clerk-state.ts';
import type { ReaderFault } from './sim-faults.ts';
import type { CuttableWires, SimPost } from './sim-post.ts';

export type SimReader = {
  /** A new reader service; answers with the till's end of its wire. */
  readonly connect: () => Wire;
  /** False when no reader service is there. */
  readonly tap: (taps: readonly Tapped[], pass: (byMs: number) => void) => boolean;
  readonly strike: (fault: ReaderFault) => void;
  readonly lose: () => void;
  readonly isLost: () => boolean;
};

const readerName = 'Scripted';

export function createSimReader(post: SimPost): SimReader {
  let wires: CuttableWires | null = null;
  let server: RpcServer<ReaderContract> | null = null;
  let state: ReaderState = { kind: 'ready', readerName };
  let session = 0;
  const lose = (): void => {
    wires?.cut();
    wires = null;
    server = null;
  };
  return {
    connect: () => {
      lose();
      state = { kind: 'ready', readerName };
      session = 0;
      wires = post.wires('reader');
      server = serveRpc({
        contract: readerContract,
        wire: wires.other,
        handlers: { readerState: () => ok(state), tapScriptedCard: () => ok({}) },
        onBug: (bug) => {
          throw bug;
        },
        onStrangeFrame: () => undefined,
      });
      return wires.till;
    },
    tap: (taps, pass) => {
      for (const { cardUid, afterMs, bounces } of taps) {
        pass(afterMs);
        session += 1;
        for (let time = 0; time <= bounces; time += 1) {
          server?.emit('cardPresent', { session, cardUid, readerName, readingMs: 1 });
          server?.emit('cardRemoved', { session });
        }
      }
      return server !== null;
    },
    strike: (fault) => {
      if (fault === 'serviceLost') return lose();
      if (fault === 'noReader') {
        state = { kind: 'noReader' };
        server?.emit('stateChanged', state);
        return;
      }
      session += 1;
      server?.emit('cardUnreadable', { session, reason: 'liftedTooEarly' });
    },
    lose,
    isLost: () => server === null,
  };
}
