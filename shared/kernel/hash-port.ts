/** Hashes and signatures are passed in: node:crypto on the till and in tests. */

export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array;

export type Utf8 = {
  readonly encode: (text: string) => Uint8Array;
};

/** Ed25519 over raw bytes; a signature has 64 bytes, a public key 32. */
export type SignHead = (message: Uint8Array) => Uint8Array;
export type VerifySignature = (check: SignatureCheck) => boolean;
export type SignatureCheck = {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
};
