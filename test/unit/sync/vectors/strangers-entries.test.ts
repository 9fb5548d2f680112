/** Bodies of entries that docs/entry-body.md leads to, by code that shares nothing with ours, are entries to ours. */

import { expect, test } from 'vitest';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { book, enrolContent, enrolKey, kinds, saleContent, saleKey } from '#test/stranger/entries.ts';
import type { Chain, Stamp } from '#test/stranger/entries.ts';
import type { Value } from '#test/stranger/canonical.ts';
import { sha256, uuidBytes } from '#test/stranger/secrets.ts';
import { present } from '#test/support/present.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';

const id = (number: number): string => `0193a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const day = '2026-11-22';
const chain = (): Chain => ({ deviceId: id(1), epoch: 1, bodies: [] });

function parsed(opKey: Buffer, kind: number, content: Value) {
  const till = chain();
  const stamp: Stamp = {
    entryId: id(2),
    opKey,
    atMs: 1_795_262_400_000,
    day,
    storeId: 'tajrish',
    memberRef: id(3),
    operatorId: id(4),
    ruleSetHash: null,
  };
  book(till, stamp, { kind, content });
  return present(parseEntry(new Uint8Array(present(till.bodies[0]))));
}

test('a new member and a sale written from the page alone are read as what they are', () => {
  const sealed = { ciphertext: Buffer.from('sealed'), sealedKey: Buffer.alloc(0) };
  expect(parsed(enrolKey(id(5)), kinds.enrol, enrolContent(sealed))).toMatchObject({
    kind: 'enrol',
    memberRef: id(3),
  });
  const sale = { basketId: id(6), lineId: id(7), day, priceRial: 900_000, points: 12 };
  const entry = parsed(saleKey(id(6)), kinds.sale, saleContent(sale));
  expect(entry).toMatchObject({ kind: 'sale', businessDay: day, seq: 1, storeId: 'tajrish' });
  expect(postingsOf(entry).map(({ account, amount }) => [account, amount])).toEqual([
    [`member:${id(3)}:points`, 12],
    ['issued', -12],
  ]);
});

test('a redemption written from the page alone takes from the lot that it names', () => {
  const redeem = 3;
  const member: Value = [0, uuidBytes(id(3)), 0];
  const move: Value = [0, 40, member, [2, 1], [2, `${id(2)}.0`]];
  const tender: Value = [0, 40, 40_000, null, uuidBytes(id(3))];
  const detail: Value = [uuidBytes(id(6)), [tender], 900_000, 860_000];
  const opKey = sha256('value/redeem', uuidBytes(id(6)));
  const entry = parsed(opKey, redeem, ['IRR', [day, 600], [move], [], detail]);
  expect(entry).toMatchObject({
    kind: 'redeem',
    content: { moves: [{ amount: 40, to: { account: 'redeemed' } }] },
  });
  expect(entry.opKey).toEqual(valueKey(segmentPorts.sha256, 'redeem', uuid(id(6))));
});
