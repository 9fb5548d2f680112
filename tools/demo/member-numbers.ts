/** Numbers that no two members share, computed from the member's index alone, so that any member can be made at once. */

import { withLuhnCheckDigit } from './check-digits.ts';

/** Mobile ranges of three Iranian operators; the number after them begins with 0 for the first million members. */
const mobileRanges = ['912', '919', '935', '936', '990', '902'] as const;
const cardNumberStart = '626200';

/** E.164. `range` chooses the operator; the seven digits after it tell members apart. */
export function demoPhone(index: number, range: number): string {
  const block = Math.floor(index / 10_000) % 1_000;
  const inBlock = ((index % 10_000) * 7_919 + 1_237) % 10_000;
  const operator = mobileRanges[range % mobileRanges.length] ?? mobileRanges[0];
  return `+98${operator}${String(block).padStart(3, '0')}${String(inBlock).padStart(4, '0')}`;
}

/** 16 digits with a Luhn check digit. `serial` below 10^9. */
export function demoCardNumber(serial: number): string {
  const scattered = (serial * 7_919 + 271_828_183) % 1_000_000_000;
  return withLuhnCheckDigit(`${cardNumberStart}${String(scattered).padStart(9, '0')}`);
}

/** 7-byte UID as NXP's NTAG family carries it: 04 first. `serial` below 2^32, `tail` below 2^16. */
export function ntagUid(serial: number, tail: number): string {
  const scattered = Math.imul(serial, 0x9e3779b1) >>> 0;
  return `04${hex(scattered, 8)}${hex(tail & 0xffff, 4)}`;
}

/** 4-byte UID as MIFARE Classic carries it; 5C first, so it is never a random (08) one. `serial` below 2^24. */
export function classicUid(serial: number): string {
  const scattered = (Math.imul(serial, 0x9e3779b1) >>> 0) & 0xffffff;
  return `5C${hex(scattered, 6)}`;
}

/** Scatters 32-bit numbers without ever sending two to the same one (the finalizer of MurmurHash3). */
export function scattered32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
