/** Cards without a reader: the demo's tray, and tests. Same port as the real reader. */

import type { CardUid } from '#shared/domain/card.ts';
import type { TimerId, Timers } from '#shared/kernel/clock.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { getUidCommand } from './apdu.ts';
import type { ReaderPort, ReaderPortEvent, TransmitFailure } from './reader-port.ts';

export const scriptedReaderName = 'Demo card tray';

/** NTAG or Ultralight, as a contactless reader describes it. */
export const scriptedAtr: Uint8Array = bytesOf('3b8f8001804f0ca0000003060300030000000068');

export type ScriptedPort = ReaderPort & {
  /** Puts a card down for `holdMs`; a card that lies there is lifted first. */
  readonly tap: (cardUid: CardUid, holdMs: number) => void;
};

export function createScriptedAdapter(timers: Timers): ScriptedPort {
  let tell: (event: ReaderPortEvent) => void = () => {};
  let lying: { readonly cardUid: CardUid; readonly timer: TimerId } | undefined;

  const lift = (): void => {
    if (lying === undefined) return;
    timers.clearTimer(lying.timer);
    lying = undefined;
    tell({ kind: 'cardLifted', readerName: scriptedReaderName });
  };
  return {
    start: (onEvent) => {
      tell = onEvent;
      onEvent({ kind: 'readersChanged', readerNames: [scriptedReaderName] });
    },
    tap: (cardUid, holdMs) => {
      lift();
      lying = { cardUid, timer: timers.setTimer(holdMs, lift) };
      tell({ kind: 'cardPlaced', readerName: scriptedReaderName, atr: scriptedAtr });
    },
    connect: () => {
      const connected = lying;
      if (connected === undefined) return Promise.resolve(err('failed'));
      return Promise.resolve(
        ok({
          transmit: (command: Uint8Array) =>
            Promise.resolve(
              lying === connected ? answer(connected.cardUid, command) : err('lifted' as const),
            ),
          close: () => Promise.resolve(),
        }),
      );
    },
  };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes !== undefined, 'cards of the tray are written in hexadecimal');
  return bytes;
}

function answer(cardUid: CardUid, command: Uint8Array): Result<Uint8Array, TransmitFailure> {
  if (command.join() !== getUidCommand.join()) return ok(Uint8Array.of(0x6a, 0x81));
  return ok(Uint8Array.from([...bytesOf(cardUid), 0x90, 0x00]));
}
