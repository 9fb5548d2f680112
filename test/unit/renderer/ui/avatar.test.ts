import { describe, expect, it } from 'vitest';
import { initials } from '#renderer/ui/avatar.tsx';

describe('the initials of a person', () => {
  it('are two letters for a Latin name', () => {
    expect(initials('claire  anne dawson')).toBe('CD');
  });

  it('are one letter for a Persian name, because two would join into a word', () => {
    expect(initials('مینا فروتن')).toBe('م');
  });

  it('are nothing for no name', () => {
    expect(initials('  ')).toBe('');
  });
});
