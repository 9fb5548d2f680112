/**
 * What no type allows and a fault of the program might hand over all the same: it is met with an error before a byte of
 * it is written, never with a guess. The casts are the faults under test.
 */

import { describe, expect, test } from 'vitest';
import { InvariantError } from '#shared/kernel/invariant.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { keptOffer } from '#shared/ledger/keep-score.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { accountOf } from '#shared/ledger/posting.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef } from '#test/support/ledger.ts';
import { present } from '#test/support/present.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const strange: unknown = { kind: 'strange' };
const noSuchCase = new InvariantError('invariant broken: no such case: {"kind":"strange"}');

const move: Move = {
  unit: 'points',
  amount: 5,
  from: { kind: 'member', memberRef, purse: 'points' },
  to: { kind: 'shop', account: 'redeemed' },
  lot: { kind: 'snapshot', key: 'a' },
};

describe('a kind that there is not', () => {
  test('of an entry is neither written nor posted', () => {
    const entry = { ...enrolEntryOf(1), kind: 'strange' } as never;
    expect(() => encodeEntry(entry)).toThrow('no such case');
    expect(() => postingsOf(entry)).toThrow('no such case');
  });

  test('of a verdict is neither kept nor written', () => {
    const entry = saleEntryOf(1);
    const offer = { ...present(entry.content.offers[0]), verdict: strange as never };
    expect(() => keptOffer(offer)).toThrow(noSuchCase);
    const content = { ...entry.content, offers: [offer] };
    expect(() => encodeEntry({ ...entry, content })).toThrow(noSuchCase);
  });

  test('of an account is neither named nor written', () => {
    expect(() => accountOf(strange as never)).toThrow(noSuchCase);
    expect(() => encodeEntry(toppedUp({ ...move, to: strange as never }))).toThrow(noSuchCase);
  });

  test('of a lot is not written', () => {
    expect(() => encodeEntry(toppedUp({ ...move, lot: strange as never }))).toThrow(noSuchCase);
  });
});

function toppedUp(moved: Move): ValueEntry {
  const detail = { cause: 'cash', reasonId: null } as const;
  return valueEntryOf(1, { kind: 'topUp', content: { ...plainContent, moves: [moved], detail } });
}
