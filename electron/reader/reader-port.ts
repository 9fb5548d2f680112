/** The reader port: what the service needs from any way of reading cards, real or scripted. */

import type { Result } from '#shared/kernel/result.ts';

export type ReaderPortEvent =
  /** The platform's card service does not answer; the port keeps looking for it. */
  | { readonly kind: 'serviceMissing' }
  /** The card service was there and is gone; nothing of this port works any more. */
  | { readonly kind: 'serviceLost' }
  /** The service answers and these are its readers, possibly none. */
  | { readonly kind: 'readersChanged'; readonly readerNames: readonly string[] }
  | { readonly kind: 'cardPlaced'; readonly readerName: string; readonly atr: Uint8Array }
  | { readonly kind: 'cardLifted'; readonly readerName: string };

export type ConnectFailure = 'failed' | 'heldByAnotherProgram';
/** `lifted`: the card left the field, or the exchange broke as it does then. */
export type TransmitFailure = 'lifted' | 'failed';

/** An open card. Callers send one command at a time and close exactly once. */
export type CardConnection = {
  readonly transmit: (command: Uint8Array) => Promise<Result<Uint8Array, TransmitFailure>>;
  /** Never fails: a handle that cannot be closed is logged by the adapter. */
  readonly close: () => Promise<void>;
};

/**
 * A port lives as long as its process. Promises of a port never reject, but they may stay pending for ever: whoever waits sets a deadline.
 * Events come in order; of several placements without a lift in between, each means a new card.
 */
export type ReaderPort = {
  readonly start: (onEvent: (event: ReaderPortEvent) => void) => void;
  readonly connect: (readerName: string) => Promise<Result<CardConnection, ConnectFailure>>;
};

/** Structured facts without card numbers. */
export type ReaderLog = (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
