import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberLots } from '#electron/till/members/member-lots.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import type { PulledFacts } from '#shared/contracts/sync/kept-facts.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import { lotKeyOf } from '#sync/core/lot-key.ts';
import '#test/support/property-seed.ts';

const member = uuid('0193a0b0-0000-7000-8000-0000000000c1');
const former = uuid('0193a0b0-0000-7000-8000-0000000000c2');
const lotId = (place: number) => uuid(`0193a0b0-0000-7000-8000-${String(place).padStart(12, '0')}`);

/** One lot: which of three tills made it, and what each till added to it at hand and held back since. */
type ModelLot = {
  readonly madeBy: number;
  readonly moves: readonly { readonly till: number; readonly amount: number }[];
};

const modelLots = fc.array(
  fc.record({
    madeBy: fc.nat({ max: 2 }),
    moves: fc.array(fc.record({ till: fc.nat({ max: 2 }), amount: fc.integer({ min: -50, max: 50 }) }), {
      maxLength: 6,
    }),
  }),
  { maxLength: 8 },
);

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const by = (lot: ModelLot, isCounted: (till: number) => boolean): number =>
  sum(lot.moves.filter(({ till }) => isCounted(till)).map(({ amount }) => amount));

/** What the till with this number is told, and what its own ledger says; references take turns. */
function seenBy(till: number, lots: readonly ModelLot[]) {
  const refOf = (place: number) => (place % 2 === 0 ? member : former);
  const pulledLots: PulledFacts['lots'] = lots.flatMap((lot, place) => {
    const open = by(lot, (other) => other !== till);
    const terms = { unit: 'points', origin: 'earned', madeOn: '2026-11-01', releaseOn: null } as const;
    const lotEntryId = lotId(place);
    const key = lotKeyOf({ entryId: lotEntryId, line: 0 });
    return open === 0
      ? []
      : [{ ...terms, key, lotEntryId, lotLine: 0, open, held: 0, expiresOn: '2027-01-01' }];
  });
  const own = lots.flatMap((lot, place): readonly (LotState & { readonly ref: typeof member })[] => {
    const open = by(lot, (other) => other === till);
    if (lot.madeBy !== till || open === 0) return [];
    const source = { kind: 'entry', entryId: lotId(place), line: 0 } as const;
    const terms = { unit: 'points', origin: 'earned', madeOn: '2026-11-01', releaseOn: null } as const;
    return [{ ...terms, source, expiresOn: '2027-01-01', open, held: 0, ref: refOf(place) }];
  });
  const draws = lots.flatMap((lot, place) => {
    const amount = by(lot, (other) => other === till);
    const key = lotKeyOf({ entryId: lotId(place), line: 0 });
    return lot.madeBy === till || amount === 0
      ? []
      : [{ unit: 'points' as const, key, amount, ref: refOf(place) }];
  });
  const ledger = {
    sha256,
    ownLots: (ref: typeof member) => own.filter((lot) => lot.ref === ref).map(({ ref: _ref, ...lot }) => lot),
    snapshotDraws: (ref: typeof member) => draws.filter((draw) => draw.ref === ref),
  };
  const pointsBalance = sum(lots.map((lot) => by(lot, (other) => other !== till)));
  return memberLots([member, former], { pointsBalance, walletMinor: 0, lots: [], pulledLots }, ledger);
}

test('every till sees each lot of a member as it stands over all tills, whoever made it and took from it', () => {
  fc.assert(
    fc.property(modelLots, fc.nat({ max: 2 }), (lots, till) => {
      const seen = seenBy(till, lots);
      const expected = new Map(
        lots.flatMap((lot, place) => {
          const open = by(lot, () => true);
          return open === 0 ? [] : [[lotKeyOf({ entryId: lotId(place), line: 0 }), open] as const];
        }),
      );
      const found = new Map(
        seen.map(({ source, open }) => [source.kind === 'entry' ? lotKeyOf(source) : source.key, open]),
      );
      expect(found).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('what was taken of a lot before the till had an HQ is found again under the name that HQ gives it', () => {
  const brought = memberLots(
    [member],
    { pointsBalance: 100, walletMinor: 0, lots: [], pulledLots: [] },
    { sha256, ownLots: () => [], snapshotDraws: () => [{ unit: 'points', key: '', amount: -30 }] },
  );
  expect(brought).toMatchObject([{ source: { key: '' }, open: 70 }]);
});
