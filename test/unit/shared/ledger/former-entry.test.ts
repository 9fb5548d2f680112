/** Entries that a till of the first release wrote, kept as it wrote them: they are read for ever. */

import { describe, expect, test } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { Entry, FormerSaleEntry } from '#shared/ledger/entry.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { formerTill } from '#test/support/former-till.ts';

const told = formerTill();
const bodies = told.entries.map(({ body }) => bytesOf(body));
const entries = bodies.map(entryOf);

function bytesOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes !== undefined, 'the fixture is hexadecimal');
  return bytes;
}

function entryOf(body: Uint8Array): Entry {
  const entry = parseEntry(body);
  invariant(entry !== undefined, 'an entry of the first release can be read');
  return entry;
}

function saleAt(index: number): FormerSaleEntry {
  const entry = entries[index];
  invariant(entry?.kind === 'sale' && isFormerSale(entry), 'the fixture has a sale there');
  return entry;
}

describe('an entry of the first release', () => {
  test('is read with the version that it was written in', () => {
    expect(entries.map(({ kind, schemaVersion, seq }) => [kind, schemaVersion, seq])).toEqual(
      told.entries.map(({ kind, seq }) => [kind, 1, seq]),
    );
  });

  test('keeps its place in the chain: its bytes have the hash that was stored', () => {
    const [first] = entries;
    invariant(first !== undefined, 'the fixture has entries');
    let previous = genesisHash(sha256, first.deviceId, first.epoch);
    for (const [index, body] of bodies.entries()) {
      previous = entryHash(sha256, previous, body);
      expect(bytesToHex(previous)).toBe(told.entries[index]?.hash);
    }
  });

  test('has what was sold, by what facts, and what it gave', () => {
    const { content, memberRef } = saleAt(0);
    expect(content.facts).toEqual({ tierId: 'silver', earlierVisits: 10, isBirthdayNear: true });
    expect(content.lines).toHaveLength(3);
    expect(content.totals).toEqual({
      grossMinor: 5_623_456,
      discountMinor: 0,
      payableMinor: 5_623_456,
      walletCreditMinor: 1_124_691,
      pointsEarned: 56,
    });
    expect(content.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`)).toEqual([
      'birthday applied',
      'points applied',
      'big beaten',
    ]);
    expect(memberRef).not.toBeNull();
  });

  test('posts what it always posted', () => {
    const sale = saleAt(0);
    expect(postingsOf(sale).map(({ line, account, unit, amount }) => [line, account, unit, amount])).toEqual([
      [0, `member:${sale.memberRef}:wallet`, 'IRR', 1_124_691],
      [1, 'issued', 'IRR', -1_124_691],
      [2, `member:${sale.memberRef}:points`, 'points', 56],
      [3, 'issued', 'points', -56],
    ]);
  });

  test('counts as a visit, a day of purchases and a use of each applied offer, and gave no stamps', () => {
    const sale = saleAt(0);
    const { memberRef } = sale;
    expect(activitiesOf(sale)).toMatchObject([{ memberRef, visits: 1, spentMinor: 5_623_456 }]);
    expect(purchaseDaysOf(sale)).toEqual([
      { memberRef, date: '2026-11-21', visits: 1, spentMinor: 5_623_456 },
    ]);
    expect(offerUsesOf(sale)).toEqual([
      { offerId: 'birthday', memberRef, date: '2026-11-21', uses: 1, costMinor: 1_124_691 },
      { offerId: 'points', memberRef, date: '2026-11-21', uses: 1, costMinor: 0 },
    ]);
    expect(stampsOf(sale)).toEqual([]);
  });

  test('is refused when it was cut off, like every other', () => {
    const [body] = bodies;
    invariant(body !== undefined, 'the fixture has entries');
    for (let length = 0; length < body.length; length += 7) {
      expect(parseEntry(body.subarray(0, length))).toBeUndefined();
    }
  });
});
