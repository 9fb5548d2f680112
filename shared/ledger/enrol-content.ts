/** What the entry of a new member keeps: that there is a sealed record, and which. */

export type EnrolContent = {
  /** SHA-256 of the sealed record's ciphertext, 32 bytes: the record can be deleted without touching the chain. */
  readonly recordHash: Uint8Array;
};
