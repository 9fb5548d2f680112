/** Fixed words of this program as bytes: the tags that keep one kind of hash or signature from passing for another. */

import { invariant } from '../kernel/invariant.ts';

/** Throws for anything but ASCII. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    invariant(code < 0x80, 'a tag is ASCII');
    return code;
  });
}
