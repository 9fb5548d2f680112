import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, operatorId, testId } from '#test/support/ledger.ts';
import { anyLines, anyMember, anyOffers, anyValuation } from '#test/support/scoring-arbitraries.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

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

describe('an entry', () => {
  test('is read back from its body, whatever was sold under whatever rules', () => {
    fc.assert(
      fc.property(anyOffers, anyValuation, anyLines, anyMember, (offers, valuation, lines, facts) => {
        const ruleSet = ruleSetOf(offers, valuation);
        const member = facts === null ? null : memberRef;
        const entry = saleEntryOf(1, { lines, member, ruleSet, ...(facts === null ? {} : { facts }) });
        expect(parseEntry(encodeEntry(entry))).toEqual(entry);
      }),
      { numRuns: 300 },
    );
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

  test('says nothing of a birthday but that it was near', () => {
    const far = saleEntryOf(1, { facts: { tierId: 'silver', earlierVisits: 10, daysToBirthday: -3 } });
    const near = saleEntryOf(1, { facts: { tierId: 'silver', earlierVisits: 10, daysToBirthday: 0 } });
    expect(bytesToHex(encodeEntry(far))).toBe(bytesToHex(encodeEntry(near)));
    expect(near.content.facts).toEqual({ tierId: 'silver', earlierVisits: 10, isBirthdayNear: true });
  });

  test('has the bytes that the first release writes', () => {
    expect(bytesToHex(sha256(encodeEntry(saleEntryOf(1))))).toMatchInlineSnapshot(
      `"9d50e91faa1dff207c6fe2b4ea4b17eaa296194af23b3f717033b89487f54359"`,
    );
    expect(bytesToHex(sha256(encodeEntry(enrolEntryOf(1))))).toMatchInlineSnapshot(
      `"db9099bbbd50484c9fb1786f3b09ca82a19e25a427dca02e9fe635a13e055dac"`,
    );
  });

  test('cannot be made of a rule set that is not named by a hash', () => {
    expect(() => encodeEntry({ ...saleEntryOf(1), ruleSetHash: 'newest' })).toThrow('named by its SHA-256');
  });

  test('takes the smallest sale in less than 300 bytes', () => {
    const entry = saleEntryOf(1, { lines: [[1_000]], member: null, ruleSet: ruleSetOf([]) });
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
    ['another schema version', withField(sale, 0, 2)],
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
    ['facts with a field too few', withContentField(sale, 3, ['silver', 10])],
    ['facts with a number for a yes', withContentField(sale, 3, ['silver', 10, 1])],
    ['lines that are no list', withContentField(sale, 4, null)],
    ['a verdict of another kind', withContentField(sale, 5, [['offer', [2], 0, 0, 0, 0, false, []]])],
    ['a reason of another kind', withContentField(sale, 5, [['offer', [0], 0, 0, 0, 0, false, [[6]]]])],
    [
      'a reason with a field too many',
      withContentField(sale, 5, [['offer', [0], 0, 0, 0, 0, false, [[4, 2]]]]),
    ],
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
