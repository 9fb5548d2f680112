import { expect, test } from 'vitest';
import { parseInstant } from '#tools/commands/parse-instant.ts';

test.each([
  ['2026-11-21T15:00:00Z', 1_795_273_200_000],
  ['2026-11-21T18:30:00+03:30', 1_795_273_200_000],
  ['2026-11-21T18:30+03:30', 1_795_273_200_000],
  ['2026-11-21T15:00:00.250Z', 1_795_273_200_250],
  ['1969-12-31T23:59:59Z', -1_000],
])('%s is the instant %d', (text, atMs) => {
  expect(parseInstant(text)).toBe(atMs);
});

test.each([
  '',
  'now',
  '2026-11-21',
  '2026-11-21T18:30:00',
  '2026-11-21 18:30:00Z',
  '2026-02-30T18:30:00Z',
  '2026-11-21T24:00:00Z',
  '2026-11-21T18:60:00Z',
  '2026-11-21T18:30:60Z',
  '2026-11-21T18:30:00+15:00',
  '2026-11-21T18:30:00Z ',
  '1795273200000',
  '۲۰۲۶-۱۱-۲۱T18:30:00Z',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});
