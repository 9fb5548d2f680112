import { expect, test } from 'vitest';
import { createFrameValue } from '#electron/till/frame-value.ts';
import type { FrameValue } from '#electron/till/frame-value.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { memberRef, operatorId, testId } from '#test/support/ledger.ts';
import { rial } from '#test/support/lots.ts';

const store = {
  storeId: uuid('0193a0b0-0000-7000-8000-0000000000c1'),
  name: { fa: 'شعبه', en: 'Branch' },
  currency: rial,
  timeZone: 'Asia/Tehran',
  dayStartsAtHour: 5,
} as const;
const introduced = {
  kind: 'refer',
  keyId: testId(1),
  memberRef,
  operatorId,
  decided: { detail: { introducerRef: testId(2), guestCodeId: null } },
} as const;

function frameAt(text: string): FrameValue {
  return createFrameValue({ store, clock: { nowMs: () => epochMs(Date.parse(text)) }, sha256 });
}

test('an entry before the hour of the new day belongs to the evening before, at the minute on the wall', () => {
  const framed = frameAt('2026-11-22T02:15:00+03:30')(introduced);
  expect(framed.businessDay).toBe('2026-11-21');
  expect(framed.content.moment).toEqual({ localDate: '2026-11-22', minuteOfDay: 135 });
  expect(framed.storeId).toBe(store.storeId);
  expect(framed.opKey).toEqual(valueKey(sha256, 'refer', introduced.keyId));
});

test('an entry of which nothing else is known names no approver, card, rule set or earlier entry', () => {
  const framed = frameAt('2026-11-22T12:00:00+03:30')(introduced);
  const { approverId, cardLevel, ruleSetHash, refEntryId, content } = framed;
  expect({ approverId, cardLevel, ruleSetHash, refEntryId }).toEqual({
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
  });
  expect(content).toMatchObject({ currency: rial, moves: [], facts: [] });
});

test('an entry that was decided by another clock keeps its own moment, and the business day of the till', () => {
  const moment = { localDate: '2026-12-01', minuteOfDay: 7 };
  const decided = { ...introduced.decided, moment };
  const framed = frameAt('2026-11-22T12:00:00+03:30')({ ...introduced, decided });
  expect(framed.content.moment).toEqual(moment);
  expect(framed.businessDay).toBe('2026-11-22');
});
