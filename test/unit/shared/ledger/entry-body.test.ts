import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { cutCauses, exclusionRules, itemKinds, usedUpScopes } from '#shared/ledger/sale-content.ts';
import type { KeptLimitUses, KeptVerdict } from '#shared/ledger/sale-content.ts';
import { enrolEntryOf, saleEntryOf, scoredEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, operatorId, richRuleSet, testId } from '#test/support/ledger.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { memberOf, ruleSetOf } from '#test/support/scoring.ts';

type Fields = CanonicalValue[];

/** The fields of a body, to be changed by a test. */
function fieldsOf(body: Uint8Array): Fields {
  const value = decodeCanonical(body);
  return Array.isArray(value) ? [...value] : [];
}

/** Place of the content behind the fields of the header. */
const contentPlace = 19;

function withField(body: Uint8Array, place: number, value: CanonicalValue): Uint8Array {
  return encodeCanonical(fieldsOf(body).with(place, value));
}

function withContentField(body: Uint8Array, place: number, value: CanonicalValue): Uint8Array {
  const content = fieldsOf(body)[contentPlace];
  return withField(body, contentPlace, Array.isArray(content) ? content.with(place, value) : null);
}

const noUse = { uses: 0, costMinor: minor(0) };

function offerWith(verdict: CanonicalValue): CanonicalValue {
  return ['offer', verdict, 0, 0, 0, 0, 0, [], [], []];
}

describe('an entry', () => {
  test('is read back from its body, whatever was sold under whatever rules', () => {
    fc.assert(
      fc.property(anyPricedSale, ({ ruleSet, input }) => {
        const entry = scoredEntryOf(1, ruleSet, input);
        expect(parseEntry(encodeEntry(entry))).toEqual(entry);
      }),
      { numRuns: 300 },
    );
  });

  test('is read back with every kind of verdict, cut, item and fact', () => {
    const entry = saleEntryOf(1);
    const [offer] = entry.content.offers;
    invariant(offer !== undefined, 'the sample sale has offers');
    const verdicts: readonly KeptVerdict[] = [
      { kind: 'applied' },
      { kind: 'beaten', byOfferId: 'b', byMinor: minor(1) },
      ...exclusionRules.map(
        (rule) => ({ kind: 'excluded', byOfferId: 'b', rule, byMinor: minor(2) }) as const,
      ),
      ...usedUpScopes.map((scope) => ({ kind: 'usedUp', scope }) as const),
      { kind: 'declined' },
      { kind: 'addsNothing' },
    ];
    const content = {
      ...entry.content,
      paymentMeans: 'wallet' as const,
      limitUses: { 'b/till/day': { uses: 2, costMinor: minor(7) }, 'a/chain/lifetime': noUse },
      facts: memberOf({
        segments: ['s'],
        tags: ['t', 'u'],
        consents: ['sms'],
        daysSinceLastVisit: null,
        purchases: {
          'days:30': { visits: 2, spentMinor: minor(5) },
          day: { visits: 0, spentMinor: minor(0) },
        },
        buckets: { test: 9_999 },
        stamps: { card: 3 },
        limitUses: { 'b/member/week': { uses: 1, costMinor: minor(3) } },
        isReferred: true,
        referrals: 2,
      }),
      offers: verdicts.map((verdict) => ({
        ...offer,
        verdict,
        items: itemKinds.map((kind) => ({
          kind,
          refId: kind === 'freeDelivery' ? null : 'ref',
          count: 2,
          worthMinor: minor(4),
          expireAfterDays: kind === 'coupon' ? 30 : null,
        })),
        cuts: cutCauses.map((by) => ({ by, lostMinor: minor(6) })),
      })),
    };
    expect(parseEntry(encodeEntry({ ...entry, content }))).toEqual({ ...entry, content });
  });

  test('has the same bytes whatever the order in which its facts were found', () => {
    const entry = saleEntryOf(1);
    const withUses = (limitUses: KeptLimitUses) =>
      bytesToHex(encodeEntry({ ...entry, content: { ...entry.content, limitUses } }));
    expect(withUses({ a: noUse, b: noUse })).toBe(withUses({ b: noUse, a: noUse }));
  });

  test('of an enrolment is read back from its body', () => {
    const entry = enrolEntryOf(4);
    expect(parseEntry(encodeEntry(entry))).toEqual(entry);
  });

  test('keeps who approved it and what it refers to', () => {
    const entry = {
      ...saleEntryOf(1),
      approverId: memberRef,
      refEntryId: testId(7),
      clockState: 'suspect' as const,
    };
    expect(parseEntry(encodeEntry(entry))).toEqual(entry);
  });

  test('has the bytes that this version writes', () => {
    expect(bytesToHex(sha256(encodeEntry(saleEntryOf(1))))).toMatchInlineSnapshot(
      `"5a14da845433b134e0783ff3adaeeb35c9b2cdcc94e71f24bc1684cc59fde7c5"`,
    );
    expect(bytesToHex(sha256(encodeEntry(saleEntryOf(1, { ruleSet: richRuleSet }))))).toMatchInlineSnapshot(
      `"4014d8cc5b50e1bffa02f91c8159cf8ed564ae6c9236f5354e58717d16b8d21f"`,
    );
    expect(bytesToHex(sha256(encodeEntry(enrolEntryOf(1))))).toMatchInlineSnapshot(
      `"832557965ff7a4f3d7d6f09e8702cc26047ae12fd62f8f4d119142b72b2ceb9f"`,
    );
  });

  test('cannot be made of a rule set that is not named by a hash', () => {
    expect(() => encodeEntry({ ...saleEntryOf(1), ruleSetHash: 'newest' })).toThrow('named by its SHA-256');
  });

  test('takes the smallest sale in less than 300 bytes', () => {
    const entry = saleEntryOf(1, { lines: [[1_000]], member: null, ruleSet: ruleSetOf({ offers: [] }) });
    expect(encodeEntry(entry).length).toBeLessThan(300);
  });
});

