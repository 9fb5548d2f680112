/** Idempotency keys: one operation of the shop, one entry, whatever the number of tries. Kept for ever. */

import type { BasketId } from '../domain/basket.ts';
import type { Sha256 } from '../kernel/hash-port.ts';
import { uuidFromBytes, uuidToBytes } from '../kernel/ids.ts';
import type { Uuid } from '../kernel/ids.ts';
import { asciiBytes } from './ascii-bytes.ts';
import type { ValueKind } from './value/value-details.ts';

const saleTag = asciiBytes('sale');
const enrolTag = asciiBytes('enrol');
const activityTag = asciiBytes('activity');

/** A basket is sold once. */
export function saleKey(sha256: Sha256, basketId: BasketId): Uint8Array {
  return sha256(saleTag, uuidToBytes(basketId));
}

/** A command enrols one member. */
export function enrolKey(sha256: Sha256, commandId: Uuid): Uint8Array {
  return sha256(enrolTag, uuidToBytes(commandId));
}

/** A command tells of one activity; an enrolment is one beside the member that it makes. */
export function activityKey(sha256: Sha256, commandId: Uuid): Uint8Array {
  return sha256(activityTag, uuidToBytes(commandId));
}

/** An entry of this kind made by a command, or by what exists once such as a basket. */
export function valueKey(sha256: Sha256, kind: ValueKind, id: Uuid): Uint8Array {
  return sha256(asciiBytes(`value/${kind}`), uuidToBytes(id));
}

/**
 * The id of an entry that a command books beside its own. Another command may have the command's id by a mistake of the
 * page, and must not meet what was booked for this one.
 */
export function partId(sha256: Sha256, whole: Uuid, part: Uuid): Uuid {
  return uuidFromBytes(sha256(uuidToBytes(whole), uuidToBytes(part)).slice(0, 16));
}
