/** The till's end of the wire to the reader service. The till sells on with no reader, and always knows its state. */

import { createRpcClient } from '#shared/contracts/rpc-client.ts';
import type { RpcClient } from '#shared/contracts/rpc-client.ts';
import type { AnyEvent } from '#shared/contracts/rpc-contract.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { readerContract } from '#shared/contracts/reader-contract.ts';
import type { ReaderContract, ReaderState } from '#shared/contracts/reader-contract.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { TillPorts } from './ports.ts';
import type { Taps } from './taps/take-tap.ts';

export type ReaderLink = {
  readonly state: () => ReaderState;
  /** A new reader service takes the place of the one before. */
  readonly connect: (wire: Wire) => void;
  /** The same as an event that came over the wire. */
  readonly onEvent: (event: AnyEvent<ReaderContract>) => void;
  readonly tapDemoCard: (
    cardUid: CardUid,
  ) => Promise<Result<Record<string, never>, AppError<'demo_only' | 'reader_missing'>>>;
  readonly close: () => void;
};

export type ReaderLinkDeps = {
  readonly timers: Timers;
  readonly taps: Taps;
  readonly onStateChanged: (state: ReaderState) => void;
  readonly log: TillPorts['log'];
};

const demoHoldMs = 400;

export function createReaderLink(deps: ReaderLinkDeps): ReaderLink {
  let state: ReaderState = { kind: 'starting', attempt: 1 };
  let client: RpcClient<ReaderContract> | null = null;
  let lossesInARow = 0;

  const enter = (next: ReaderState): void => {
    state = next;
    deps.onStateChanged(state);
  };
  const heard = (next: ReaderState): void => {
    if (next.kind !== 'starting') lossesInARow = 0;
    enter(next);
  };
  const onEvent = createReceiveEvent(deps.taps, heard);
  const askState = async (asked: RpcClient<ReaderContract>): Promise<void> => {
    const answer = await asked.calls.readerState({});
    if (client === asked && answer.ok) heard(answer.value);
  };
  return {
    state: () => state,
    onEvent,
    connect: (wire) => {
      client?.close();
      // Another service counts its insertions from the beginning again.
      deps.taps.forgetTaps();
      const connected = createRpcClient({
        contract: readerContract,
        wire,
        timers: deps.timers,
        onEvent,
        onLost: () => {
          if (client !== connected) return;
          client = null;
          lossesInARow += 1;
          enter({ kind: 'starting', attempt: lossesInARow });
        },
        onStrangeFrame: () => deps.log('strangeReaderFrame'),
      });
      client = connected;
      void askState(connected);
    },
    tapDemoCard: async (cardUid) => {
      if (client === null) return err(appError('reader_missing'));
      const answer = await client.calls.tapScriptedCard({ cardUid, holdMs: demoHoldMs });
      if (answer.ok) return ok({});
      return err(appError(answer.error.code === 'demo_only' ? 'demo_only' : 'reader_missing'));
    },
    close: () => {
      const closed = client;
      client = null;
      closed?.close();
    },
  };
}

function createReceiveEvent(taps: Taps, heard: (state: ReaderState) => void): ReaderLink['onEvent'] {
  return (received) => {
    switch (received.event) {
      case 'stateChanged':
        heard(received.payload);
        return;
      case 'cardPresent':
        taps.cardPresent(received.payload);
        return;
      case 'cardUnreadable':
        taps.cardUnreadable(received.payload.reason);
        return;
      case 'cardRemoved':
        return; // an identity stays with its basket when the card is lifted
      default:
        unreachable(received);
    }
  };
}
