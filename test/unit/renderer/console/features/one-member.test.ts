import { describe, expect, it } from 'vitest';
import { mattersOf } from '#renderer/console/features/members/member-matters.ts';
import { memberNumberIn } from '#renderer/console/features/members/member-number.ts';
import { isOlderEntry } from '#renderer/console/features/members/older-entry.ts';
import { statementKind } from '#renderer/console/features/members/statement-kinds.ts';
import { knownReason } from '#renderer/console/parts/known-reason.ts';
import { valueKinds } from '#shared/ledger/value/value-details.ts';
import { flagReasons, quarantineReasons, repeatReasons } from '#sync/server/truth/dispositions.ts';

const number = '0190a6b0-0000-7000-8000-000000000001';

describe('the number of a member', () => {
  it('is taken as somebody pastes it, and nothing else is one', () => {
    expect(memberNumberIn(`  ${number.toUpperCase()}\n`)).toBe(number);
    for (const text of ['', number.slice(1), `${number}0`, number.replace('0', 'g')]) {
      expect(memberNumberIn(text)).toBeUndefined();
    }
  });
});

describe('what can be decided about a member', () => {
  it('is what HQ would do in that state, and no more', () => {
    expect(mattersOf({ state: 'active', hold: null })).toEqual(['hold', 'merge', 'erase']);
    expect(mattersOf({ state: 'active', hold: 'overdraft' })).toEqual(['lift', 'merge', 'erase']);
    expect(mattersOf({ state: 'merged', hold: 'byHand' })).toEqual(['unmerge']);
    expect(mattersOf({ state: 'erased', hold: null })).toEqual([]);
  });
});

describe('the entries of a member', () => {
  const at = (hlcMs: number, device: string, seq: number, member = 'b') => ({
    cursor: `${hlcMs}_a-${device}_1_0_${seq}_m-${member}`,
  });

  it('stand in the order of HQ: by time, then by till, number and member', () => {
    const inOrder = [
      at(1000, 'b', 2),
      at(999, 'c', 10),
      at(999, 'b', 10),
      at(999, 'b', 9),
      at(999, 'b', 9, 'a'),
    ];
    for (const [index, entry] of inOrder.entries()) {
      const behind = inOrder.filter((each) => isOlderEntry(each, entry));
      expect(behind).toEqual(inOrder.slice(index + 1));
    }
  });

  it('have words for every kind and every reason that HQ knows, and for those that it will know', () => {
    for (const kind of [...valueKinds, 'sale', 'activity', 'enrol']) expect(statementKind(kind)).toBe(kind);
    for (const reason of [...flagReasons, ...quarantineReasons, ...repeatReasons]) {
      expect(knownReason(reason)).toBe(reason);
    }
    expect([statementKind('toString'), knownReason('toString')]).toEqual(['other', 'other']);
  });
});
