/** HQ's own keys, as the parts of HQ use them. */

/** An Ed25519 key pair that signs what HQ says to tills: acks, manifests, balances, leases. */
export type ServiceKey = {
  /** The first 8 bytes of the SHA-256 of the public key, as 16 hexadecimal digits. */
  readonly keyId: string;
  /** 32 raw bytes. */
  readonly publicKey: Uint8Array;
  /** When it was made, UTC. */
  readonly madeAtMs: number;
  /** Who vouched for it; `null` for the first key of an HQ. */
  readonly endorsement: Endorsement | null;
  /** 64 bytes over the message as it is. */
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** The key before signed `serviceKeyEndorsement(publicKey)`, so that whoever trusts it can trust the new one. */
export type Endorsement = { readonly keyId: string; readonly signature: Uint8Array };

export type ServiceKeys = {
  /** Signs from now on. Ask for it each time: a rotation changes it while HQ runs. */
  readonly current: ServiceKey;
  /** The key before, while both are valid; newest first. */
  readonly retired: readonly ServiceKey[];
  /** Opens what tills sealed for the day that they are lost. */
  readonly escrow: EscrowKey;
  /** Seals columns with personal data. */
  readonly dataSeal: DataSeal;
};

export type EscrowKey = {
  /** X25519, 32 raw bytes. */
  readonly publicKey: Uint8Array;
  /** Raw X25519 agreement with a public key of 32 bytes; `undefined` when that is no usable key. */
  readonly agree: (peerPublicKey: Uint8Array) => Uint8Array | undefined;
};

export type DataSeal = {
  /** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag. `context` names table, column and row, and is authenticated. */
  readonly seal: (plaintext: Uint8Array, context: string) => Uint8Array;
  /** `undefined` when the bytes were changed, cut, or sealed for another place. */
  readonly open: (sealed: Uint8Array, context: string) => Uint8Array | undefined;
  /** A key of 32 bytes for one purpose, for instance an index of phone numbers. The same for ever. */
  readonly derive: (purpose: string) => Uint8Array;
};

const endorsementDomain = 'vafa-hq-service-key-v1\n';

/** The message that an older service key signs to vouch for a newer one. */
export function serviceKeyEndorsement(newPublicKey: Uint8Array): Uint8Array {
  const domain = Uint8Array.from(endorsementDomain, (letter) => letter.charCodeAt(0));
  const message = new Uint8Array(domain.length + newPublicKey.length);
  message.set(domain);
  message.set(newPublicKey, domain.length);
  return message;
}
