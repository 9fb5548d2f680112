import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import type { SoldLine } from '#shared/ledger/sale-content.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { present } from '#test/support/present.ts';

const entry = saleEntryOf(1);
const line = present(entry.content.lines[0]);

test.each<[string, Partial<SoldLine>]>([
  ['nothing', {}],
  ['a brand', { brandId: 'brand' }],
  ['tags', { tags: ['new', 'tea'] }],
  ['a reduced price', { isReduced: true }],
  ['a tax', { taxBasisPoints: 900 }],
  ['a lowest price', { floorUnitPriceMinor: minor(7) }],
])('a line of which %s is known besides is read back with that alone', (_what, product) => {
  const sold = { ...entry, content: { ...entry.content, lines: [{ ...line, ...product }] } };
  expect(parseEntry(encodeEntry(sold))).toEqual(sold);
});
