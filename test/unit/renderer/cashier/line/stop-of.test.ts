import { describe, expect, it } from 'vitest';
import { redemptionLimits } from '#shared/contracts/till/sync-views.ts';
import { stopOf } from '#renderer/cashier/line/stop-of.ts';

describe('why HQ stops a till', () => {
  it('is told apart from limits that end with the next answer of HQ', () => {
    const stopped = redemptionLimits.filter((limit) => stopOf(limit) !== null);
    expect(stopped).toEqual(['revoked', 'fork', 'byHand', 'replaced']);
    expect(stopOf(null)).toBeNull();
  });
});
