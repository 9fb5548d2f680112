import { describe, expect, test } from 'vitest';
import type { MemberRef } from '#shared/domain/member.ts';
import { givenOf } from '#shared/ledger/value/given.ts';
import type { AccountRef, Move } from '#shared/ledger/value/value-content.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, otherMemberRef, testId } from '#test/support/ledger.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const shop: AccountRef = { kind: 'shop', account: 'redeemed' };

function at(ref: MemberRef, purse: 'points' | 'wallet'): AccountRef {
  return { kind: 'member', memberRef: ref, purse };
}

function move(from: AccountRef, to: AccountRef, amount: number): Move {
  const isPoints = [from, to].some((end) => end.kind === 'member' && end.purse === 'points');
  return { unit: isPoints ? 'points' : 'money', amount, from, to, lot: { kind: 'snapshot', key: '' } };
}

const out = [
  move(at(memberRef, 'points'), shop, 30),
  move(at(memberRef, 'points'), shop, 12),
  move(at(memberRef, 'wallet'), shop, 5_000),
];
const toOther = [...out, move(shop, at(otherMemberRef, 'points'), 42)];

describe('what left a member otherwise than to pay', () => {
  test('is all that a transfer takes from its member, and nothing of what the other one gets', () => {
    const detail = { toMemberRef: otherMemberRef };
    const content = { ...plainContent, moves: toOther, detail };
    const entry = valueEntryOf(1, { kind: 'transfer', content });
    expect(givenOf(entry)).toEqual({ memberRef, points: 42, walletMinor: 5_000 });
  });

  test('is nothing where an entry of such a kind takes nothing, or is of nobody', () => {
    const detail = { toMemberRef: otherMemberRef };
    const free = valueEntryOf(1, { kind: 'transfer', content: { ...plainContent, detail } });
    expect(givenOf(free)).toBeNull();
    const content = { ...plainContent, moves: out, detail };
    const ofMember = valueEntryOf(2, { kind: 'transfer', content });
    expect(givenOf({ ...ofMember, memberRef: null })).toBeNull();
  });

  test('comes back with a claim that is taken back', () => {
    const back = [move(shop, at(memberRef, 'points'), 42)];
    const content = {
      ...plainContent,
      moves: back,
      detail: { claimEntryId: testId(7), reasonId: 'mistake' },
    };
    const entry = valueEntryOf(3, { kind: 'cancelClaim', content });
    expect(givenOf(entry)).toEqual({ memberRef, points: -42, walletMinor: 0 });
  });

  test('is nothing for a sale', () => {
    expect(givenOf(saleEntryOf(1))).toBeNull();
  });
});
