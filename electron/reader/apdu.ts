/** Commands to the card or its reader, and the two status bytes at the end of every reply. */

/** "Get data: UID" of PC/SC part 3; answered by the reader for the card. */
export const getUidCommand: Uint8Array = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);

/** `2PAY.SYS.DDF01` */
const paymentDirectory = [0x32, 0x50, 0x41, 0x59, 0x2e, 0x53, 0x59, 0x53, 0x2e, 0x44, 0x44, 0x46, 0x30, 0x31];
/** SELECT of the payment directory: every contactless bank card knows it. */
export const selectPaymentCommand: Uint8Array = Uint8Array.from([
  0x00,
  0xa4,
  0x04,
  0x00,
  paymentDirectory.length,
  ...paymentDirectory,
  0x00,
]);

export const statusDone = 0x9000;
/** Data of a short APDU (256 bytes) and the status. */
export const replyBytesMax = 258;

export type Reply = { readonly data: Uint8Array; readonly status: number };

/** `undefined` when there is no room for a status, or more than a short APDU can carry. */
export function parseReply(bytes: Uint8Array): Reply | undefined {
  if (bytes.length < 2 || bytes.length > replyBytesMax) return undefined;
  const [high = 0, low = 0] = bytes.subarray(-2);
  return { data: bytes.slice(0, -2), status: (high << 8) | low };
}

/** What a `61xx` (more data) or `6Cxx` (wrong length) status asks to be sent next; `undefined` for any other. */
export function followUp(command: Uint8Array, reply: Reply): Uint8Array | undefined {
  const length = reply.status & 0xff;
  if (reply.status >> 8 === 0x61) return Uint8Array.of(command[0] ?? 0, 0xc0, 0x00, 0x00, length);
  if (reply.status >> 8 === 0x6c) return Uint8Array.from([...command.subarray(0, -1), length]);
  return undefined;
}
