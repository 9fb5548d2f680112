import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiDigits, cleanText, parseWholeNumber, searchKey } from '#shared/domain/text.ts';

const scripts = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'ا',
      'آ',
      'ی',
      'ي',
      '\u200c',
      ' ',
      '\n',
      '\u202e',
      '۱',
      'e',
      '\u0301',
      '\u200d',
      'ـ',
      '\ud800',
    ),
  }),
);

/** Digits of `value` in the script whose ten digits are given. */
function inScript(value: number | string, digits: string): string {
  return String(value).replaceAll(/\d/g, (digit) => digits.charAt(Number(digit)));
}

describe('digits', () => {
  test.each(scripts)('each of %s becomes its ASCII digit', (digits) => {
    expect(asciiDigits(digits)).toBe('0123456789');
  });

  test('everything that is no digit of these scripts stays', () => {
    expect(asciiDigits('الف ۱۲ب-३²')).toBe('الف 12ب-३²');
  });
});

describe('clean text', () => {
  test.each([
    ['  علی   رضایی ', 'علی رضایی'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
    ['علی\u200c\u200cرضا', 'علی\u200cرضا'],
    ['علی \u200cرضا\u200c', 'علی رضا'],
    ['Sara\nAhmadi\tJr', 'Sara Ahmadi Jr'],
    ['\u202eabc\u202c\u061c\u200f', 'abc'],
    ['a\u0000b\u0007c\u009fd', 'abcd'],
    ['\ufeffname\u200b\u00ad\u2060', 'name'],
    ['e\u200b\u0301', '\u00e9'],
    ['a\u00a0b\u2003c', 'a b c'],
    ['broken\ud800', 'broken'],
    ['🙂', '🙂'],
    ['\u200c\u200d \u200c', ''],
  ])('%j is stored as %j', (typed, stored) => {
    expect(cleanText(typed)).toBe(stored);
  });

  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('search keys', () => {
  test.each([
    ['يحيى كريمي', 'یحیی کریمی'],
    ['علی‌رضا', 'علی رضا'],
    ['آرش', 'ارش'],
    ['أحمد إبراهيم ٱلله', 'احمد ابراهیم الله'],
    ['مؤمن', 'مومن'],
    ['رئیسی', 'رییسی'],
    ['رائد', 'راید'],
    ['فاطمة', 'فاطمه'],
    ['خانۀ', 'خانه'],
    ['خانهٔ', 'خانه'],
    ['ہاشم ھانی ە', 'هاشم هانی ه'],
    ['محمّدٌ', 'محمد'],
    ['رحمٰن', 'رحمن'],
    ['ســـلام', 'سلام'],
    ['ڪتاب', 'کتاب'],
    ['ﻣﺤﻤﺪ ﷲ', 'محمد الله'],
    ['۰۹۱۲٣٤٥', '0912345'],
    ['ÉLODIE Ångström', 'elodie angstrom'],
    ['İstanbul', 'istanbul'],
    ['ＶＡＦＡ１', 'vafa1'],
  ])('%j is searched as %j', (typed, key) => {
    expect(searchKey(typed)).toBe(key);
  });

  test('a word among plain ones is folded all the same', () => {
    expect(searchKey('سارا آرش sara')).toBe('سارا ارش sara');
    expect(searchKey('sara  rad')).toBe('sara rad');
    expect(searchKey('sara Rad')).toBe('sara rad');
    expect(searchKey(' سارا محمدی')).toBe('سارا محمدی');
  });

  test('the key of a key is the key itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(searchKey(searchKey(text))).toBe(searchKey(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('whole numbers', () => {
  test.each([
    ['600000', 600_000],
    ['۶۰۰٬۰۰۰', 600_000],
    ['٦٠٠،٠٠٠', 600_000],
    ['600,000', 600_000],
    ['6 000 000', 6_000_000],
    ['６００', 600],
    [' ۰ ', 0],
    ['007', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%j is read as %d', (typed, value) => {
    expect(parseWholeNumber(typed)).toBe(value);
  });

  test.each([
    '',
    ' ',
    '-5',
    '+5',
    '1.5',
    '1e3',
    '0x10',
    '۱2',
    '١۲',
    '1,,000',
    ',100',
    '100,',
    '12a',
    '९',
    '½',
    '9007199254740992',
  ])('%j is refused', (typed) => {
    expect(parseWholeNumber(typed)).toBeUndefined();
  });

  test('every safe integer from zero on is read in every script, with and without marks', () => {
    const marks = fc.constantFrom('', ',', '٬', '،', ' ');
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(...scripts), marks, (value, digits, mark) => {
        const grouped = String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
        expect(parseWholeNumber(inScript(grouped, digits))).toBe(value);
      }),
    );
  });

  test('digits of two scripts in one number are refused', () => {
    const pair = fc.uniqueArray(fc.constantFrom(...scripts), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.nat(), fc.nat(), pair, (left, right, [first = '', second = '']) => {
        expect(parseWholeNumber(inScript(left, first) + inScript(right, second))).toBeUndefined();
      }),
    );
  });

  test('whatever is typed gives a safe integer from zero on, or nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const value = parseWholeNumber(text) ?? 0;
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }),
    );
  });
});
