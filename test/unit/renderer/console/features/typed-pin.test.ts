import { describe, expect, it } from 'vitest';
import { nothingTyped, typedPinFault } from '#renderer/console/features/operators/typed-pin.ts';

describe('a PIN that is typed twice', () => {
  it('is taken when both are the same and nobody guesses it, in digits of any script', () => {
    expect(typedPinFault({ first: '471952', again: '471952' })).toBeUndefined();
    expect(typedPinFault({ first: '۴۷۱۹۵۲', again: '471952' })).toBeUndefined();
  });

  it('is refused for what is wrong with it before it is compared', () => {
    expect(typedPinFault(nothingTyped)).toBe('digits');
    expect(typedPinFault({ first: '123', again: '' })).toBe('digits');
    expect(typedPinFault({ first: '۱۲۳۴', again: '۱۲۳۴' })).toBe('simple');
    expect(typedPinFault({ first: '471952', again: '471925' })).toBe('different');
  });
});
