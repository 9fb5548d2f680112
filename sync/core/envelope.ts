/** What is signed of a request and of an answer, byte for byte: the messages of Ed25519 signatures. */

import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';

export type EnvelopePorts = { readonly sha256: Sha256; readonly utf8: Utf8 };

export type RequestToSign = {
  readonly deviceId: Uuid;
  /** 16 random bytes, another for every try. */
  readonly requestId: Uint8Array;
  /** Upper case. */
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly target: string;
  readonly body: Uint8Array;
};

export type AnswerToSign = {
  /** Of the request: an answer is good for one question only. */
  readonly requestId: Uint8Array;
  readonly status: number;
  readonly body: Uint8Array;
};

const requestIdBytes = 16;

export function requestBytes(request: RequestToSign, { sha256, utf8 }: EnvelopePorts): Uint8Array {
  const { deviceId, requestId, method, target, body } = request;
  invariant(requestId.length === requestIdBytes, 'a request id has 16 bytes');
  return tagged(utf8, 'vafa-request/1', [uuidToBytes(deviceId), requestId, method, target, sha256(body)]);
}

export function answerBytes(answer: AnswerToSign, { sha256, utf8 }: EnvelopePorts): Uint8Array {
  const { requestId, status, body } = answer;
  invariant(requestId.length === requestIdBytes, 'a request id has 16 bytes');
  return tagged(utf8, 'vafa-answer/1', [requestId, status, sha256(body)]);
}

/** What the present service key signs of the next one. */
export function nextKeyBytes(publicKey: Uint8Array, { utf8 }: Pick<EnvelopePorts, 'utf8'>): Uint8Array {
  return tagged(utf8, 'vafa-next-key/1', [publicKey]);
}

/** What a publisher signs of a rule set. */
export function publishBytes(ruleSetHash: Uint8Array, { utf8 }: Pick<EnvelopePorts, 'utf8'>): Uint8Array {
  return tagged(utf8, 'vafa-publish/1', [ruleSetHash]);
}

/**
 * Four groups of four characters of both keys and the code: whoever compares it on both screens knows that nobody
 * stands between them.
 */
export function fingerprintOf(
  keys: { readonly hqKey: Uint8Array; readonly tillKey: Uint8Array; readonly code: string },
  { sha256, utf8 }: EnvelopePorts,
): string {
  const digest = sha256(tagged(utf8, 'vafa-fingerprint/1', [keys.hqKey, keys.tillKey, keys.code]));
  const characters = Array.from(digest.slice(0, 16), (byte) => alphabet[byte % alphabet.length]);
  return [0, 4, 8, 12].map((from) => characters.slice(from, from + 4).join('')).join(' ');
}

/** Crockford's 32 characters: none looks like another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function tagged(utf8: Utf8, tag: string, fields: readonly CanonicalValue[]): Uint8Array {
  const head = utf8.encode(tag);
  const rest = encodeCanonical(fields);
  const message = new Uint8Array(head.length + rest.length);
  message.set(head);
  message.set(rest, head.length);
  return message;
}
