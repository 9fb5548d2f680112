/**
 * Bytes for one reader: sealed to an X25519 public key, by anybody. An ephemeral key pair agrees with the reader's key;
 * HKDF-SHA256 over the agreed secret gives the key of AES-256-GCM.
 */

import { concatBytes } from './concat-bytes.ts';

export type KeyPair = {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly agree: Agree;
};
/** Raw X25519 with a public key of 32 bytes; `undefined` where that is no usable key. */
export type Agree = (peerPublicKey: Uint8Array) => Uint8Array | undefined;

export type BoxPorts = {
  /** A new pair for each box. */
  readonly ephemeralPair: () => KeyPair;
  /** HKDF-SHA256 without a salt, 32 bytes. */
  readonly hkdf: (secret: Uint8Array, info: Uint8Array) => Uint8Array;
  /** AES-256-GCM: 16 bytes of tag and the ciphertext after it. The nonce is 12 zero bytes: each key seals once. */
  readonly aeadSeal: (key: Uint8Array, plaintext: Uint8Array) => Uint8Array;
  readonly aeadOpen: (key: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
  readonly utf8: { readonly encode: (text: string) => Uint8Array };
};

const keyBytes = 32;
const tagBytes = 16;
const purpose = 'vafa-box/1';

/** Ephemeral public key, tag, ciphertext. `undefined` where the reader's key is no usable key. */
export function sealBox(
  plaintext: Uint8Array,
  readerKey: Uint8Array,
  ports: BoxPorts,
): Uint8Array | undefined {
  const pair = ports.ephemeralPair();
  const secret = pair.agree(readerKey);
  if (secret === undefined) return undefined;
  const key = boxKey({ secret, sender: pair.publicKey, reader: readerKey }, ports);
  return concatBytes(pair.publicKey, ports.aeadSeal(key, plaintext));
}

/** `undefined` for bytes that were not sealed for this key, or were changed. */
export function openBox(
  box: Uint8Array,
  reader: KeyPair,
  ports: Omit<BoxPorts, 'ephemeralPair' | 'aeadSeal'>,
): Uint8Array | undefined {
  if (box.length < keyBytes + tagBytes) return undefined;
  const sender = box.slice(0, keyBytes);
  const secret = reader.agree(sender);
  if (secret === undefined) return undefined;
  const key = boxKey({ secret, sender, reader: reader.publicKey }, ports);
  return ports.aeadOpen(key, box.slice(keyBytes));
}

type Agreed = { readonly secret: Uint8Array; readonly sender: Uint8Array; readonly reader: Uint8Array };

/** Both public keys take part, so that a box says whom it is for. */
function boxKey({ secret, sender, reader }: Agreed, ports: Pick<BoxPorts, 'hkdf' | 'utf8'>): Uint8Array {
  return ports.hkdf(secret, concatBytes(ports.utf8.encode(purpose), sender, reader));
}
