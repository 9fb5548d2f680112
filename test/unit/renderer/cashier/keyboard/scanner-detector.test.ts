import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCode } from '#shared/domain/code.ts';
import {
  createScannerDetector,
  scanGapMsMax,
  scanLengthMax,
  scanLengthMin,
  slowScanGapMsMax,
} from '#renderer/cashier/keyboard/scanner-detector.ts';
import type { ScannerVerdict } from '#renderer/cashier/keyboard/scanner-detector.ts';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));

/** Types each code with the given pause before it; Enter comes last. */
function typed(codes: readonly string[], gapsMs: readonly number[]): readonly ScannerVerdict[] {
  const detector = createScannerDetector();
  let atMs = 1_000;
  return [...codes, 'Enter'].map((code, index) => {
    atMs += gapsMs[index] ?? 0;
    return detector.press({ code, isShifted: false, atMs });
  });
}

const digitCodes = (text: string): readonly string[] => Array.from(text, (digit) => `Digit${digit}`);
const scansIn = (verdicts: readonly ScannerVerdict[]): readonly string[] =>
  verdicts.flatMap((verdict) => (verdict.kind === 'scan' ? [verdict.barcode] : []));

describe('the scanner detector', () => {
  it('reads every barcode that arrives at the speed of a scanner', () => {
    fc.assert(
      fc.property(
        digits(scanLengthMin, scanLengthMax),
        fc.array(fc.integer({ min: 0, max: scanGapMsMax - 1 }), { minLength: 70, maxLength: 70 }),
        (barcode, gapsMs) => {
          expect(scansIn(typed(digitCodes(barcode), gapsMs))).toEqual([barcode]);
        },
      ),
    );
  });

  it('never takes slow typing for a scan', () => {
    fc.assert(
      fc.property(
        digits(1, 40),
        fc.array(fc.integer({ min: slowScanGapMsMax, max: 2_000 }), { minLength: 50, maxLength: 50 }),
        (text, gapsMs) => {
          expect(scansIn(typed(digitCodes(text), gapsMs))).toEqual([]);
        },
      ),
    );
  });

  it('reads a whole coupon or gift card code from a scanner that pauses in it, and none with a wrong character', () => {
    const code = makeCode(Uint8Array.from([255, 0, 17, 34, 51, 68, 85, 102, 119, 136]));
    const keys = (text: string): readonly string[] =>
      Array.from(text, (character) => (/\d/.test(character) ? `Digit${character}` : `Key${character}`));
    const gapsMs = Array.from({ length: 18 }, (_, place) => (place === 6 ? slowScanGapMsMax - 1 : 5));
    expect(scansIn(typed(keys(code), gapsMs))).toEqual([code.toLowerCase()]);
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    expect(scansIn(typed(keys(wrong), gapsMs))).not.toContain(wrong.toLowerCase());
  });

  it('reads a whole EAN-13 with a right check digit from a slow wireless scanner, and nothing less', () => {
    const gapsMs = Array.from({ length: 14 }, () => slowScanGapMsMax - 1);
    expect(scansIn(typed(digitCodes('6269014000015'), gapsMs))).toEqual(['6269014000015']);
    expect(scansIn(typed(digitCodes('6269014000016'), gapsMs))).toEqual([]);
    expect(scansIn(typed(digitCodes('626901400001'), gapsMs))).toEqual([]);
  });

  it('keeps the first digits of a scan that hiccups on its way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: scanGapMsMax, max: slowScanGapMsMax - 1 }),
        (place, hiccupMs) => {
          const gapsMs = Array.from({ length: 14 }, (_, index) => (index === place ? hiccupMs : 8));
          expect(scansIn(typed(digitCodes('6269014000015'), gapsMs))).toEqual(['6269014000015']);
        },
      ),
    );
  });

  it('keeps what was typed by hand before the scanner out of the barcode', () => {
    fc.assert(
      // A shorter barcode could make a whole EAN-13 with the digits before it, and that would count.
      fc.property(digits(1, 12), digits(13, 20), (byHand, barcode) => {
        const gapsMs = [...Array.from(byHand, () => 120), scanGapMsMax, ...Array.from(barcode, () => 8)];
        expect(scansIn(typed(digitCodes(byHand + barcode), gapsMs))).toEqual([barcode]);
      }),
    );
  });

  it('does not take a fast but short number for a barcode', () => {
    const gapsMs = Array.from({ length: 10 }, () => 5);
    expect(scansIn(typed(digitCodes('1234567'), gapsMs))).toEqual([]);
    expect(scansIn(typed(digitCodes('12345678'), gapsMs))).toEqual(['12345678']);
  });

  it('does not take a fast number for a scan when Enter follows late', () => {
    const gapsMs = [...Array.from({ length: 13 }, () => 5), 400];
    expect(scansIn(typed(digitCodes('6269014000169'), gapsMs))).toEqual([]);
  });

  it('reads the place of the key, so that the Persian layout changes nothing', () => {
    const detector = createScannerDetector();
    // Under the Persian layout these keys type «۶» and «ش»; their places stay Digit6 and KeyA.
    const codes = ['Digit6', 'Digit2', 'Numpad6', 'Digit9', 'KeyA', 'Minus', 'Digit0', 'Digit1'];
    codes.forEach((code, index) => detector.press({ code, isShifted: false, atMs: index * 10 }));
    expect(detector.press({ code: 'NumpadEnter', isShifted: false, atMs: 80 })).toEqual({
      kind: 'scan',
      barcode: '6269a-01',
      isSlow: false,
    });
  });

  it('reads capital letters that the scanner types with Shift', () => {
    const detector = createScannerDetector();
    for (let index = 0; index < 8; index += 1) {
      detector.press({ code: 'ShiftLeft', isShifted: true, atMs: index * 20 });
      detector.press({ code: 'KeyV', isShifted: true, atMs: index * 20 + 5 });
    }
    expect(detector.press({ code: 'Enter', isShifted: false, atMs: 165 })).toEqual({
      kind: 'scan',
      barcode: 'VVVVVVVV',
      isSlow: false,
    });
  });

  it('starts anew after a key that no barcode has', () => {
    const detector = createScannerDetector();
    const press = (code: string, atMs: number): ScannerVerdict =>
      detector.press({ code, isShifted: false, atMs });
    digitCodes('12345678').forEach((code, index) => press(code, index * 5));
    press('F9', 45);
    expect(press('Enter', 50)).toEqual({ kind: 'typed' });
  });

  it('tells the first key of a burst, so that its field can be put back', () => {
    const verdicts = typed(digitCodes('123'), [500, 5, 300]);
    expect(verdicts.slice(0, 3)).toEqual([
      { kind: 'burst', isFirst: true },
      { kind: 'burst', isFirst: false },
      { kind: 'burst', isFirst: true },
    ]);
  });

  it('counts each scan once', () => {
    const gapsMs = Array.from({ length: 40 }, () => 5);
    const twice = typed([...digitCodes('12345678'), 'Enter', 'Enter'], gapsMs);
    expect(scansIn(twice)).toEqual(['12345678']);
  });
});
