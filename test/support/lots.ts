/** Lots for tests of what is spent: made by hand, and at random. */

import fc from 'fast-check';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { currency } from '#shared/domain/money.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';

/** The day of every spend here: the random lots end around it. */
export const spendingDay = '2026-11-22';
const spendingDayNumber = dayNumberOf(spendingDay);

export const rial = currency('IRR');

export const entryUuid = (number: number): Uuid =>
  uuid(`01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);

/** A lot of points with 100 open, made by entry 1. */
export function lotOf(changed: Partial<LotState> & { readonly entry?: number } = {}): LotState {
  const { entry = 1, ...fields } = changed;
  return {
    source: { kind: 'entry', entryId: entryUuid(entry), line: 0 },
    unit: 'points',
    origin: 'earned',
    madeOn: '2026-10-01',
    releaseOn: null,
    expiresOn: null,
    open: 100,
    held: 0,
    ...fields,
  };
}

const anyDay = fc.integer({ min: -40, max: 40 }).map((days) => isoDateOf(spendingDayNumber + days));

const anySource: fc.Arbitrary<LotState['source']> = fc.oneof(
  fc.record({
    kind: fc.constant('entry' as const),
    entryId: fc.integer({ min: 1, max: 9 }).map(entryUuid),
    line: fc.integer({ min: 0, max: 3 }).map((pair) => pair * 2),
  }),
  fc.record({ kind: fc.constant('snapshot' as const), key: fc.constantFrom('', 'a', 'b') }),
);

/** Lots of one unit, each of another source; some below 0, some ended, some held. */
export function anyLots(unit: LotState['unit'], openMax = 5_000): fc.Arbitrary<readonly LotState[]> {
  const anyLot = fc.record({
    source: anySource,
    unit: fc.constant(unit),
    origin: fc.constantFrom<LotState['origin']>('earned', 'bonus', 'toppedUp'),
    madeOn: fc.option(anyDay),
    releaseOn: fc.constant(null),
    expiresOn: fc.option(anyDay),
    open: fc.integer({ min: -openMax / 5, max: openMax }),
    held: fc.constantFrom(0, 7),
  });
  return fc.uniqueArray(anyLot, { maxLength: 8, selector: ({ source }) => JSON.stringify(source) });
}
