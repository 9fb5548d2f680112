import fc from 'fast-check';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { isE164 } from '#shared/domain/phone.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import { classicUid, demoCardNumber, demoPhone, ntagUid, scattered32 } from '#tools/demo/member-numbers.ts';

const index = fc.nat(4_999_999);
/** Neighbours as often as strangers: what repeats does so after a round number. */
const distance = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(100, 1_000, 2_048, 10_000, 65_536, 100_000, 1_048_576),
  fc.integer({ min: 1, max: 1_000_000 }),
);
const twoIndexes = fc.tuple(index, distance).map(([left, apart]) => [left, left + apart] as const);

it.each([
  ['phone, whatever their operators', (serial: number) => demoPhone(serial, serial * 31).slice(-7)],
  ['card number', demoCardNumber],
  ['7-byte UID', (serial: number) => ntagUid(serial, 0)],
  ['4-byte UID', classicUid],
  ['scattered number', scattered32],
])('no two members share a %s', (_, numberOf) => {
  fc.assert(
    fc.property(twoIndexes, ([left, right]) => numberOf(left) !== numberOf(right)),
    { numRuns: 2_000 },
  );
});

it('every phone is a mobile number of Iran in E.164', () => {
  fc.assert(
    fc.property(index, fc.nat(1_000), (member, range) => {
      const phone = demoPhone(member, range);
      const parsed = parsePhoneNumber(phone);
      expect([isE164(phone), parsed.country, parsed.isValid(), parsed.getType()]).toEqual([
        true,
        'IR',
        true,
        'MOBILE',
      ]);
    }),
  );
});

it('every UID is one that a card may have', () => {
  fc.assert(
    fc.property(fc.nat(16_777_215), fc.nat(0xffff), (serial, tail) => {
      for (const uid of [ntagUid(serial, tail), classicUid(serial)]) expect(parseCardUid(uid)).toBe(uid);
    }),
  );
});
