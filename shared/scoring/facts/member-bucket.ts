/** The place of a member in an experiment: the same on every till, offline, for ever. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { mulDiv } from '#shared/kernel/int-math.ts';

export type HashPorts = { readonly sha256: Sha256; readonly utf8: Utf8 };

const buckets = 10_000;

/** 0 to 9,999, evenly spread, and unrelated for different salts. */
export function memberBucket(salt: string, memberRef: MemberRef, { sha256, utf8 }: HashPorts): number {
  const hash = sha256(utf8.encode(`${salt}:${memberRef}`));
  const place = new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0);
  return mulDiv(place, [buckets, 2 ** 32], 'floor');
}
