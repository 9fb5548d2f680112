/** What a till has pulled, as a text that it gives back: a time of HQ and a number of the change clock. */

import { isUuid } from '#shared/kernel/ids.ts';

export type Cursor = { readonly hqEpoch: string; readonly changed: number };

export function cursorText({ hqEpoch, changed }: Cursor): string {
  return `${hqEpoch}.${changed}`;
}

/** `undefined` for a text that no HQ of this kind gave out. */
export function parseCursor(text: string): Cursor | undefined {
  const [hqEpoch = '', digits = '', ...rest] = text.split('.');
  if (rest.length > 0 || !isUuid(hqEpoch) || !/^(?:0|[1-9]\d{0,15})$/.test(digits)) return undefined;
  const changed = Number(digits);
  return Number.isSafeInteger(changed) ? { hqEpoch, changed } : undefined;
}
