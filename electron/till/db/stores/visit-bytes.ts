/** Visits as the compact bytes that they are kept in: CBOR, a list of four numbers for each. About 20 bytes a visit. */

import type { Visit } from '#shared/domain/member.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { StoreNumbers } from './member-rows.ts';

/** Heads of RFC 8949 that hold their argument themselves. */
const listHead = 0x80;
const negativeHead = 0x20;
const numbersPerVisit = 4;
/** Of one visit, all numbers at their longest. */
const visitBytesMax = 1 + numbersPerVisit * 9;
/** A longer list has a longer head. */
const visitsMax = 23;

/** Null for none. By hand, because a pull does it for every member: a general encoder takes several times as long. */
export function visitBytes(visits: readonly Visit[], stores: StoreNumbers): Uint8Array | null {
  if (visits.length === 0) return null;
  invariant(visits.length <= visitsMax, 'visits are few');
  const bytes = Buffer.allocUnsafe(1 + visits.length * visitBytesMax);
  bytes[0] = listHead | visits.length;
  let end = 1;
  for (const { atMs, storeId, paidMinor, pointsEarned } of visits) {
    bytes[end] = listHead | numbersPerVisit;
    end = writeInteger(bytes, end + 1, atMs);
    end = writeInteger(bytes, end, stores.numberOf(storeId));
    end = writeInteger(bytes, end, paidMinor);
    end = writeInteger(bytes, end, pointsEarned);
  }
  return bytes.subarray(0, end);
}

/** In as few bytes as it takes; answers where the next one begins. */
function writeInteger(bytes: Buffer, at: number, value: number): number {
  invariant(Number.isSafeInteger(value), 'a number of a visit is a safe integer');
  const head = value < 0 ? negativeHead : 0;
  const argument = value < 0 ? -1 - value : value;
  if (argument < 24) return bytes.writeUInt8(head | argument, at);
  if (argument < 0x1_00) return bytes.writeUInt8(argument, bytes.writeUInt8(head | 24, at));
  if (argument < 0x1_00_00) return bytes.writeUInt16BE(argument, bytes.writeUInt8(head | 25, at));
  if (argument < 0x1_0000_0000) return bytes.writeUInt32BE(argument, bytes.writeUInt8(head | 26, at));
  const lowAt = bytes.writeUInt32BE(Math.floor(argument / 0x1_0000_0000), bytes.writeUInt8(head | 27, at));
  return bytes.writeUInt32BE(argument % 0x1_0000_0000, lowAt);
}
