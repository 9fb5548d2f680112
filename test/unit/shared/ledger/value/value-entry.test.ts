import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import { formerSchemaVersion, isValueEntry } from '#shared/ledger/entry.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { accountOf, assertBalanced, memberAccountOf } from '#shared/ledger/posting.ts';
import { lotChangesOf, newLotsOf } from '#shared/ledger/value/lot-state.ts';
import { valueKinds } from '#shared/ledger/value/value-details.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { testId } from '#test/support/ledger.ts';
import { anyMove, anyValueEntry, anyValueOf } from '#test/support/value-arbitraries.ts';

/** Places of fields in a body. */
const versionPlace = 0;
const contentPlace = 19;
const movesPlace = 2;

function changed(entry: ValueEntry, place: number, value: CanonicalValue): Uint8Array {
  const fields = decodeCanonical(encodeEntry(entry));
  return encodeCanonical(Array.isArray(fields) ? fields.with(place, value) : null);
}

describe('an entry that moves value', () => {
  test.for(valueKinds)('is read back from its body: %s', (kind) => {
    fc.assert(
      fc.property(anyValueOf(kind), (entry) => {
        expect(isValueEntry(entry)).toBe(true);
        expect(parseEntry(encodeEntry(entry))).toEqual(entry);
      }),
      { numRuns: 60 },
    );
  });

  test('is no entry of the first schema version', () => {
    const [entry] = fc.sample(anyValueOf('topUp'), 1);
    if (entry === undefined) throw new Error('there is a sample');
    expect(parseEntry(changed(entry, versionPlace, formerSchemaVersion))).toBeUndefined();
  });

  test('cannot be read with a move of nothing or less', () => {
    fc.assert(
      fc.property(anyValueOf('adjust'), anyMove, fc.integer({ max: 0 }), (entry, move, amount) => {
        const withMove: ValueEntry = { ...entry, content: { ...entry.content, moves: [move] } } as ValueEntry;
        const fields = decodeCanonical(encodeEntry(withMove));
        const content = Array.isArray(fields) ? fields[contentPlace] : undefined;
        if (!Array.isArray(content)) throw new Error('a content is a list');
        const moves = content[movesPlace];
        const first = Array.isArray(moves) ? moves[0] : undefined;
        if (!Array.isArray(first)) throw new Error('a move is a list');
        const wrong = content.with(movesPlace, [first.with(1, amount)]);
        expect(parseEntry(changed(withMove, contentPlace, wrong))).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test('moves each amount from one account to another, in the lot that it names', () => {
    fc.assert(
      fc.property(anyValueEntry, (entry) => {
        const postings = postingsOf(entry);
        assertBalanced(postings);
        expect(postings).toHaveLength(entry.content.moves.length * 2);
        for (const [index, { from, to, amount, lot }] of entry.content.moves.entries()) {
          const line = index * 2;
          const named =
            lot.kind === 'entry'
              ? { entryId: lot.entryId, line: lot.line }
              : { entryId: entry.entryId, line };
          expect(postings[line]).toMatchObject({ account: accountOf(to), amount, lot: named });
          expect(postings[line + 1]).toMatchObject({ account: accountOf(from), amount: -amount, lot: named });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('tells the sums that offers ask for by its own words', () => {
    const [entry] = fc.sample(anyValueOf('refund'), 1);
    if (entry === undefined) throw new Error('there is a sample');
    const member = testId(9);
    const fact = {
      memberRef: member,
      date: '2026-11-20',
      visits: -1,
      spentMinor: minor(-500),
      offerUses: [{ offerId: 'a', uses: -1, costMinor: minor(-50) }],
      stamps: [{ stampCardId: 'card', stamps: -2 }],
      pointsEarned: -5,
      tierProgress: -1,
    };
    const withFacts = (facts: typeof entry.content.facts): ValueEntry =>
      ({ ...entry, content: { ...entry.content, facts } }) as ValueEntry;
    const back = withFacts([fact]);
    expect(activitiesOf(back)).toEqual([
      { memberRef: member, visits: -1, spentMinor: -500, lastVisitAtMs: 0 },
    ]);
    expect(purchaseDaysOf(back)).toEqual([
      { memberRef: member, date: '2026-11-20', visits: -1, spentMinor: -500 },
    ]);
    expect(offerUsesOf(back)).toEqual([
      { offerId: 'a', memberRef: member, date: '2026-11-20', uses: -1, costMinor: -50 },
    ]);
    expect(stampsOf(back)).toEqual([{ memberRef: member, stampCardId: 'card', stamps: -2 }]);
    const given = withFacts([{ ...fact, visits: 1 }]);
    expect(activitiesOf(given)[0]?.lastVisitAtMs).toBe(entry.wallMs);
    const ofNobody = withFacts([{ ...fact, memberRef: null }]);
    expect([activitiesOf(ofNobody), purchaseDaysOf(ofNobody), stampsOf(ofNobody)]).toEqual([[], [], []]);
    const unmoved = withFacts([{ ...fact, visits: 0, spentMinor: minor(0) }]);
    expect([activitiesOf(unmoved), purchaseDaysOf(unmoved)]).toEqual([[], []]);
  });
});

describe('lots', () => {
  test('add up to what their members hold, whatever is booked', () => {
    fc.assert(
      fc.property(anyValueEntry, (entry) => {
        const held = postingsOf(entry).filter(({ account }) => memberAccountOf(account) !== undefined);
        const changes = lotChangesOf(entry);
        const sum = (amounts: readonly number[]): number => amounts.reduce((total, next) => total + next, 0);
        expect(sum(changes.map(({ open, held: kept }) => open + kept))).toBe(
          sum(held.map(({ amount }) => amount)),
        );
        for (const lot of newLotsOf(entry)) {
          const move = entry.content.moves[lot.lot.line / 2];
          expect(move?.lot.kind).toBe('own');
          expect(lot.madeOn).toBe(entry.content.moment.localDate);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of a sale end as many days after their release as the offer says', () => {
    const sale = saleEntryOf(1);
    const lots = newLotsOf(sale);
    expect(lots.length).toBeGreaterThan(0);
    expect(lotChangesOf(sale).length).toBeGreaterThanOrEqual(lots.length);
    const [offer] = sale.content.offers;
    if (offer === undefined) throw new Error('the sale has offers');
    const timed = [
      { unit: 'points' as const, amount: 9, releaseAfterDays: 7, expireAfterDays: 30 },
      { unit: 'points' as const, amount: 0, releaseAfterDays: 0, expireAfterDays: null },
      { unit: 'walletCredit' as const, amount: 5, releaseAfterDays: 0, expireAfterDays: null },
    ];
    const offers = [{ ...offer, verdict: { kind: 'applied' as const }, timed }];
    const dated = { ...sale, content: { ...sale.content, offers } };
    expect(newLotsOf(dated)).toMatchObject([
      { unit: 'points', origin: 'earned', releaseOn: '2026-11-28', expiresOn: '2026-12-28' },
      { unit: 'money', origin: 'earned', releaseOn: null, expiresOn: null },
    ]);
    expect(lotChangesOf(dated)).toMatchObject([
      { open: 0, held: 9 },
      { open: 5, held: 0 },
    ]);
  });

  test('are made by no enrolment', () => {
    expect([newLotsOf(enrolEntryOf(1)), lotChangesOf(enrolEntryOf(1))]).toEqual([[], []]);
  });
});
