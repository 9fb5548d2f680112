import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberOf } from '#shared/domain/day-number.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import { minor } from '#shared/domain/money.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { FactQuestions } from '#shared/scoring/facts/fact-questions.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import {
  azarFirst,
  limitQuestions,
  newMember,
  noQuestions,
  offerUse,
  purchaseDay,
} from '#test/support/member-history.ts';

const knownMember: MemberHistory = {
  memberRef: newMember.memberRef,
  tierId: 'gold',
  birthDate: '1989-11-22',
  traits: {
    segments: ['students', 'families', 'students'],
    tags: ['vip', 'staff'],
    consents: ['sms', 'email'],
    effectiveDates: [
      { dateKind: 'wedding', date: '2012-11-24' },
      { dateKind: 'familyBirthday', date: '2015-06-01' },
    ],
    isReferred: true,
    referrals: 4,
  },
  visitCount: 40,
  spentMinor: minor(90_000_000),
  lastVisitOn: '2026-11-10',
  purchaseDays: [
    purchaseDay('2026-11-10', 1, 1_000),
    purchaseDay('2026-10-23', 2, 20_000),
    purchaseDay('2026-11-10', 3, 300_000),
    purchaseDay('2026-03-20', 4, 4_000_000),
  ],
  offerUses: [offerUse('tea', '2026-11-10', 2, 700)],
  stampsCollected: { coffee: 23, bread: 30, cake: 5 },
};
const allQuestions: FactQuestions = {
  segments: new Set(['families', 'students', 'others']),
  tags: new Set(['vip']),
  consents: new Set(['sms']),
  periods: ['lifetime', 'month', 'year', { days: 13 }],
  dateWindows: [
    { kind: 'effectiveDate', dateKind: 'wedding', daysBefore: 7, daysAfter: 0 },
    { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 7, daysAfter: 7 },
    { kind: 'effectiveDate', dateKind: 'familyBirthday', daysBefore: 7, daysAfter: 7 },
  ],
  experiments: [
    { experimentId: 'winter', salt: 'w', arms: [] },
    { experimentId: 'autumn', salt: 'a', arms: [] },
  ],
  stampCardIds: new Set(['coffee', 'bread']),
  memberLimits: limitQuestions(['tea', { scope: 'member', period: { days: 30 }, uses: 3 }]),
  sharedLimits: limitQuestions(['tea', { scope: 'chain', uses: 3 }]),
};
const on = {
  ...azarFirst,
  stampCards: new Map([
    ['coffee', { stampsNeeded: 10 }],
    ['bread', { stampsNeeded: 6 }],
  ]),
};
const factsOf = (history: Partial<MemberHistory>, questions: Partial<FactQuestions> = {}) =>
  deriveMemberFacts({ ...newMember, ...history }, { ...noQuestions, ...questions }, on);

