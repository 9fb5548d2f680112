import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentGrounds, isAccent, isAccentSeen } from '#shared/domain/accent.ts';

const tokens = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8');

describe('an accent', () => {
  it.each(['#b4472b', '#000000'])('is a colour of six digits such as %s', (text) => {
    expect(isAccent(text)).toBe(true);
  });

  it.each(['', 'red', '#abc', '#B4472B', '#b4472', '#b4472b;', '#b4472b\n', 'url(//x)', 'var(--ink)'])(
    'is not %j, which is none',
    (text) => {
      expect([isAccent(text), isAccentSeen(text)]).toEqual([false, false]);
    },
  );

  it.each(['#b4472b', '#0b6660', '#1d3f8f', '#e9b44c', '#777777'])(
    'of %s is seen on light and on dark',
    (text) => {
      expect(isAccentSeen(text)).toBe(true);
    },
  );

  it.each(['#ffffff', '#fff7c0', '#000000', '#141d1c', '#001028'])(
    'of %s is swallowed by one of the two',
    (text) => {
      expect(isAccentSeen(text)).toBe(false);
    },
  );

  it('is measured against the surfaces that the screen really has', () => {
    expect([...tokens.matchAll(/--surface: (#[0-9a-f]{6});/g)].map((hit) => hit[1])).toEqual(
      Object.values(accentGrounds),
    );
  });
});
