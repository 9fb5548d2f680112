import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeTap } from '#electron/till/taps/tap-guard.ts';
import type { TapMemory, TapVerdict } from '#electron/till/taps/tap-guard.ts';
import { cardUid } from '#test/support/till-chain.ts';

const one = cardUid('04A1B2C3D4E580');
const other = cardUid('3C5A19E7');

type Seen = readonly [uid: typeof one, session: number, atMs: number];

function verdicts(taps: readonly Seen[]): readonly TapVerdict[] {
  let memory: TapMemory = null;
  return taps.map(([uid, session, atMonotonicMs]) => {
    const judged = judgeTap(memory, { cardUid: uid, session, atMonotonicMs });
    ({ memory } = judged);
    return judged.verdict;
  });
}

test('the same card within two seconds is the same tap, and later it is a new one', () => {
  expect(
    verdicts([
      [one, 1, 0],
      [one, 2, 1_999],
      [one, 3, 3_998],
      [one, 4, 5_998],
    ]),
  ).toEqual(['new', 'duplicate', 'duplicate', 'new']);
});

test('the same insertion is the same tap for as long as it lasts', () => {
  expect(
    verdicts([
      [one, 1, 0],
      [one, 1, 90_000],
    ]),
  ).toEqual(['new', 'duplicate']);
});

test('two cards within half a second are several, once, until the field was quiet', () => {
  const taps: readonly Seen[] = [
    [one, 1, 0],
    [other, 2, 499],
    [one, 3, 900],
    [one, 4, 1_300],
    [other, 5, 1_800],
  ];
  expect(verdicts(taps)).toEqual(['new', 'severalCards', 'duplicate', 'duplicate', 'new']);
});

test('another card half a second later is simply the next customer', () => {
  expect(
    verdicts([
      [one, 1, 0],
      [other, 2, 500],
    ]),
  ).toEqual(['new', 'new']);
});

test('however often a card bounces within two seconds of its last touch, it is one identification', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_999 }), { minLength: 1, maxLength: 50 }), (gaps) => {
      let atMs = 0;
      const taps = gaps.map((gap, index): Seen => [one, index + 1, (atMs += gap)]);
      expect(verdicts(taps).filter((verdict) => verdict === 'new')).toHaveLength(1);
    }),
  );
});
