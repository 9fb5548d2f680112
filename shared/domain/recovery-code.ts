/**
 * What lets a person at HQ in, once, when the phone with the app is lost: 55 random bits in eleven characters and one that
 * checks them, so that a slip of the hand is no wrong try.
 */

import { invariant } from '../kernel/invariant.ts';
import { parseChecked, withCheckCharacter } from './code.ts';

/** Random bytes that a code takes: one for each character but the last, of which 5 bits count. */
export const recoveryRandomBytes = 11;
const codeLength = 12;

/** As it is shown, in three groups of four. `random` holds `recoveryRandomBytes` bytes that nobody can guess. */
export function makeRecoveryCode(random: Uint8Array): string {
  invariant(random.length === recoveryRandomBytes, 'a recovery code takes 11 random bytes');
  const code = withCheckCharacter(Array.from(random, (byte) => byte & 31));
  return code.replace(/.{4}(?=.)/g, '$&-');
}

/** As it is typed, in any case and any digits, with spaces and hyphens anywhere; `undefined` for what cannot be one. */
export function parseRecoveryCode(text: string): string | undefined {
  return parseChecked(text, codeLength);
}
