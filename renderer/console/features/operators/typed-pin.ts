/** A PIN that is typed twice, because nobody sees it. */

import { pinFault } from '#shared/domain/operator-pin.ts';
import type { PinFault } from '#shared/domain/operator-pin.ts';
import { asciiDigits } from '#shared/domain/text.ts';

export type TypedPin = { readonly first: string; readonly again: string };
export const nothingTyped: TypedPin = { first: '', again: '' };

/** `undefined` for a PIN that may be given, typed the same twice. */
export function typedPinFault({ first, again }: TypedPin): PinFault | 'different' | undefined {
  return (
    pinFault(asciiDigits(first)) ?? (asciiDigits(first) === asciiDigits(again) ? undefined : 'different')
  );
}
