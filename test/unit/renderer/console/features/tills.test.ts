import { describe, expect, it } from 'vitest';
import { findTills } from '#renderer/console/features/tills/find-tills.ts';
import { gapOf, standOf } from '#renderer/console/features/tills/gap-of.ts';
import { concernOf, worstFirst } from '#renderer/console/features/tills/till-concern.ts';
import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';
import { currency } from '#shared/domain/money.ts';
import { aTill, hourMs, minuteMs, nowMs } from '../a-till.ts';

describe('the order of tills', () => {
  it('has the worst first and those that are out of use last', () => {
    const fine = aTill();
    const tills = [
      aTill({ state: 'replaced' }),
      aTill({ state: 'revoked', revokedAtMs: nowMs }),
      fine,
      aTill({ state: 'waiting' }),
      aTill({ state: 'frozen', reason: 'byHand' }),
      aTill({ clockAheadMs: -5 * minuteMs }),
      aTill({ backlog: 9, oldestUnsentAtMs: nowMs - hourMs }),
      aTill({ lastContactAtMs: nowMs - hourMs }),
      aTill({ lease: { issuedAtMs: 0, expiresAtMs: nowMs } }),
      aTill({ state: 'frozen', reason: 'fork' }),
    ];
    const sorted = worstFirst(tills, nowMs);
    expect(sorted.map((till) => concernOf(till, nowMs) ?? till.state)).toEqual([
      'fork',
      'leaseOver',
      'silent',
      'backlog',
      'clock',
      'frozen',
      'waiting',
      'active',
      'revoked',
      'replaced',
    ]);
  });

  it('counts a till that never reported as silent only some time after it joined', () => {
    const joinedAtMs = nowMs - minuteMs;
    expect(concernOf(aTill({ lastContactAtMs: null, joinedAtMs }), nowMs)).toBeNull();
    expect(concernOf(aTill({ lastContactAtMs: null }), nowMs)).toBe('silent');
  });

  it('finds no fault with a till that is not in use', () => {
    expect(concernOf(aTill({ state: 'revoked', lastContactAtMs: 0, lease: null }), nowMs)).toBeNull();
    expect(concernOf(aTill({ state: 'waiting', lastContactAtMs: null, joinedAtMs: null }), nowMs)).toBeNull();
  });
});

describe('the search for tills', () => {
  const stores = [
    {
      storeId: 'tajrish',
      name: { fa: 'شعبهٔ تجریش', en: 'Tajrish' },
      currency: currency('IRR'),
      timeZone: 'Asia/Tehran',
      dayStartsAtHour: 5,
    },
  ];
  const first = aTill({ name: 'صندوق ۱' });
  const other = aTill({ name: 'Door', storeId: 'elsewhere' });
  const found = (text: string, storeId: string | null = null) =>
    findTills([first, other], stores, { text, storeId });

  it('looks at the name, the store in either language and the id, whatever digits and letters were typed', () => {
    expect(found('صندوق 1')).toEqual([first]);
    expect(found('tajr')).toEqual([first]);
    expect(found('تجريش')).toEqual([first]);
    expect(found(other.deviceId.slice(-6))).toEqual([other]);
    expect(found(' ')).toEqual([first, other]);
  });

  it('stays in the store that was chosen', () => {
    expect(found('', 'tajrish')).toEqual([first]);
    expect(found('door', 'tajrish')).toEqual([]);
  });
});

describe('what is here of a till', () => {
  const chain = { epoch: 1, branch: 0, receivedSeq: 40, countedSeq: 38, receivedAtMs: nowMs };
  const report = {
    deviceId: aTill().deviceId,
    nowMs,
    completeUntilMs: nowMs - hourMs,
    chains: [chain],
    lastContactMs: nowMs - minuteMs,
    backlog: 0,
    oldestUnsentAtMs: null,
    entries: { accepted: 38, flagged: 0, repeated: 0, quarantined: 0, unreadable: 0 },
    reasons: [],
  };

  it('is complete until the last contact where nothing was left behind', () => {
    expect(gapOf(report)).toEqual({
      untilMs: nowMs - minuteMs,
      unsent: 0,
      oldestUnsentAtMs: null,
      notCounted: 2,
    });
  });

  it('stands as complete only once everything that came is counted, and nothing is left at the till', () => {
    const standIf = (changed: Partial<TillReport>) => standOf(gapOf({ ...report, ...changed }));
    expect(standIf({})).toBe('counting');
    expect(standIf({ backlog: 7 })).toBe('unsent');
    expect(standIf({ chains: [{ ...chain, countedSeq: 40 }] })).toBe('complete');
    expect(standIf({ chains: [], completeUntilMs: null, lastContactMs: null })).toBe('nothing');
  });

  it('is complete only until the oldest entry that is still at the till', () => {
    const oldestUnsentAtMs = nowMs - 3 * hourMs;
    expect(gapOf({ ...report, backlog: 7, oldestUnsentAtMs })).toMatchObject({
      untilMs: oldestUnsentAtMs,
      unsent: 7,
    });
  });

  it('is nothing while nothing came and the till did not say that there is nothing', () => {
    const silent = { ...report, chains: [], completeUntilMs: null, lastContactMs: null, backlog: null };
    expect(gapOf(silent).untilMs).toBeNull();
  });
});
