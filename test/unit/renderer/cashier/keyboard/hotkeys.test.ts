import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hotkeyOf, hotkeys } from '#renderer/cashier/keyboard/hotkeys.ts';

const plain = { isControl: false, isShifted: false, isInField: false };

describe('the keys of the screen', () => {
  it('finds the action of every key that the overlay lists', () => {
    for (const { action, keys } of hotkeys) {
      const [first = ''] = keys;
      const isControl = first === 'Ctrl';
      const second = keys[1] ?? '';
      const code = isControl ? `${/\d/.test(second) ? 'Digit' : 'Key'}${second}` : first;
      expect(hotkeyOf({ ...plain, code, isControl })).toBe(action);
    }
  });

  it('never acts on a character that a scanner or a person types', () => {
    const typedCodes = fc.constantFrom(
      ...Array.from({ length: 10 }, (_, digit) => [`Digit${digit}`, `Numpad${digit}`]).flat(),
      ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`),
      'Minus',
      'Enter',
      'NumpadEnter',
      'Space',
    );
    fc.assert(
      fc.property(typedCodes, fc.boolean(), fc.boolean(), (code, isShifted, isInField) => {
        expect(hotkeyOf({ code, isControl: false, isShifted, isInField })).toBeUndefined();
      }),
    );
  });

  it('leaves a question mark and an undo to the text field that has the focus', () => {
    expect(hotkeyOf({ ...plain, code: 'Slash', isShifted: true })).toBe('help');
    expect(hotkeyOf({ ...plain, code: 'Slash', isShifted: true, isInField: true })).toBeUndefined();
    expect(hotkeyOf({ ...plain, code: 'KeyZ', isControl: true })).toBe('undo');
    expect(hotkeyOf({ ...plain, code: 'KeyZ', isControl: true, isInField: true })).toBeUndefined();
  });

  it('pays only by its own key, never by the Enter that ends a scan', () => {
    expect(hotkeyOf({ ...plain, code: 'F9' })).toBe('pay');
    expect(hotkeyOf({ ...plain, code: 'Enter' })).toBeUndefined();
  });
});
