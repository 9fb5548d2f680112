/** Loyalty points: whole numbers only. */

import { branded } from '../kernel/brand.ts';
import type { Brand } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';

export type Points = Brand<number, 'Points'>;

/** Throws unless `value` is a safe integer. */
export function points(value: number): Points {
  invariant(Number.isSafeInteger(value), 'points are a safe integer');
  return branded<Points>(value === 0 ? 0 : value);
}
