/** From where people sign in: an address as the database knows it, and for how long. */

import type { HqDeps } from '../hq-deps.ts';
import { hashForTries } from './count-tries.ts';

/** So long an address is known from which somebody signed in. */
export const placeMsMax = 90 * 24 * 60 * 60_000;

export function addressTries(
  deps: Pick<HqDeps, 'sha256' | 'utf8' | 'serviceKeys'>,
  address: string,
): Uint8Array {
  return hashForTries(deps, 'address', address);
}

/** Of IPv6 the network: whoever has one address of it has them all. */
export function placeOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter((word) => word !== ''));
  const gap = Array.from({ length: Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0)) }, () => '0');
  return [...(left ?? []), ...gap, ...(right ?? [])].slice(0, 4).join(':');
}
