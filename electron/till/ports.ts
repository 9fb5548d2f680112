/** What the till service needs from the world. Each is passed in, so that tests and the simulator own it. */

import type { Clock, Timers } from '#shared/kernel/clock.ts';
import type { Sha256, SignHead, Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';

/** argon2id under the till's pepper; slow on purpose, so it runs off the main thread. */
export type PinHasher = {
  readonly hashPin: (pin: string) => Promise<string>;
  readonly isPin: (pin: string, verifier: string) => Promise<boolean>;
};

/** Seals one personal record under a fresh key: an attachment of the ledger. */
export type RecordSealer = {
  readonly seal: (record: Uint8Array) => { readonly key: Uint8Array; readonly ciphertext: Uint8Array };
  readonly open: (key: Uint8Array, ciphertext: Uint8Array) => Uint8Array | undefined;
};

export type TillPorts = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Resolves when everything that waits on this thread has had its turn: for long work in small pieces. */
  readonly nextTurn: () => Promise<void>;
  readonly randomBytes: RandomBytes;
  readonly sha256: Sha256;
  readonly utf8: Utf8;
  /** Signs with this till's Ed25519 key. */
  readonly signHead: SignHead;
  readonly verifySignature: VerifySignature;
  /** Raw 32-byte Ed25519 public key of this till. */
  readonly publicKey: Uint8Array;
  readonly pinHasher: PinHasher;
  readonly recordSealer: RecordSealer;
  /** Structured, without personal data. */
  readonly log: (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
};
