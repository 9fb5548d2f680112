import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseReaders } from '#electron/reader/choose-readers.ts';

test.each([
  ['no reader', [], []],
  ['one reader of an unknown kind', ['Virtual PCD 00 00'], ['Virtual PCD 00 00']],
  [
    'the three slots of one device',
    [
      'ACS ACR1281 1S Dual Reader SAM 00',
      'ACS ACR1281 1S Dual Reader ICC 00',
      'ACS ACR1281 1S Dual Reader PICC 00',
    ],
    ['ACS ACR1281 1S Dual Reader PICC 00'],
  ],
  ['a contact reader alone', ['Bank contact slot'], ['Bank contact slot']],
  [
    'a contactless reader beside a contact slot',
    ['OMNIKEY CardMan 5x21 00', 'OMNIKEY 5x21-CL 01'],
    ['OMNIKEY 5x21-CL 01', 'OMNIKEY CardMan 5x21 00'],
  ],
] as const)('of %s the right ones are listened to, in the right order', (_what, names, chosen) => {
  expect(chooseReaders(names)).toEqual(chosen);
});

test('the order of plugging never changes the choice', () => {
  const names = fc.uniqueArray(
    fc.constantFrom('A PICC 00', 'B PICC 00', 'C 00', 'D ICC 00', 'E SAM 00', 'F contactless', 'a 01'),
  );
  fc.assert(
    fc.property(names, names, (some, more) => {
      const all = [...new Set([...some, ...more])];
      expect(chooseReaders(all.toReversed())).toEqual(chooseReaders(all));
    }),
  );
});
