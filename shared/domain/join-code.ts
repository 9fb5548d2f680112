/**
 * The code that a person reads at HQ and types at a new till, once: 12 characters of Crockford's base 32. The first three
 * find the till that the code is for, the next eight are 40 random bits that nobody can guess in the few tries that a code
 * has, and the last one checks the others, so that a slip of the hand is no wrong try.
 */

import type { Brand } from '../kernel/brand.ts';
import { branded } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { parseChecked, withCheckCharacter } from './code.ts';

/** 12 characters, capital letters, without spaces or hyphens. */
export type JoinCode = Brand<string, 'JoinCode'>;

/** Random bytes that a code takes: one for each character but the last, of which 5 bits count. */
export const joinCodeRandomBytes = 11;
const joinCodeLength = 12;
const selectorLength = 3;
const groupLength = 4;

/** `random` holds `joinCodeRandomBytes` bytes of a generator that nobody can guess. */
export function makeJoinCode(random: Uint8Array): JoinCode {
  invariant(random.length === joinCodeRandomBytes, 'a code takes 11 random bytes');
  return branded<JoinCode>(withCheckCharacter(Array.from(random, (byte) => byte & 31)));
}

/** As it is typed: any case, any digits, spaces and hyphens anywhere; `undefined` for what cannot be a code. */
export function parseJoinCode(text: string): JoinCode | undefined {
  const plain = parseChecked(text, joinCodeLength);
  return plain === undefined ? undefined : branded<JoinCode>(plain);
}

/** The part that is no secret. */
export function joinCodeSelector(code: JoinCode): string {
  return code.slice(0, selectorLength);
}

/** In groups of four, as it is shown and read out. */
export function joinCodeInGroups(code: JoinCode): string {
  const groups: string[] = [];
  for (let start = 0; start < code.length; start += groupLength) {
    groups.push(code.slice(start, start + groupLength));
  }
  return groups.join('-');
}
