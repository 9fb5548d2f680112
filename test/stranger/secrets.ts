/** Keys, hashes, signed messages and sealed boxes of docs/sync-protocol.md sections 2 and 9. */

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
  verify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { write } from './canonical.ts';
import type { Value } from './canonical.ts';

export type Head = { readonly epoch: number; readonly seq: number; readonly hash: Buffer };

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A UUID's 16 bytes. */
export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** A message: its word, and the canonical bytes of an array behind it. */
export const message = (word: string, fields: readonly Value[]): Buffer =>
  Buffer.concat([Buffer.from(word, 'ascii'), write(fields)]);

export const firstHash = (deviceId: string, epoch: number): Buffer =>
  sha256(message('genesis/1', [uuidBytes(deviceId), epoch]));

export const entryHash = (before: Uint8Array, body: Uint8Array): Buffer => sha256('entry/1', before, body);

export const sealMessage = (deviceId: string, head: Head): Buffer =>
  message('seal/1', [uuidBytes(deviceId), head.epoch, head.seq, head.hash]);

type Asked = {
  readonly requestId: Buffer;
  readonly method: string;
  readonly target: string;
  readonly body: Uint8Array;
};

export const requestMessage = (deviceId: string, asked: Asked): Buffer =>
  message('vafa-request/1', [
    uuidBytes(deviceId),
    asked.requestId,
    asked.method,
    asked.target,
    sha256(asked.body),
  ]);

export const answerMessage = (requestId: Buffer, status: number, body: Uint8Array): Buffer =>
  message('vafa-answer/1', [requestId, status, sha256(body)]);

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What both screens show while a till joins. */
export function fingerprint(hqKey: Uint8Array, tillKey: Uint8Array, code: string): string {
  const hash = sha256(message('vafa-fingerprint/1', [hqKey, tillKey, code]));
  const shown = [...hash.subarray(0, 16)].map((byte) => letters[byte % 32]).join('');
  return (shown.match(/.{4}/gu) ?? []).join(' ');
}

const privatePrefix = {
  ed25519: '302e020100300506032b657004220420',
  x25519: '302e020100300506032b656e04220420',
};
const publicPrefix = { ed25519: '302a300506032b6570032100', x25519: '302a300506032b656e032100' };
type Curve = keyof typeof privatePrefix;

export type KeyPair = { readonly secret: KeyObject; readonly publicKey: Buffer };

/** The pair of keys of a seed of 32 bytes. */
export function keyPair(curve: Curve, seed: Uint8Array): KeyPair {
  const der = Buffer.concat([Buffer.from(privatePrefix[curve], 'hex'), seed]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return { secret, publicKey: spki.subarray(-32) };
}

const publicKeyOf = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from(publicPrefix[curve], 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });

export const signed = (pair: KeyPair, bytes: Uint8Array): Buffer => sign(null, bytes, pair.secret);

export const isSigned = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && verify(null, bytes, publicKeyOf('ed25519', publicKey), signature);

/** The id by which HQ's key is named. */
export const keyId = (publicKey: Uint8Array): string => sha256(publicKey).toString('hex', 0, 8);

/** A box for the holder of `reader`; `once` is a pair made for this box alone. */
export function seal(reader: Uint8Array, once: KeyPair, plain: Uint8Array): Buffer {
  const secret = diffieHellman({ privateKey: once.secret, publicKey: publicKeyOf('x25519', reader) });
  const key = boxKey(secret, once.publicKey, reader);
  const { tag, ciphertext } = encrypted(key, Buffer.alloc(12), plain);
  return Buffer.concat([once.publicKey, tag, ciphertext]);
}

/** What a box holds, or an error where it is not for this reader or was changed. */
export function openBox(reader: KeyPair, box: Uint8Array): Buffer {
  const once = box.subarray(0, 32);
  const secret = diffieHellman({ privateKey: reader.secret, publicKey: publicKeyOf('x25519', once) });
  const key = boxKey(secret, once, reader.publicKey);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12), { authTagLength: 16 });
  decipher.setAuthTag(box.subarray(32, 48));
  return Buffer.concat([decipher.update(box.subarray(48)), decipher.final()]);
}

const boxKey = (secret: Uint8Array, once: Uint8Array, reader: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', Buffer.concat([Buffer.from('vafa-box/1'), once, reader]), 32));

/** An attachment's ciphertext: nonce, tag and what AES-256-GCM makes of the record. */
export function attachment(key: Uint8Array, nonce: Uint8Array, record: Uint8Array): Buffer {
  const { tag, ciphertext } = encrypted(key, nonce, record);
  return Buffer.concat([nonce, tag, ciphertext]);
}

function encrypted(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
): { tag: Buffer; ciphertext: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { tag: cipher.getAuthTag(), ciphertext };
}
