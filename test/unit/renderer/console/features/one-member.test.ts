import { describe, expect, it } from 'vitest';
import { mattersOf } from '#renderer/console/features/members/member-matters.ts';
import { memberNumberIn } from '#renderer/console/features/members/member-number.ts';

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
