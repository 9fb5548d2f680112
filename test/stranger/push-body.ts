/** The body of a push: docs/sync-protocol.md section 7. */

import { write } from './canonical.ts';
import { sealMessage, sha256, signed, uuidBytes } from './secrets.ts';
import type { Head, KeyPair } from './secrets.ts';

export type Attachment = { readonly ciphertext: Buffer; readonly sealedKey: Buffer };

export type Pushed = {
  readonly from: { readonly seq: number; readonly before: Buffer };
  readonly head: Head;
  /** No bytes where only attachments are brought. */
  readonly segment: Buffer;
  readonly attachments: readonly Attachment[];
};

export function pushBody(
  till: { readonly deviceId: string; readonly pair: KeyPair },
  pushed: Pushed,
): Buffer {
  const { from, head, segment, attachments } = pushed;
  return write([
    1,
    uuidBytes(till.deviceId),
    head.epoch,
    from.seq,
    from.before,
    head.seq,
    head.hash,
    signed(till.pair, sealMessage(till.deviceId, head)),
    segment,
    attachments.map(({ ciphertext, sealedKey }) => [sha256(ciphertext), ciphertext, sealedKey]),
  ]);
}
