import { describe, expect, test } from 'vitest';
import { memberHistory } from '#electron/till/members/member-history.ts';
import type { HistorySources } from '#electron/till/members/member-history.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import { minor } from '#shared/domain/money.ts';
import { memberRef } from '#test/support/ledger.ts';

const sources: HistorySources = {
  member: {
    memberRef,
    name: 'Demo',
    latinName: null,
    phone: '+989120000000',
    tierId: 'gold',
    birthDate: '1990-01-01',
  },
  visitCount: 7,
  spentMinor: minor(70_000),
  snapshot: {},
  snapshotLastVisitOn: null,
  own: { purchaseDays: [], offerUses: [], stampsCollected: {} },
};

describe('the history of a member', () => {
  test('has the sums, the tier and the birthday, and neither name nor phone', () => {
    const history = memberHistory(sources);
    expect(history).toMatchObject({ memberRef, tierId: 'gold', birthDate: '1990-01-01', visitCount: 7 });
    expect(history.traits).toEqual(noTraits);
    expect(JSON.stringify(history)).not.toMatch(/Demo|98912/);
  });

  test('lays own days and stamps on top of the snapshot’s', () => {
    const history = memberHistory({
      ...sources,
      snapshot: {
        purchaseDays: [{ date: '2026-11-01', visits: 1, spentMinor: minor(5) }],
        stampsCollected: { tea: 4, bread: 1 },
      },
      own: {
        purchaseDays: [{ date: '2026-11-01', visits: 1, spentMinor: minor(6) }],
        offerUses: [{ offerId: 'a', date: '2026-11-01', uses: 1, costMinor: minor(2) }],
        stampsCollected: { tea: 3, cake: 2 },
      },
    });
    expect(history.purchaseDays.map(({ spentMinor }) => spentMinor)).toEqual([5, 6]);
    expect(history.stampsCollected).toEqual({ tea: 7, bread: 1, cake: 2 });
    expect(history.offerUses).toHaveLength(1);
  });

  test.each([
    ['nobody knows of one', null, [], null],
    ['the snapshot alone', '2026-10-01', [], '2026-10-01'],
    ['own days, in any order', '2026-10-01', ['2026-11-09', '2026-11-03'], '2026-11-09'],
    ['a snapshot that is newer than own days', '2026-12-01', ['2026-11-09'], '2026-12-01'],
  ])('ends with the last visit: %s', (_what, snapshotLastVisitOn, dates, last) => {
    const purchaseDays = dates.map((date) => ({ date, visits: 1, spentMinor: minor(1) }));
    const own = { ...sources.own, purchaseDays };
    expect(memberHistory({ ...sources, snapshotLastVisitOn, own }).lastVisitOn).toBe(last);
  });

  test('does not take a day whose purchases were all reversed for a visit', () => {
    const purchaseDays = [{ date: '2026-11-09', visits: 0, spentMinor: minor(100) }];
    expect(memberHistory({ ...sources, own: { ...sources.own, purchaseDays } }).lastVisitOn).toBeNull();
  });
});
