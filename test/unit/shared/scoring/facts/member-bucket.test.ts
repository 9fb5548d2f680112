import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { memberBucket } from '#shared/scoring/facts/member-bucket.ts';

const hash = { sha256, utf8 };
const memberRef = uuid('0192d4e0-0000-7000-8000-000000000001');

/** Fixed first bytes of a hash, at a place within a larger buffer. */
function hashOf(bytes: readonly number[]) {
  const buffer = Uint8Array.from([9, 9, 9, ...bytes, ...Array.from({ length: 28 }, () => 7)]);
  return { sha256: () => buffer.subarray(3), utf8 };
}

test('the first four bytes of the hash, big-endian, are spread over 10,000 places', () => {
  expect(memberBucket('salt', memberRef, hashOf([0, 0, 0, 0]))).toBe(0);
  expect(memberBucket('salt', memberRef, hashOf([0xff, 0xff, 0xff, 0xff]))).toBe(9_999);
  expect(memberBucket('salt', memberRef, hashOf([0x80, 0, 0, 0]))).toBe(5_000);
  expect(memberBucket('salt', memberRef, hashOf([0x7f, 0xff, 0xff, 0xff]))).toBe(4_999);
  // 429,497 is the first number of place 1.
  expect(memberBucket('salt', memberRef, hashOf([0x00, 0x06, 0x8d, 0xb8]))).toBe(0);
  expect(memberBucket('salt', memberRef, hashOf([0x00, 0x06, 0x8d, 0xb9]))).toBe(1);
});

test('the hash is taken over salt, colon and member', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.uuid(), (salt, ref) => {
      const bytes = createHash('sha256').update(`${salt}:${ref}`, 'utf8').digest();
      const expected = Number((BigInt(bytes.readUInt32BE(0)) * 10_000n) / 2n ** 32n);
      expect(memberBucket(salt, uuid(ref), hash)).toBe(expected);
    }),
  );
});

test('a member has the same place on every machine, and another for another salt', () => {
  expect(memberBucket('autumn', memberRef, hash)).toBe(memberBucket('autumn', memberRef, hash));
  const places = ['autumn', 'winter', 'نوروز'].map((salt) => memberBucket(salt, memberRef, hash));
  expect(new Set(places).size).toBe(3);
});

test('members spread evenly', () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 5_000; index += 1) {
    const ref = uuid(`0192d4e0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`);
    const tenth = Math.floor(memberBucket('even', ref, hash) / 1_000);
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(120);
});
