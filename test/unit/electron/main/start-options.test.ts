import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '#electron/main/start-options.ts';
import { expectOk } from '#test/support/expect-ok.ts';

const place = {
  userFolder: path.resolve('/home/shop/vafa'),
  workFolder: path.resolve('/shop'),
  packaged: false,
};

describe('parseStartOptions', () => {
  it('keeps a shop and a demo in different folders when none is named', () => {
    expect(expectOk(parseStartOptions([], place)).dataDir).toBe(path.resolve('/home/shop/vafa/till'));
    expect(expectOk(parseStartOptions(['--demo'], place)).dataDir).toBe(path.resolve('/home/shop/vafa/demo'));
  });

  it('reads every switch that the till has', () => {
    const args = [
      '.',
      '--demo',
      '--data-dir=data',
      '--lang=fa',
      '--window-size=1600x900',
      '--no-reader',
      '--dev-tools',
    ];
    expect(expectOk(parseStartOptions(args, place))).toEqual({
      dataDir: path.resolve('/shop/data'),
      demo: true,
      language: 'fa',
      windowSize: { width: 1600, height: 900 },
      reader: false,
      devTools: true,
    });
  });

  it('leaves the switches of Chromium alone', () => {
    const options = expectOk(parseStartOptions(['--no-sandbox', '--disable-gpu', '--inspect=0'], place));
    expect(options).toMatchObject({
      demo: false,
      reader: true,
      devTools: false,
      language: null,
      windowSize: null,
    });
  });

  it('never opens developer tools in a packaged till', () => {
    expect(expectOk(parseStartOptions(['--dev-tools'], { ...place, packaged: true })).devTools).toBe(false);
  });

  it.each([
    '--lang=de',
    '--lang=',
    '--window-size=big',
    '--window-size=0x0',
    '--window-size=12800x1',
    '--data-dir=',
  ])('refuses %s with a sentence', (arg) => {
    expect(parseStartOptions([arg], place).ok).toBe(false);
  });
});
