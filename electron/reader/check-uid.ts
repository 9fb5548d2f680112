/** Which answers to "your UID?" may become an identity. */

import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { UnreadableReason } from '#shared/contracts/reader-contract.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

const randomUidMark = 0x08;
/** Marks a longer UID that goes on in the next cascade level; as a first byte it means half a UID. */
const cascadeMark = 0x88;
/** FeliCa and ISO 15693. */
const otherFamilyBytes = 8;

/** An empty or impossible UID is a bad reply; a random one belongs to a phone or a bank card. */
export function checkUid(bytes: Uint8Array): Result<CardUid, UnreadableReason> {
  if (bytes.length === otherFamilyBytes) return err('notForMembers');
  if (bytes.length === 4 && bytes[0] === randomUidMark) return err('notForMembers');
  if (bytes.length === 4 && bytes[0] === cascadeMark) return err('badReply');
  if (bytes.every((byte) => byte === 0xff)) return err('badReply');
  const cardUid = parseCardUid(bytesToHex(bytes));
  return cardUid === undefined ? err('badReply') : ok(cardUid);
}
