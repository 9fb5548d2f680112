import { describe, expect, test } from 'vitest';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { lotChangesOf, newLotsOf, termsOfGrant } from '#shared/ledger/value/lot-state.ts';
import { formerTill } from '#test/support/former-till.ts';
import { memberRef } from '#test/support/ledger.ts';
import { present } from '#test/support/present.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

describe('a lot', () => {
  test('of a sale of the first release was earned on its business day and never ends', () => {
    const [told] = formerTill().entries;
    const sale = present(parseEntry(present(hexToBytes(present(told).body))));
    const lots = newLotsOf(sale);
    expect(lots).toHaveLength(2);
    expect(lots).toMatchObject([
      { unit: 'money', origin: 'earned', madeOn: sale.businessDay, releaseOn: null, expiresOn: null },
      { unit: 'points', origin: 'earned', madeOn: sale.businessDay, releaseOn: null, expiresOn: null },
    ]);
    expect(lotChangesOf(sale)).toMatchObject([
      { unit: 'money', open: 1_124_691, held: 0 },
      { unit: 'points', open: 56, held: 0 },
    ]);
  });

  test('of the snapshot is changed under its own name, and made by no entry', () => {
    const lot = { kind: 'snapshot', key: 'spring' } as const;
    const entry = valueEntryOf(1, {
      kind: 'adjust',
      content: {
        ...plainContent,
        moves: [
          {
            unit: 'money',
            amount: 40,
            from: { kind: 'member', memberRef, purse: 'wallet_pending' },
            to: { kind: 'shop', account: 'breakage' },
            lot,
          },
        ],
        detail: { reasonId: 'mistake', batchId: null },
      },
    });
    expect(newLotsOf(entry)).toEqual([]);
    expect(lotChangesOf(entry)).toEqual([{ memberRef, unit: 'money', source: lot, open: 0, held: -40 }]);
  });

  test('is counted to its end from its release', () => {
    expect(termsOfGrant({ releaseAfterDays: 14, expireAfterDays: 30 }, '2026-11-21', 'bonus')).toEqual({
      origin: 'bonus',
      releaseOn: '2026-12-05',
      expiresOn: '2027-01-04',
    });
    expect(termsOfGrant({ releaseAfterDays: 0, expireAfterDays: null }, '2026-11-21', 'earned')).toEqual({
      origin: 'earned',
      releaseOn: null,
      expiresOn: null,
    });
  });
});
