/**
 * Tells a barcode scanner from a person by its speed. A scanner types like a keyboard, only faster than any hand, and
 * ends with Enter. Keys are told by their place (`code`), because under the Persian layout the same scanner would
 * type Persian letters and digits.
 */

import { parseCode } from '#shared/domain/code.ts';

export type ScannerKey = {
  /** `KeyboardEvent.code`. */
  readonly code: string;
  readonly isShifted: boolean;
  /** Milliseconds of a clock that never goes back, such as `event.timeStamp`. */
  readonly atMs: number;
};

export type ScannerVerdict =
  /** Not part of a burst: the key belongs to the page. */
  | { readonly kind: 'typed' }
  /** The first keys of a burst cannot be told from typing. `isFirst`: everything typed before is not part of it. */
  | { readonly kind: 'burst'; readonly isFirst: boolean }
  | { readonly kind: 'scan'; readonly barcode: string; readonly isSlow: boolean };

export type ScannerDetector = { readonly press: (key: ScannerKey) => ScannerVerdict };

/** Longest pause between two keys of one scan. Fast typists need about 80 ms. */
export const scanGapMsMax = 50;
/** Wireless scanners pause longer: what they type counts only as a whole EAN-13 or code, by its check character. */
export const slowScanGapMsMax = 200;
/** EAN-8 is the shortest barcode that a product has. */
export const scanLengthMin = 8;
export const scanLengthMax = 64;

export function createScannerDetector(): ScannerDetector {
  let burst = '';
  let slowDigits = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;

  return {
    press: ({ code, isShifted, atMs }) => {
      const isFast = atMs - lastAtMs < scanGapMsMax;
      const isSlow = atMs - lastAtMs < slowScanGapMsMax;
      lastAtMs = atMs;
      if (isShift(code)) return { kind: 'typed' }; // scanners press it before capital letters
      const barcode = burst;
      if (isEnter(code)) {
        const digits = slowDigits;
        burst = '';
        slowDigits = '';
        // After a hiccup the burst is only the end of a barcode, so what checks as a whole comes first.
        const isOneBurst = isFast && barcode === digits;
        if (isSlow && !isOneBurst && isWhole(digits)) return { kind: 'scan', barcode: digits, isSlow: true };
        if (isFast && barcode.length >= scanLengthMin) return { kind: 'scan', barcode, isSlow: false };
        return { kind: 'typed' };
      }
      const character = characterOf(code, isShifted);
      if (character === undefined) {
        burst = '';
        slowDigits = '';
        return { kind: 'typed' };
      }
      slowDigits = isSlow ? slowDigits + character : character;
      const isFirst = !isFast || barcode === '' || barcode.length >= scanLengthMax;
      burst = isFirst ? character : barcode + character;
      return { kind: 'burst', isFirst };
    },
  };
}

function isWhole(text: string): boolean {
  return isEan13(text) || parseCode(text) !== undefined;
}

/** GS1: the digits weigh 1 and 3 in turn, and the sum ends in 0. */
function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = Array.from(text).reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}

function isShift(code: string): boolean {
  return code === 'ShiftLeft' || code === 'ShiftRight';
}

function isEnter(code: string): boolean {
  return code === 'Enter' || code === 'NumpadEnter';
}

/** What a scanner set to the usual layout means by a key; `undefined` for keys that no barcode has. */
function characterOf(code: string, isShifted: boolean): string | undefined {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return isShifted ? undefined : digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  return code === 'Minus' || code === 'NumpadSubtract' ? '-' : undefined;
}
