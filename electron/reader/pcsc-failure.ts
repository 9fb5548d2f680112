/** Reads the PC/SC return code out of the words that the native library throws. */

import type { ConnectFailure, TransmitFailure } from './reader-port.ts';

const sharingViolation = 0x8010000b;
/** No card, not transacted, unresponsive, unpowered, reset, removed: the field lost the card or never held it well. */
const cardAwayCodes: ReadonlySet<number> = new Set([
  0x8010000c, 0x80100016, 0x80100066, 0x80100067, 0x80100068, 0x80100069,
]);

export function connectFailure(thrown: unknown): ConnectFailure {
  return pcscCode(thrown) === sharingViolation ? 'heldByAnotherProgram' : 'failed';
}

export function transmitFailure(thrown: unknown): TransmitFailure {
  return cardAwayCodes.has(pcscCode(thrown) ?? 0) ? 'lifted' : 'failed';
}

/** nfc-pcsc wraps the native error as `previous`; the code stands in its text, as `(0x8010000b)`. */
export function pcscCode(thrown: unknown): number | undefined {
  for (const text of messagesOf(thrown)) {
    const found = /\(0x([0-9a-f]{8})\)/i.exec(text)?.[1];
    if (found !== undefined) return Number.parseInt(found, 16);
  }
  return undefined;
}

export function describeFailure(thrown: unknown): string {
  return messagesOf(thrown).join(': ') || String(thrown);
}

function messagesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [];
  const previous = 'previous' in thrown ? thrown.previous : undefined;
  return [thrown.message, ...(previous instanceof Error ? [previous.message] : [])];
}
