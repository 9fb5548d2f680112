/** Tax on a sale line. */

import { mulDiv } from '../kernel/int-math.ts';

/** `included`: the price contains the tax; `excluded`: the tax comes on top. */
export type TaxMode = 'included' | 'excluded';

/** Rounded to the nearest minor unit, halves up. */
export function taxOf(netMinor: number, taxBasisPoints: number, mode: TaxMode): number {
  if (taxBasisPoints === 0) return 0;
  if (mode === 'excluded') return mulDiv(netMinor, [taxBasisPoints, 10_000], 'halfUp');
  return netMinor - mulDiv(netMinor, [10_000, 10_000 + taxBasisPoints], 'halfUp');
}
