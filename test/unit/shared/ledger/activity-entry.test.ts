import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import type { ActivityToDecide } from '#shared/ledger/activity-to-decide.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { decideActivity } from '#shared/ledger/decide-activity.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import { activityKey, enrolKey, saleKey } from '#shared/ledger/operation-key.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { assertBalanced, unbalancedUnits } from '#shared/ledger/posting.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { stampOf } from '#test/support/ledger-entries.ts';
import { memberRef, saleToBook, testId } from '#test/support/ledger.ts';
import { activityEntryOf, activityToDecide } from '#test/support/ledger-rewards.ts';
import { welcomeRuleSet } from '#test/support/scored-welcome.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const rewarded = activityToDecide(1);
const { score } = rewarded;

const terms = {
  releaseAfterDays: fc.constantFrom(0, 14),
  expireAfterDays: fc.constantFrom(30, 60),
};
const amount = fc.integer({ min: 1, max: 1_000_000 });
const name = { fa: 'x', en: 'x' };
const anyEffect = fc.oneof(
  fc.record({ kind: fc.constant('bonusPoints'), points: amount, ...terms }),
  fc.record({ kind: fc.constant('walletCreditFixed'), amountMinor: amount, ...terms }),
  fc.constant({ kind: 'gift', giftId: 'cup', name, worthMinor: 10 }),
  fc.record({
    kind: fc.constant('stamps'),
    stampCardId: fc.constant('tea-card'),
    stamps: fc.integer({ min: 1, max: 9 }),
  }),
);

/** Offers of all stackings for an enrolment, at least one of which gives something. */
const anyWelcome: fc.Arbitrary<RuleSet> = fc
  .array(fc.tuple(fc.array(anyEffect, { minLength: 1, maxLength: 4 }), fc.boolean()), {
    minLength: 1,
    maxLength: 5,
  })
  .map((offers) =>
    ruleSetOf({
      stampCards: [...(welcomeRuleSet.stampCards ?? [])],
      offers: [
        { offerId: 'sure', activity: { kind: 'enrolment' }, effects: [{ kind: 'bonusPoints', points: 1 }] },
        ...offers.map(([effects, isStackable], place) => ({
          offerId: `offer-${place}`,
          activity: { kind: 'enrolment' },
          effects,
          ...(isStackable ? { stacking: { mode: 'stackable' } } : {}),
        })),
      ],
    }),
  );

