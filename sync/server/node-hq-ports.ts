/** HQ's ports on Node: system clock, timers and node:crypto. */

import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { branded } from '#shared/kernel/brand.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { HqPorts } from './hq-deps.ts';
import { nodeBrotli } from './node-brotli.ts';

/** DER prefix of a raw Ed25519 public key (SPKI), RFC 8410. */
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const encoder = new TextEncoder();

export const nodeHqPorts: HqPorts = {
  ...nodeBrotli,
  clock: {
    nowMs: () => epochMs(Date.now()),
    monotonicMs: () => performance.now(),
  },
  timers: {
    setTimer: (delayMs, run) => branded(setTimeout(run, delayMs)),
    // The timer was made by `setTimeout` above; its brand only hides that from the callers.
    clearTimer: (timer) => clearTimeout(timer as unknown as NodeJS.Timeout),
  },
  nextTurn: () => new Promise((resolve) => void setImmediate(resolve)),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  sha256: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
  utf8: { encode: (text) => encoder.encode(text) },
  verifySignature: ({ publicKey, message, signature }) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const der = Buffer.concat([publicKeyPrefix, publicKey]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  },
};
