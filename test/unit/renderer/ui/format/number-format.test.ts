import { describe, expect, it } from 'vitest';
import { createNumberFormat } from '#renderer/ui/format/number-format.ts';

describe('a number on the screen', () => {
  it('is counted in the digits and marks of the language', () => {
    expect(createNumberFormat('fa').count(1_234)).toBe('۱٬۲۳۴');
    expect(createNumberFormat('en').count(1_234)).toBe('1,234');
  });

  it('shows a share of basis points without needless places', () => {
    expect(createNumberFormat('en').percent(1_000)).toBe('10%');
    expect(createNumberFormat('en').percent(750)).toBe('7.5%');
    expect(createNumberFormat('fa').percent(750)).toBe('۷٫۵٪');
  });

  it('changes only the script of digits that are no quantity', () => {
    expect(createNumberFormat('fa').digits('T1-0521-0007')).toBe('T۱-۰۵۲۱-۰۰۰۷');
    expect(createNumberFormat('en').digits('T1-0521-0007')).toBe('T1-0521-0007');
  });
});
