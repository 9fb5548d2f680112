import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPageAddress, pageFileOf, pageOrigin } from '#electron/main/page-address.ts';

const folder = path.resolve('/srv/pages');

/** Pieces from which attempts to climb out of the folder are built. */
const piece = fc.constantFrom(
  '..',
  '.',
  '/',
  '//',
  '\\',
  '%2e%2e',
  '%2E',
  '%2f',
  '%5c',
  '%00',
  '\u0000',
  '%252e%252e%252f',
  'C:',
  '~',
  'cashier',
  'index.html',
  'etc/passwd',
  'a.js',
  ';',
  ' ',
  '\n',
  '。。',
  '․․',
  '?x=1',
  '#x',
  '@',
  ':80',
);

describe('pageFileOf', () => {
  it('finds the files that a built page consists of', () => {
    expect(pageFileOf('app://till/cashier/index.html')).toEqual({
      segments: ['cashier', 'index.html'],
      contentType: 'text/html; charset=utf-8',
    });
    expect(pageFileOf('app://till/assets/cashier-B1_x.js?v=2#top')?.segments).toEqual([
      'assets',
      'cashier-B1_x.js',
    ]);
    expect(pageFileOf('app://till/assets/vazirmatn.woff2')?.contentType).toBe('font/woff2');
  });

  it.each([
    'app://till/../main/main.js',
    'app://till/cashier/../../main/main.js',
    'app://till/%2e%2e/main/main.js',
    'app://till/cashier/..%2f..%2fmain/main.js',
    'app://till/cashier\\..\\..\\main\\main.js',
    'app://till//etc/passwd.js',
    'app://till/.cache/runtime.json',
    'app://till/C:/windows/a.js',
    'app://till/cashier/index.html%00.js',
    'app://till/cashier/',
    'app://till/',
    'app://till',
    'app://tills/cashier/index.html',
    'app://till.example/cashier/index.html',
    'app://user@till/cashier/index.html',
    'app://till:80/cashier/index.html',
    'file:///srv/pages/cashier/index.html',
    'https://till/cashier/index.html',
    'app://till/cashier/page.map',
    'app://till/main.node',
    'app://till/ledger.db',
  ])('refuses %s', (address) => {
    expect(pageFileOf(address)).toBeUndefined();
  });

  it('never leaves the folder of the pages, whatever the address is built from', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const found = pageFileOf(`${pageOrigin}/${pieces.join('')}`);
        if (found === undefined) return;
        const file = path.join(folder, ...found.segments);
        expect(file.startsWith(folder + path.sep)).toBe(true);
        expect(path.win32.join('C:\\pages', ...found.segments).startsWith('C:\\pages\\')).toBe(true);
        expect(found.segments.some((segment) => segment.startsWith('.'))).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  it('never leaves the folder after the address went through the parser of the browser', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const address = `${pageOrigin}/cashier/${pieces.join('')}`;
        const parsed = URL.canParse(address) ? new URL(address).href : address;
        const found = pageFileOf(parsed);
        if (found === undefined) return;
        expect(path.join(folder, ...found.segments).startsWith(folder + path.sep)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('refuses an address of any length beyond its limit, and any depth', () => {
    expect(pageFileOf(`app://till/${'a'.repeat(600)}.js`)).toBeUndefined();
    expect(pageFileOf(`app://till/${'a/'.repeat(9)}a.js`)).toBeUndefined();
  });
});

describe('isPageAddress', () => {
  it('knows a page from the files that it loads', () => {
    expect(isPageAddress('app://till/cashier/index.html?lang=fa')).toBe(true);
    expect(isPageAddress('app://till/assets/cashier.js')).toBe(false);
    expect(isPageAddress('https://example.test/index.html')).toBe(false);
  });
});
