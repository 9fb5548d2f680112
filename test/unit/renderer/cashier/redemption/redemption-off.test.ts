import { describe, expect, it } from 'vitest';
import { redemptionOff } from '#renderer/cashier/redemption/redemption-off.ts';

const wellLine = { redemption: null };

describe('paying with points and credit', () => {
  it('is open at a till that is alone, at one whose line is down, and to nobody in particular', () => {
    expect(redemptionOff(null, null)).toBeNull();
    expect(redemptionOff(wellLine, {})).toBeNull();
    expect(redemptionOff({ redemption: 'offline' }, {})).toBeNull();
  });

  it('is off for a member on hold, with the reason of the hold', () => {
    expect(redemptionOff(wellLine, { hold: 'overdraft' })).toEqual({ kind: 'member', hold: 'overdraft' });
    expect(redemptionOff(null, { hold: 'byHand' })).toEqual({ kind: 'member', hold: 'byHand' });
  });

  it('is off for everybody where the till may not, which is said before a hold of the member', () => {
    expect(redemptionOff({ redemption: 'leaseOver' }, null)).toEqual({ kind: 'till', limit: 'leaseOver' });
    expect(redemptionOff({ redemption: 'fork' }, { hold: 'byHand' })).toEqual({
      kind: 'till',
      limit: 'fork',
    });
  });
});