describe('facts of a member', () => {
  test('of a member with everything, all that is asked is answered and sorted', () => {
    const facts = deriveMemberFacts(knownMember, allQuestions, on);
    const { buckets, ...others } = facts;
    expect(Object.keys(buckets)).toEqual(['autumn', 'winter']);
    expect(others).toEqual({
      tierId: 'gold',
      segments: ['families', 'students'],
      tags: ['vip'],
      consents: ['sms'],
      earlierVisits: 40,
      daysSinceLastVisit: 12,
      purchases: {
        'days:13': { visits: 4, spentMinor: 301_000 },
        lifetime: { visits: 40, spentMinor: 90_000_000 },
        month: { visits: 0, spentMinor: 0 },
        year: { visits: 6, spentMinor: 321_000 },
      },
      openWindows: ['birthday/7/7/own/lastOfMonth', 'wedding/7/0/own/lastOfMonth'],
      isReferred: true,
      referrals: 4,
      stamps: { coffee: 3 },
      limitUses: { 'tea/member/days:30': { uses: 2, costMinor: 700 } },
    });
    expect(Object.keys(facts.purchases)).toEqual(['days:13', 'lifetime', 'month', 'year']);
  });

  test('of a rule set that asks nothing, next to nothing is kept', () => {
    expect(deriveMemberFacts(knownMember, noQuestions, on)).toEqual({
      tierId: 'gold',
      segments: [],
      tags: [],
      consents: [],
      earlierVisits: 40,
      daysSinceLastVisit: 12,
      purchases: {},
      openWindows: [],
      isReferred: true,
      referrals: 4,
      buckets: {},
      stamps: {},
      limitUses: {},
    });
  });

  test('of a new member, purchases that are asked for are none', () => {
    const facts = factsOf({}, { periods: ['lifetime', 'day'], stampCardIds: new Set(['coffee']) });
    const none = { visits: 0, spentMinor: 0 };
    expect(facts.purchases).toEqual({ day: none, lifetime: none });
    expect(facts.daysSinceLastVisit).toBeNull();
    expect(facts.earlierVisits).toBe(0);
    expect(facts.stamps).toEqual({});
  });

  test('hold no date, no reference and no name', () => {
    const named = { ...knownMember, name: 'Maryam Ahmadi', phone: '+989121234567' };
    const text = JSON.stringify(deriveMemberFacts(named, allQuestions, on));
    const dates = [
      knownMember.birthDate,
      knownMember.lastVisitOn,
      ...knownMember.traits.effectiveDates.map(({ date }) => date),
      ...knownMember.purchaseDays.map(({ date }) => date),
    ].filter((date) => date !== null);
    expect(dates).toHaveLength(8);
    for (const date of dates) {
      expect(text).not.toContain(date);
      expect(text).not.toContain(String(dayNumberOf(date)));
    }
    expect(text).not.toMatch(/\d{4}[-/.]\d{1,2}/);
    expect(text).not.toContain(knownMember.memberRef);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text).not.toMatch(/Maryam|Ahmadi|912123/);
  });

  test('days since the last visit are whole local days, none for a visit dated after today', () => {
    const daysSince = (lastVisitOn: string) => factsOf({ lastVisitOn }).daysSinceLastVisit;
    expect(daysSince('2026-11-22')).toBe(0);
    expect(daysSince('2026-11-21')).toBe(1);
    expect(daysSince('2025-11-22')).toBe(365);
    expect(daysSince('2026-11-23')).toBe(0);
  });

  test('purchases count from the first day of their period to today', () => {
    const purchaseDays = [
      purchaseDay('2026-11-20', 1, 1),
      purchaseDay('2026-11-21', 1, 10),
      purchaseDay('2026-11-22', 1, 100),
      purchaseDay('2026-11-23', 1, 1_000),
    ];
    const facts = factsOf({ purchaseDays }, { periods: ['day', 'week', { days: 3 }] });
    expect(facts.purchases).toEqual({
      day: { visits: 1, spentMinor: 100 },
      'days:3': { visits: 3, spentMinor: 111 },
      week: { visits: 2, spentMinor: 110 },
    });
  });

  test('the lifetime is the lifetime sums, which may reach back further than the days', () => {
    const history = {
      visitCount: 9,
      spentMinor: minor(900),
      purchaseDays: [purchaseDay('2026-11-22', 1, 5)],
    };
    expect(factsOf(history, { periods: ['lifetime'] }).purchases).toEqual({
      lifetime: { visits: 9, spentMinor: 900 },
    });
  });

  test('a full stamp card was handed in: what counts are the stamps after it', () => {
    const stamps = (coffee: number) =>
      factsOf({ stampsCollected: { coffee } }, { stampCardIds: new Set(['coffee']) }).stamps;
    expect(stamps(0)).toEqual({});
    expect(stamps(9)).toEqual({ coffee: 9 });
    expect(stamps(10)).toEqual({});
    expect(stamps(11)).toEqual({ coffee: 1 });
  });

  test('a stamp card that the rule set does not have is a bug of the caller', () => {
    const collect = () => factsOf({ stampsCollected: { tea: 1 } }, { stampCardIds: new Set(['tea']) });
    expect(collect).toThrow('a stamp card that offers name is in the rule set');
  });

  test('the order in which the till knows things does not matter', () => {
    const shuffled = <Value>(values: readonly Value[]) =>
      fc.shuffledSubarray([...values], { minLength: values.length });
    const expected = JSON.stringify(deriveMemberFacts(knownMember, allQuestions, on));
    const { traits } = knownMember;
    fc.assert(
      fc.property(
        shuffled(traits.segments),
        shuffled(traits.effectiveDates),
        shuffled(knownMember.purchaseDays),
        shuffled(allQuestions.periods),
        shuffled(allQuestions.dateWindows),
        shuffled(allQuestions.experiments),
        (segments, effectiveDates, purchaseDays, periods, dateWindows, experiments) => {
          const history = {
            ...knownMember,
            traits: { ...traits, segments, effectiveDates },
            purchaseDays,
            stampsCollected: { cake: 5, bread: 30, coffee: 23 },
          };
          const questions = { ...allQuestions, periods, dateWindows, experiments };
          expect(JSON.stringify(deriveMemberFacts(history, questions, on))).toBe(expected);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('names that objects treat in their own way are names like others', () => {
    const facts = factsOf(
      { traits: { ...noTraits, tags: ['__proto__', 'constructor'] } },
      {
        tags: new Set(['__proto__', 'constructor']),
        experiments: [{ experimentId: '__proto__', salt: 's', arms: [] }],
      },
    );
    expect(facts.tags).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(facts.buckets)).toEqual(['__proto__']);
  });
});
