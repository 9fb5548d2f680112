/** Reads a whole number as people give it on the command line. */

import { InvalidArgumentError } from 'commander';

/** Throws what the command line's parser turns into wrong use. */
export function wholeNumberOption(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new InvalidArgumentError(`A whole number from ${min} to ${max} is needed.`);
}