describe('a rewarded activity is decided', () => {
  test('with what it was scored by, every verdict, and the totals of credit and points', () => {
    const limitUses = { 'welcome-points/till/lifetime': { uses: 1, costMinor: minor(5) } };
    const { content, ...header } = decideActivity(stampOf(1), { ...rewarded, limitUses });
    const { activity, moment, facts } = rewarded;
    expect(content).toMatchObject({ activity, moment, facts, limitUses, engineVersion: 2, currency: 'IRR' });
    expect(content.totals).toEqual({ walletCreditMinor: 25_000, pointsEarned: 139 });
    expect(content.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`)).toEqual([
      'welcome-credit applied',
      'welcome-points applied',
      'welcome-things applied',
      'a-larger applied',
      'b-smaller beaten',
    ]);
    expect(header).toMatchObject({ kind: 'activity', memberRef, ruleSetHash: score.ruleSetHash });
  });

  test('without a name, a phone, a date or a card, whatever else it is given', () => {
    const personal = { name: 'Sara Mohammadi', phone: '+989121234567', birthDate: '1991-11-21' };
    const keyed = new Set(['purchases', 'buckets', 'stamps', 'limitUses']);
    const soiled = <Value>(value: Value): Value => {
      const text = JSON.stringify(value, (key, inner: unknown) => {
        const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
        return isObject && !keyed.has(key) ? { ...inner, ...personal } : inner;
      });
      return JSON.parse(text) as Value; // the same value with more fields
    };
    const { activity, facts, moment } = rewarded;
    const entry = decideActivity(stampOf(1), {
      ...rewarded,
      activity: soiled(activity),
      facts: soiled(facts),
      moment: soiled(moment),
      score: { ...soiled(score), ruleSetHash: score.ruleSetHash },
    });
    const told = JSON.stringify(entry) + Buffer.from(encodeEntry(entry)).toString('latin1');
    for (const word of Object.values(personal)) expect(told).not.toContain(word);
    expect(encodeEntry(entry)).toEqual(encodeEntry(activityEntryOf(1)));
  });

  test.each<[string, Partial<ActivityToDecide>, string]>([
    ['that grants nothing', { score: { ...score, offers: [] } }, 'grants nothing is not booked'],
    ['with the score of a sale', { score: saleToBook({ basketId: testId(1) }).score }, 'has no lines'],
    [
      'at a minute that no day has',
      { moment: { ...rewarded.moment, minuteOfDay: 1_440 } },
      'at a minute of the day',
    ],
    [
      'with other points than its offers give',
      { score: { ...score, pointsEarned: points(1) } },
      'the points',
    ],
    [
      'with other credit than its offers give',
      { score: { ...score, walletCreditMinor: minor(1) } },
      'the credit',
    ],
    ['with something to pay', { score: { ...score, payableMinor: minor(1) } }, 'to pay is the whole'],
  ])('only as it is scored, and not %s', (_what, changed, message) => {
    expect(() => decideActivity(stampOf(1), { ...rewarded, ...changed })).toThrow(message);
  });

  test('under a key that neither an enrolment nor a sale of the same id has', () => {
    const keys = [activityKey, enrolKey, saleKey].map((key) => bytesToHex(key(sha256, testId(1))));
    expect(new Set(keys).size).toBe(3);
  });
});

describe('the body of a rewarded activity', () => {
  test('is read back, whatever was given under whatever rules', () => {
    fc.assert(
      fc.property(anyWelcome, (ruleSet) => {
        const entry = activityEntryOf(1, { ruleSet });
        expect(parseEntry(encodeEntry(entry))).toEqual(entry);
      }),
      { numRuns: 150 },
    );
  });

  test('has the bytes that this version writes', () => {
    expect(bytesToHex(sha256(encodeEntry(activityEntryOf(1))))).toMatchInlineSnapshot(
      `"a845f5391a12a691ed93e42104bde4798907c8d4fa4cd72fd049ab3a1bdb8651"`,
    );
  });

  const body = encodeEntry(activityEntryOf(1));
  const fields = decodeCanonical(body);
  const contentPlace = 19;
  const withField = (place: number, value: CanonicalValue): Uint8Array =>
    encodeCanonical(isList(fields) ? fields.with(place, value) : null);
  const withContent = (place: number, value: CanonicalValue): Uint8Array => {
    const content = isList(fields) ? fields[contentPlace] : undefined;
    return withField(contentPlace, isList(content) ? content.with(place, value) : null);
  };

  test.each<[string, Uint8Array]>([
    ['of the schema before', withField(0, 1)],
    ['of nobody', withField(13, null)],
    ['of no rules', withField(17, null)],
    ['of a sale', withField(1, 0)],
    ['of an enrolment', withField(1, 1)],
    ['of another activity', withContent(0, [4, null, 0])],
    ['without the value of its activity', withContent(0, [0, null])],
    ['without facts', withContent(4, null)],
    ['with a total too few', withContent(7, [25_000])],
    ['with a total too many', withContent(7, [25_000, 139, 0])],
  ])('is refused: %s', (_what, changed) => {
    expect(parseEntry(body)).toBeDefined();
    expect(parseEntry(changed)).toBeUndefined();
  });

  test('is refused at every byte that is cut off', () => {
    for (let length = 0; length < body.length; length += 1)
      expect(parseEntry(body.subarray(0, length))).toBeUndefined();
  });
});

function isList(value: CanonicalValue | undefined): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

describe('the postings of a rewarded activity', () => {
  test('give points and credit at once and held back, each grant in a lot of its own', () => {
    const entry = activityEntryOf(1);
    const held = postingsOf(entry).filter(({ account }) => account !== 'issued');
    expect(held.map(({ account, unit, amount: given }) => [account, unit, given])).toEqual([
      [`member:${memberRef}:wallet`, 'IRR', 20_000],
      [`member:${memberRef}:wallet_pending`, 'IRR', 5_000],
      [`member:${memberRef}:points`, 'points', 100],
      [`member:${memberRef}:points_pending`, 'points', 30],
      [`member:${memberRef}:points`, 'points', 9],
    ]);
    expect(held.map(({ lot, line }) => [lot.entryId, lot.line === line])).toEqual(
      held.map(() => [entry.entryId, true]),
    );
  });

  test('are numbered, balanced and the totals of the entry, whatever was given', () => {
    fc.assert(
      fc.property(anyWelcome, (ruleSet) => {
        const entry = activityEntryOf(1, { ruleSet });
        const postings = postingsOf(entry);
        assertBalanced(postings);
        expect(unbalancedUnits(postings)).toEqual([]);
        const issued = (unit: string): number =>
          postings
            .filter((posting) => posting.unit === unit && posting.account !== 'issued')
            .reduce((sum, posting) => sum + posting.amount, 0);
        const { pointsEarned, walletCreditMinor } = entry.content.totals;
        expect([issued('points'), issued('IRR')]).toEqual([pointsEarned, walletCreditMinor]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a rewarded activity', () => {
  const entry = activityEntryOf(1);

  test('is no visit, no purchase and no spending', () => {
    expect(activitiesOf(entry)).toEqual([]);
    expect(purchaseDaysOf(entry)).toEqual([]);
  });

  test('uses each applied offer once at its cost, on the local day of the store', () => {
    const [first] = entry.content.offers;
    invariant(first !== undefined, 'the sample has offers');
    const uses = offerUsesOf(entry);
    expect(uses).toHaveLength(4);
    expect(uses[0]).toEqual({
      offerId: 'welcome-credit',
      memberRef,
      date: '2026-11-21',
      uses: 1,
      costMinor: first.costMinor,
    });
    expect(first.costMinor).toBe(25_000);
  });

  test('gives its stamps', () => {
    expect(stampsOf(entry)).toEqual([{ memberRef, stampCardId: 'tea-card', stamps: 2 }]);
  });
});
