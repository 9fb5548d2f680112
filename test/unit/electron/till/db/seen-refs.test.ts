import { expect, test } from 'vitest';
import { createSeenRefs } from '#electron/till/db/stores/seen-refs.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';

const rng = createSeededRng(7);
const refs = Array.from({ length: 20_000 }, () => Uint8Array.from({ length: 16 }, () => rng.below(256)));

test('none of many references is seen before it came, and each of them afterwards', () => {
  const isSeen = createSeenRefs();
  expect(refs.filter((ref) => isSeen(ref))).toEqual([]);
  expect(refs.filter((ref) => !isSeen(ref))).toEqual([]);
});

test('references that count up, and one of zeros alone, are told apart too', () => {
  const isSeen = createSeenRefs();
  const counted = Array.from({ length: 10_000 }, (_, place) => {
    const ref = new Uint8Array(16);
    new DataView(ref.buffer).setUint32(12, place);
    return ref;
  });
  expect(counted.filter((ref) => isSeen(ref))).toEqual([]);
  expect(isSeen(new Uint8Array(16))).toBe(true);
});
