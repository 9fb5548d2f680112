/** Puts a virtual card on the virtual reader: a TCP client of vpcd. Connected is placed, closed is lifted. */

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { storageCardAtr } from './card-behaviours.ts';
import type { CardAnswer, CardBehaviour } from './card-behaviours.ts';
import { createFrameCutter, encodeFrame, readerControls } from './reader-frames.ts';

/** Where the Debian package lets its first slot listen; the second is the next port. */
export const virtualReaderPort = 35_963;
const connectMsMax = 2_000;

export type CardPlacement = {
  readonly behaviour: CardBehaviour;
  /** Default: an NTAG. */
  readonly atr?: Uint8Array;
  readonly port?: number;
};

export type PlacedCard = {
  /** Lifts the card; nothing happens if it has left by itself. */
  readonly lift: () => Promise<void>;
  /** Settles when the card is away, by its own behaviour, by `lift`, or because the reader went away. */
  readonly away: Promise<void>;
  /** Settles with the first command; for ever pending when none comes. */
  readonly asked: Promise<void>;
  readonly commandsSeen: () => number;
};

/** `noReader` when nothing listens there. */
export async function placeCard(placement: CardPlacement): Promise<Result<PlacedCard, 'noReader'>> {
  const socket = await openSocket(placement.port ?? virtualReaderPort);
  if (socket === undefined) return err('noReader');
  let commandsSeen = 0;
  let tellAsked = (): void => {};
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const away = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const cut = createFrameCutter();
  socket.on('data', (piece) => {
    for (const payload of cut(piece)) {
      if (payload.length === 1) {
        if (payload[0] === readerControls.giveAtr) socket.write(encodeFrame(placement.atr ?? storageCardAtr));
        continue; // power and reset need no answer
      }
      const index = commandsSeen;
      commandsSeen += 1;
      tellAsked();
      answer(socket, placement.behaviour(payload, index));
    }
  });
  const lift = (): Promise<void> => {
    socket.destroy();
    return away;
  };
  return ok({ lift, away, asked, commandsSeen: () => commandsSeen });
}

function answer(socket: Socket, given: CardAnswer): void {
  if (given.kind === 'silence') return;
  if (given.kind === 'leave') {
    socket.destroy();
    return;
  }
  const send = (): void => void socket.write(encodeFrame(given.bytes));
  if (given.delayMs === undefined) send();
  else setTimeout(send, given.delayMs);
}

function openSocket(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.setTimeout(connectMsMax, () => socket.destroy());
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    // A refusal before the connection means no reader; afterwards the reader went away, which `close` tells.
    socket.on('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}
