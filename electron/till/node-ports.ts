/** The till's ports on Node: system clock, node:crypto, argon2id, and one JSON line per event on standard error. */

import { randomBytes } from 'node:crypto';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import { branded } from '#shared/kernel/brand.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { TillKeys } from '#shared/contracts/supervision.ts';
import { createPinHasher } from './node-pin-hasher.ts';
import { createRecordSealer } from './node-record-sealer.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from './node-signatures.ts';
import type { TillPorts } from './ports.ts';

/** Keys as bytes, from what main handed over. */
export type TillKeyBytes = {
  readonly databaseKey: Uint8Array;
  readonly signingSeed: Uint8Array;
  readonly pinPepper: Uint8Array;
};

/** Every port on the real machine. */
export function createNodePorts(keys: TillKeyBytes, log: TillPorts['log'] = logToStandardError): TillPorts {
  const signer = createHeadSigner(keys.signingSeed);
  return {
    ...systemPorts,
    sha256,
    utf8,
    signHead: signer.signHead,
    verifySignature,
    publicKey: signer.publicKey,
    pinHasher: createPinHasher(keys.pinPepper),
    recordSealer: createRecordSealer(),
    log,
  };
}

/** Throws when main handed over something that is not a key: a bug, for the schema has been checked. */
export function tillKeyBytes(keys: TillKeys): TillKeyBytes {
  return {
    databaseKey: keyBytes(keys.databaseKey),
    signingSeed: keyBytes(keys.signingSeed),
    pinPepper: keyBytes(keys.pinPepper),
  };
}

export const systemClock: Clock = {
  nowMs: () => epochMs(Date.now()),
  monotonicMs: () => performance.now(),
};

export const systemTimers: Timers = {
  setTimer: (delayMs, run) => branded(setTimeout(run, delayMs)),
  // The timer was made by `setTimeout` above; its brand only hides that from the callers.
  clearTimer: (timer) => clearTimeout(timer as unknown as NodeJS.Timeout),
};

/** What the machine gives to every thread. */
export const systemPorts: Pick<TillPorts, 'clock' | 'timers' | 'nextTurn' | 'randomBytes'> = {
  clock: systemClock,
  timers: systemTimers,
  nextTurn: () => new Promise((resolve) => void setImmediate(resolve)),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
};

/** One JSON line: JSON escapes new lines and control characters, so a text cannot forge a second line. */
export function logToStandardError(
  event: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
): void {
  process.stderr.write(`${JSON.stringify({ atMs: Date.now(), event, ...facts })}\n`);
}

function keyBytes(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes?.length === 32, 'a key has 32 bytes');
  return bytes;
}
