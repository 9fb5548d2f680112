import { describe, expect, it } from 'vitest';
import {
  choiceOf,
  isOutOfReach,
  isWished,
  noWish,
  wishAfter,
  wishedWithMax,
  wishedWithoutMax,
} from '#renderer/cashier/stores/wish.ts';
import { minor } from '#shared/domain/money.ts';
import { answerWith, everyVerdict } from '../offers/every-kind.ts';

describe('what the customer asks for instead of the best', () => {
  it('lets the newest wish win over older ones', () => {
    const first = wishAfter(noWish, 'silver', 'use');
    expect(wishAfter(first, 'festival', 'use')).toEqual({ with: ['festival', 'silver'], without: [] });
    expect(wishAfter({ with: ['a', 'b'], without: [] }, 'b', 'use').with).toEqual(['b', 'a']);
  });

  it('never wants and refuses the same offer', () => {
    const left = wishAfter({ with: ['silver'], without: [] }, 'silver', 'leaveOut');
    expect(left).toEqual({ with: [], without: ['silver'] });
    expect(wishAfter(left, 'silver', 'use')).toEqual({ with: ['silver'], without: [] });
  });

  it('is taken back one by one', () => {
    const wish = { with: ['a', 'b'], without: ['c', 'd'] };
    expect(wishAfter(wish, 'a', 'takeBack')).toEqual({ with: ['b'], without: ['c', 'd'] });
    expect(wishAfter(wish, 'd', 'useAfterAll')).toEqual({ with: ['a', 'b'], without: ['c'] });
    expect([noWish, wish, { with: [], without: ['c'] }].map(isWished)).toEqual([false, true, true]);
  });

  it('never grows past what the till takes', () => {
    const names = Array.from({ length: 200 }, (_, index) => `offer-${index}`);
    const wanted = names.reduce((wish, name) => wishAfter(wish, name, 'use'), noWish);
    expect(wanted.with).toHaveLength(wishedWithMax);
    expect(wanted.with[0]).toBe('offer-199');
    const refused = names.reduce((wish, name) => wishAfter(wish, name, 'leaveOut'), noWish);
    expect(refused.without).toHaveLength(wishedWithoutMax);
  });
});

describe('what can be asked of a matched offer', () => {
  it('is something only where asking changes something', () => {
    const choices = Object.values(everyVerdict).map((verdict) => choiceOf(answerWith({ verdict }), noWish));
    expect(choices).toEqual(['leaveOut', 'use', 'use', null, null, null]);
  });

  it('is to take back what was wished before', () => {
    const applied = answerWith({});
    expect(choiceOf(applied, { with: ['best'], without: [] })).toBe('takeBack');
    const declined = answerWith({ verdict: everyVerdict.declined });
    expect(choiceOf(declined, { with: [], without: ['best'] })).toBe('useAfterAll');
    const kept = answerWith({ verdict: { kind: 'beaten', byOfferId: 'other', byMinor: minor(1) } });
    expect(choiceOf(kept, { with: ['other', 'best'], without: [] })).toBe('use');
  });
});

describe('a wish that this basket cannot have', () => {
  const applied = answerWith({ offerId: 'a' });
  const beaten = answerWith({ offerId: 'b', verdict: everyVerdict.beaten });
  const usedUp = answerWith({ offerId: 'c', verdict: everyVerdict.usedUp });

  it('is one that does not match any more, or is used up', () => {
    expect(isOutOfReach([applied], { with: ['gone'], without: [] })).toBe(true);
    expect(isOutOfReach([applied, usedUp], { with: ['c'], without: [] })).toBe(true);
  });

  it('is none that applies, gave way to a newer one, or was only left out', () => {
    expect(isOutOfReach([applied, beaten], { with: ['a', 'b'], without: ['gone'] })).toBe(false);
  });
});
