import { expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import { endsAtOf } from '#shared/scoring/matching/ends-at-of.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import { offerOf } from './matching.ts';

function endsAt(
  conditions: readonly unknown[],
  now = '2026-11-22 12:00',
  countdown: object = { countdown: true },
) {
  const compiled = compileRuleSet(
    ruleSetOf({ offers: [{ ...offerOf('one', ...conditions), ...countdown }] }),
    'hash',
  );
  const offer = compiled.byId.get('one');
  if (offer === undefined) throw new Error('the offer is compiled');
  const end = endsAtOf(offer, saleFacts(inputOf({ lines: [[10]], now }), compiled));
  return end === null ? null : `${end.localDate} ${end.time}`;
}

const dates = { kind: 'dates', from: '2026-11-01', until: '2026-11-30' };
const hours = { kind: 'hours', from: '09:00', until: '17:00' };
const night = { kind: 'hours', from: '22:00', until: '02:00' };

test('an offer that does not count down tells no end', () => {
  expect(endsAt([dates], '2026-11-22 12:00', {})).toBeNull();
});

test('an offer without a schedule does not end', () => {
  expect(endsAt([{ kind: 'member' }])).toBeNull();
});

test('dates end with the last day, or at their time of it', () => {
  expect(endsAt([dates])).toBe('2026-11-30 24:00');
  expect(endsAt([{ ...dates, untilTime: '18:00' }])).toBe('2026-11-30 18:00');
});

test('hours end today, and past midnight tomorrow while it is still evening', () => {
  expect(endsAt([hours])).toBe('2026-11-22 17:00');
  expect(endsAt([night], '2026-11-30 22:00')).toBe('2026-12-01 02:00');
  expect(endsAt([night], '2026-11-30 01:00')).toBe('2026-11-30 02:00');
  expect(endsAt([{ ...hours, until: '24:00' }])).toBe('2026-11-22 24:00');
});

test('weekdays end with the last of them in a row, and all seven never', () => {
  expect(endsAt([{ kind: 'weekdays', anyOf: ['sat', 'sun', 'mon', 'wed'] }])).toBe('2026-11-23 24:00');
  const week = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'];
  expect(endsAt([{ kind: 'weekdays', anyOf: week }])).toBeNull();
});

test('yearly days end with the last of this year', () => {
  const azar = {
    kind: 'recurring',
    calendar: 'persian',
    from: { month: 9, day: 1 },
    until: { month: 9, day: 30 },
  };
  expect(endsAt([azar])).toBe('2026-12-21 24:00');
});

test('of several windows that hold the earliest end counts, and one that does not hold says nothing', () => {
  expect(endsAt([dates, hours])).toBe('2026-11-22 17:00');
  expect(endsAt([hours, dates])).toBe('2026-11-22 17:00');
  expect(endsAt([dates, night])).toBe('2026-11-30 24:00');
});

test('only the offer’s own windows count, not those of a choice', () => {
  expect(endsAt([dates, { kind: 'any', of: [hours] }])).toBe('2026-11-30 24:00');
});
