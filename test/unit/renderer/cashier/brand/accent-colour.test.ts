import { describe, expect, it } from 'vitest';
import { accentColour } from '#renderer/cashier/brand/accent-colour.ts';

describe('the colour of a chain', () => {
  it.each(['#b4472b', '#ABC'])('%s is shown as it was published', (accent) => {
    expect(accentColour(accent)).toBe(accent);
  });

  it.each([null, '', 'red', '#12345', '#b4472b99', 'url(#x)', '#b4472b;x', ' #b4472b'])(
    '%j is no colour that is shown',
    (accent) => {
      expect(accentColour(accent)).toBeNull();
    },
  );
});