describe('a body that this schema does not know', () => {
  const sale = encodeEntry(saleEntryOf(1));
  const enrol = encodeEntry(enrolEntryOf(1));

  test.each<[string, Uint8Array]>([
    ['no array', encodeCanonical(1)],
    ['no fields', encodeCanonical([])],
    ['bytes that are not canonical', Uint8Array.from([...sale, 0])],
    ['a schema version to come', withField(sale, 0, 3)],
    ['a schema version that never was', withField(sale, 0, 0)],
    ['content of the version before', withField(sale, 0, 1)],
    ['another kind', withField(sale, 1, 9)],
    ['the other kind', withField(sale, 1, 1)],
    ['a device that is no UUID', withField(sale, 2, new Uint8Array(15))],
    ['a device that is text', withField(sale, 2, 'till')],
    ['an epoch that is text', withField(sale, 3, 'one')],
    ['another clock state', withField(sale, 10, 2)],
    ['a day that no calendar has', withField(sale, 11, '2026-02-30')],
    ['a day that is a number', withField(sale, 11, 20_260_230)],
    ['a card level of 4', withField(sale, 16, 4)],
    ['a rule set hash that is too short', withField(sale, 17, new Uint8Array(31))],
    ['a field too many', encodeCanonical([...fieldsOf(sale), null])],
    ['a field too few', encodeCanonical(fieldsOf(sale).slice(0, -1))],
    ['content that is no array', withField(sale, contentPlace, null)],
    ['a currency of two letters', withContentField(sale, 1, 'IR')],
    ['a moment without its minute', withContentField(sale, 3, ['2026-11-21'])],
    ['a moment of a day that no calendar has', withContentField(sale, 3, ['2026-02-30', 5])],
    ['another means of payment', withContentField(sale, 4, 4)],
    ['facts with a field too few', withContentField(sale, 5, ['silver', [], [], [], 10])],
    ['uses that are no list', withContentField(sale, 6, null)],
    [
      'uses whose keys fall',
      withContentField(sale, 6, [
        ['b', 1, 0],
        ['a', 1, 0],
      ]),
    ],
    [
      'uses with a key twice',
      withContentField(sale, 6, [
        ['a', 1, 0],
        ['a', 1, 0],
      ]),
    ],
    ['a wish with a number for an offer', withContentField(sale, 7, [[1], []])],
    ['lines that are no list', withContentField(sale, 8, null)],
    ['a verdict of another kind', withContentField(sale, 9, [offerWith([6])])],
    ['a verdict with a field too many', withContentField(sale, 9, [offerWith([0, 2])])],
    ['a rule of another kind', withContentField(sale, 9, [offerWith([2, 'b', 4, 0])])],
    ['totals with a number for a yes', withContentField(sale, 10, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0])],
    ['a record hash of 31 bytes', withField(enrol, contentPlace, [new Uint8Array(31)])],
  ])('is refused: %s', (_what, body) => {
    expect(parseEntry(body)).toBeUndefined();
  });

  test('is refused at every byte that is cut off', () => {
    for (let length = 0; length < sale.length; length += 1)
      expect(parseEntry(sale.subarray(0, length))).toBeUndefined();
  });

  test('never reads as the entry that it was before a bit changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: sale.length - 1 }), fc.nat({ max: 7 }), (place, bit) => {
        const flipped = Uint8Array.from(sale);
        flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
        expect(parseEntry(flipped)).not.toEqual(saleEntryOf(1));
      }),
    );
  });
});

test('the actor is kept as the operator who sold', () => {
  expect(saleEntryOf(1).actorId).toBe(operatorId);
});
