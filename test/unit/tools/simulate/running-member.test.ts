import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { periods } from '#test/support/scoring-conditions.ts';
import { anyRuleSet } from '#test/support/scoring-arbitraries.ts';
import { newMember, offerUse, purchaseDay } from '#test/support/member-history.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { createRunningMembers } from '#tools/simulate/running-member.ts';
import type { Bought } from '#tools/simulate/running-member.ts';

/** Days around the ends of weeks, months and years of both calendars, and of windows around yearly dates. */
const anyDay = fc.constantFrom(
  '2026-03-19',
  '2026-03-20',
  '2026-03-21',
  '2026-11-20',
  '2026-11-21',
  '2026-11-22',
  '2026-12-31',
  '2027-01-01',
  '2027-03-20',
  '2027-03-21',
);
const offerId = fc.constantFrom('a', 'b', 'c', 'd', 'e', '10', 'unlimited');
const anyStamps = fc.record({ stampCardId: fc.constantFrom('wash', 'bread', 'old'), count: fc.nat(7) });
const anyBirthDate = fc.constantFrom('1992-03-20', '1992-02-29', '1990-11-22', '1991-08-27', '1985-11-19');

const anyHistory: fc.Arbitrary<MemberHistory> = fc
  .record({
    visitCount: fc.nat(12),
    spentMinor: fc.nat(9_000).map(minor),
    lastVisitOn: fc.option(anyDay),
    birthDate: fc.option(anyBirthDate),
    traits: fc.record({
      segments: fc.subarray(['near', 'young', 'other']),
      tags: fc.subarray(['employee', 'tea-lover', 'other']),
      consents: fc.subarray(['sms', 'email']),
      effectiveDates: fc.array(
        fc.record({ dateKind: fc.constantFrom('wedding', 'birthday', 'familyBirthday'), date: anyBirthDate }),
        { maxLength: 3 },
      ),
      isReferred: fc.boolean(),
      referrals: fc.nat(3),
    }),
    purchaseDays: fc.array(fc.tuple(anyDay, fc.nat(3), fc.nat(500)), { maxLength: 6 }),
    offerUses: fc.array(fc.tuple(offerId, anyDay, fc.nat(2), fc.nat(90)), { maxLength: 6 }),
    stampsCollected: fc.dictionary(fc.constantFrom('wash', 'bread', 'old'), fc.nat(12)),
  })
  .map((fields) => ({
    ...newMember,
    ...fields,
    purchaseDays: fields.purchaseDays.map(([date, visits, spent]) => purchaseDay(date, visits, spent)),
    offerUses: fields.offerUses.map(([id, date, uses, cost]) => offerUse(id, date, uses, cost)),
  }));

const anyBought: fc.Arbitrary<Bought> = fc.record({
  date: anyDay,
  paidMinor: fc.nat(2_000),
  uses: fc.uniqueArray(fc.record({ offerId, costMinor: fc.nat(99) }), {
    selector: (use) => use.offerId,
    maxLength: 3,
  }),
  stamps: fc.array(anyStamps, { maxLength: 2 }),
});

/** The same, as one long list. */
function bought(history: MemberHistory, { date, paidMinor, uses, stamps }: Bought): MemberHistory {
  const stampsCollected = { ...history.stampsCollected };
  for (const { stampCardId, count } of stamps) {
    stampsCollected[stampCardId] = (stampsCollected[stampCardId] ?? 0) + count;
  }
  const { lastVisitOn } = history;
  return {
    ...history,
    visitCount: history.visitCount + 1,
    spentMinor: minor(history.spentMinor + paidMinor),
    lastVisitOn: lastVisitOn === null || lastVisitOn < date ? date : lastVisitOn,
    purchaseDays: [...history.purchaseDays, purchaseDay(date, 1, paidMinor)],
    offerUses: [...history.offerUses, ...uses.map((use) => offerUse(use.offerId, date, 1, use.costMinor))],
    stampsCollected,
  };
}

describe('the facts of a member whose purchases go on', () => {
  test('are those that are derived from all earlier purchases at once', () => {
    const cases = fc.tuple(anyRuleSet(6), anyHistory, fc.array(anyBought, { maxLength: 6 }), anyDay);
    fc.assert(
      fc.property(cases, ([ruleSet, history, purchases, lastDay]) => {
        const compiled = compileRuleSet(ruleSet, 'test');
        const { calendar, hijriMonthStarts, questions, pricing } = compiled;
        const rules = { calendar, hijriMonthStarts, stampCards: pricing.stampCards, sha256, utf8 };
        const member = createRunningMembers(compiled, { sha256, utf8 }).start(history);
        let whole = history;
        for (const purchase of purchases) {
          const on = { ...rules, localDate: purchase.date };
          expect(asText(member.factsOn(purchase.date))).toBe(asText(deriveMemberFacts(whole, questions, on)));
          member.buy(purchase);
          whole = bought(whole, purchase);
        }
        const on = { ...rules, localDate: lastDay };
        expect(asText(member.factsOn(lastDay))).toBe(asText(deriveMemberFacts(whole, questions, on)));
      }),
      { numRuns: 400 },
    );
  });

  test('open the same windows on each day of a year for dates that some years lack', () => {
    const windows = ['lastOfMonth', 'dayAfter', 'skipYear', undefined].flatMap((missingDay) =>
      ['persian', 'gregorian', 'hijri', undefined].map((calendar) => ({
        kind: 'effectiveDate',
        dateKind: 'birthday',
        daysBefore: 0,
        daysAfter: 1,
        ...(missingDay === undefined ? {} : { missingDay }),
        ...(calendar === undefined ? {} : { calendar }),
      })),
    );
    const effects = [{ kind: 'bonusPoints', points: 1 }];
    const compiled = compileRuleSet(
      ruleSetOf({ offers: [{ offerId: 'a', effects, conditions: windows }] }),
      'test',
    );
    const { calendar, hijriMonthStarts, questions, pricing } = compiled;
    const rules = { calendar, hijriMonthStarts, stampCards: pricing.stampCards, sha256, utf8 };
    const members = createRunningMembers(compiled, { sha256, utf8 });
    for (const birthDate of ['1992-03-20', '1992-02-29', '1990-11-22']) {
      const history = { ...newMember, birthDate };
      const member = members.start(history);
      for (let day = dayNumberOf('2026-11-20'); day < dayNumberOf('2027-11-25'); day += 1) {
        const localDate = isoDateOf(day);
        const { openWindows } = deriveMemberFacts(history, questions, { ...rules, localDate });
        expect(member.factsOn(localDate).openWindows).toEqual(openWindows);
      }
    }
  });

  test('count a period of every kind from its first day', () => {
    const ruleSet = ruleSetOf({
      offers: [
        {
          offerId: 'a',
          effects: [{ kind: 'bonusPoints', points: 1 }],
          conditions: periods.map((period) => ({ kind: 'purchases', measure: 'visits', period, atLeast: 1 })),
        },
      ],
    });
    const member = createRunningMembers(compileRuleSet(ruleSet, 'test'), { sha256, utf8 }).start(newMember);
    for (const date of ['2026-11-20', '2026-11-21', '2026-11-21']) {
      member.buy({ date, paidMinor: 10, uses: [], stamps: [] });
    }
    const { purchases } = member.factsOn('2026-11-22');
    expect([purchases['week'], purchases['lifetime']]).toEqual([
      { visits: 2, spentMinor: 20 },
      { visits: 3, spentMinor: 30 },
    ]);
  });
});

/** Keys in their order: equal facts are equal texts. */
function asText(facts: object): string {
  return JSON.stringify(facts);
}
