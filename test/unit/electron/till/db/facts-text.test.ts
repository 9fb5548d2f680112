import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOfText, factsText, pulledFactsText } from '#electron/till/db/stores/facts-text.ts';
import type { KeptFacts } from '#shared/contracts/sync/kept-facts.ts';
import { memberRecord } from '#shared/contracts/sync/pull-records.ts';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import { memberRecordsOf } from '#test/support/pulled-chain.ts';
import { present } from '#test/support/present.ts';
import '#test/support/property-seed.ts';

const amount = fc.maxSafeInteger();
const day = fc.constantFrom('2026-11-01', '2027-02-28', '1999-12-31');
const word = fc.string({ minLength: 1, maxLength: 12 });
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

const lot = fc
  .record({
    lotEntryId: fc.uuid({ version: 7 }),
    lotLine: fc.nat(9),
    unit: fc.constantFrom('points', 'money'),
    origin: fc.constantFrom(...lotOrigins),
    open: amount,
    held: amount,
    madeOn: day,
    releaseOn: orNull(day),
    expiresOn: orNull(day),
    otherKey: orNull(word),
  })
  .map(({ otherKey, ...rest }) => ({ key: otherKey ?? `${rest.lotEntryId}.${rest.lotLine}`, ...rest }));

const traits = fc.record({
  segments: fc.array(word, { maxLength: 2 }),
  tags: fc.array(word, { maxLength: 2 }),
  consents: fc.constant([]),
  effectiveDates: fc.array(fc.record({ dateKind: word, date: day }), { maxLength: 1 }),
  isReferred: fc.boolean(),
  referrals: fc.nat(5),
});

const told = fc.record({
  facts: fc.record(
    {
      traits,
      purchaseDays: fc.array(
        fc.record({ date: day, visits: amount, spentMinor: fc.integer({ min: -9, max: 9 }) }),
        { maxLength: 3 },
      ),
      stampsCollected: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,5}$/).map((name) => `s${name}`),
        amount,
      ),
    },
    { requiredKeys: [] },
  ),
  lots: fc.array(lot, { maxLength: 3 }),
  offerUses: fc.array(fc.record({ offerId: word, date: day, uses: amount, costMinor: amount }), {
    maxLength: 2,
  }),
  tierSetAtMs: orNull(amount),
  tierKeptUntil: orNull(day),
  hold: fc.constantFrom(null, 'overdraft', 'byHand'),
});

type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

/** Of somebody who was told like this. */
function recordOf({ facts, ...standing }: Told): PulledMember {
  const [{ member, ...rest }] = [present(memberRecordsOf()[0])];
  const { traits: _traits, purchaseDays: _days, stampsCollected: _stamps, ...plain } = member;
  return memberRecord.parse({ ...rest, member: { ...plain, ...facts }, ...standing });
}

function factsIn({ member, lots, offerUses, tierSetAtMs, tierKeptUntil, hold }: PulledMember): KeptFacts {
  const { traits: kept, purchaseDays, stampsCollected } = member;
  const isPlain = lots.length + offerUses.length === 0 && (tierSetAtMs ?? tierKeptUntil ?? hold) === null;
  return {
    ...(kept === undefined ? {} : { traits: kept }),
    ...(purchaseDays === undefined ? {} : { purchaseDays }),
    ...(stampsCollected === undefined ? {} : { stampsCollected }),
    ...(isPlain ? {} : { pulled: { lots, offerUses, tierSetAtMs, tierKeptUntil, hold } }),
  };
}

test('whatever HQ tells of a member comes back from the short text as it was', () => {
  fc.assert(
    fc.property(told.map(recordOf), (record) => {
      const text = pulledFactsText(record);
      expect(text === null ? {} : factsOfText(text)).toEqual(factsIn(record));
    }),
  );
});

test('nothing is kept of a member of whom nothing special is told', () => {
  const plain = recordOf({
    facts: {},
    lots: [],
    offerUses: [],
    tierSetAtMs: null,
    tierKeptUntil: null,
    hold: null,
  });
  expect(pulledFactsText(plain)).toBe(null);
  expect(factsText({})).toBe(null);
});

test('the places of the short text are the ones that older caches hold', () => {
  const id = '0193a0b0-0000-7000-8000-000000000001';
  const text = `[["2026-11-01",3,900000],[null,"${id}",0,"points","earned",5,0,"2026-11-01",null,"2027-11-01"],["o",
    "2026-11-02",1,2],7,"2027-01-01","byHand",null,{"coffee":4}]`;
  expect(factsOfText(text)).toEqual({
    purchaseDays: [{ date: '2026-11-01', visits: 3, spentMinor: 900_000 }],
    stampsCollected: { coffee: 4 },
    pulled: {
      lots: [
        {
          key: `${id}.0`,
          lotEntryId: id,
          lotLine: 0,
          unit: 'points',
          origin: 'earned',
          open: 5,
          held: 0,
          madeOn: '2026-11-01',
          releaseOn: null,
          expiresOn: '2027-11-01',
        },
      ],
      offerUses: [{ offerId: 'o', date: '2026-11-02', uses: 1, costMinor: 2 }],
      tierSetAtMs: 7,
      tierKeptUntil: '2027-01-01',
      hold: 'byHand',
    },
  });
});

test('facts of a chain in files keep their names', () => {
  const facts: KeptFacts = { lots: [{ key: 'k', unit: 'points', amount: 3, expiresOn: null }] };
  expect(factsOfText(factsText(facts) ?? '')).toEqual(facts);
});
