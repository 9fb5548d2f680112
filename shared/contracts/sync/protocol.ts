/** Names and numbers of the sync protocol, the same on both sides; docs/sync-protocol.md tells a stranger the same. */

/** Part of every path: `/sync/1/…`. Raised when an old client could misunderstand what it is told. */
export const protocolVersion = 1;
/** The oldest version that this program still speaks. */
export const oldestProtocolVersion = 1;
export const syncRoot = `/sync/${protocolVersion}`;

/** Headers of a request that a till signs, and of every answer of HQ. */
export const syncHeaders = {
  /** The till's device id. */
  device: 'vafa-device',
  /** 16 random bytes, hexadecimal: the answer is bound to it. */
  request: 'vafa-request',
  /** Ed25519 signature, hexadecimal. */
  signature: 'vafa-signature',
  /** Of the HQ that answers. */
  hq: 'vafa-hq',
  /** First 8 bytes of the SHA-256 of HQ's public key, hexadecimal. */
  key: 'vafa-key',
  /** Version of the program. */
  app: 'vafa-app',
} as const;

/** Who signs before a device id is known: a till that asks to join. */
export const joiningDeviceId = '00000000-0000-0000-0000-000000000000';

export const pushContentType = 'application/cbor';

const mebibyte = 1024 * 1024;
/** One push: its segment, its attachments and what is around them. */
export const pushBytesMax = 8 * mebibyte;
export const attachmentsPerPushMax = 1_000;
/** One sealed personal record. */
export const attachmentBytesMax = 64 * 1024;
/** One page of a pull, compressed and open. */
export const pageBytesMax = 4 * mebibyte;
export const pageOpenBytesMax = 32 * mebibyte;
export const pagesPerManifestMax = 10_000;
/** Any JSON request or answer without a rule set. */
export const syncJsonBytesMax = 4 * mebibyte;
/** One with a rule set, of 16 million characters, in either direction, with what JSON adds to it. */
export const ruleSetBytesMax = 20 * mebibyte;

/** A one-time code of a till: typed by hand, valid this long, refused for good after this many wrong tries. */
export const joinCodeMs = 10 * 60_000;
export const joinCodeTriesMax = 5;
