import { describe, expect, test } from 'vitest';
import { present } from '#test/support/present.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { formerTill } from '#test/support/former-till.ts';
import { activityEntryOf } from '#test/support/ledger-rewards.ts';
import { enrolEntryOf } from '#test/support/ledger-entries.ts';
import { lotOf, rial } from '#test/support/lots.ts';
import {
  buyer,
  correctionRules,
  createSoldWorld,
  relative,
  soldId,
  soldMoment,
} from '#test/support/sold-world.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { newLotsOf } from '#shared/ledger/value/lot-state.ts';
import {
  batchMembersMax,
  decideBulkCancel,
  isWithin,
  lotsOfOffer,
} from '#shared/ledger/value/decide-bulk-cancel.ts';
import type { BatchToCancel } from '#shared/ledger/value/decide-bulk-cancel.ts';

const batchId = soldId('c', 1);

function cancelled(members: BatchToCancel['members'], reasonId = 'goodwill') {
  return decideBulkCancel({
    batchId,
    reasonId,
    members,
    rules: correctionRules,
    currency: rial,
    moment: soldMoment,
  });
}

describe('the cancelling of a batch', () => {
  test('takes what is left of each lot, held back or at hand, and says the sums first', () => {
    const { sums, entries } = expectOk(
      cancelled([
        {
          memberRef: relative,
          lots: [lotOf({ open: 30, held: 5 }), lotOf({ entry: 2, unit: 'money', open: 700 })],
        },
        { memberRef: buyer, lots: [lotOf({ entry: 3, open: 12 }), lotOf({ entry: 4, open: -8 })] },
        { memberRef: soldId('b', 3), lots: [lotOf({ entry: 5, open: 0 })] },
      ]),
    );
    expect(sums).toEqual({ members: 2, points: 47, moneyMinor: 700 });
    expect(entries.map(({ memberRef }) => memberRef)).toEqual([buyer, relative]);
    expect(entries[1]?.content.detail).toEqual({ reasonId: 'goodwill', batchId });
    expect(entries[1]?.content.moves).toMatchObject([
      { amount: 5, from: { purse: 'points_pending' }, to: { account: 'breakage' } },
      { amount: 30, from: { purse: 'points' } },
      { amount: 700, from: { purse: 'wallet' } },
    ]);
  });

  test('is refused without a reason, without anything to take, and beyond its size', () => {
    expect(expectCode(cancelled([{ memberRef: buyer, lots: [lotOf()] }], 'because'))).toBe('reason_unknown');
    expect(expectCode(cancelled([{ memberRef: buyer, lots: [lotOf({ open: -1 })] }]))).toBe('batch_empty');
    const many = Array.from({ length: batchMembersMax + 1 }, (_, index) => ({
      memberRef: soldId('b', index),
      lots: [lotOf({ entry: index + 1 })],
    }));
    expect(expectCode(cancelled(many))).toBe('batch_too_large');
    expectOk(cancelled(many.slice(1)));
  });
});

describe('the lots of an offer', () => {
  test('are those that a sale made for it, by the lines that name them', () => {
    const world = createSoldWorld();
    const grant = { unit: 'points', amount: 4, releaseAfterDays: 0, expireAfterDays: null } as const;
    const sale = world.sell({
      lines: [[1_000, 1]],
      timed: [grant, { ...grant, amount: 0 }, { ...grant, unit: 'walletCredit' }],
    });
    expect(lotsOfOffer(sale, 'everything')).toEqual({ memberRef: buyer, lines: [0, 2] });
    expect(newLotsOf(sale).map(({ lot }) => lot.line)).toEqual([0, 2]);
    expect(lotsOfOffer(sale, 'another')).toBeUndefined();
    expect(lotsOfOffer(world.sell({ lines: [[1_000, 1]], member: null }), 'everything')).toBeUndefined();
  });

  test('are found in rewards, changes of member and sales of the first release as well', () => {
    const reward = activityEntryOf(3);
    const offerId = present(reward.content.offers.find(({ verdict }) => verdict.kind === 'applied')).offerId;
    expect(lotsOfOffer(reward, offerId)?.lines[0]).toBe(newLotsOf(reward)[0]?.lot.line);

    const former = present(parseEntry(present(hexToBytes(present(formerTill().entries[0]).body))));
    const lines = newLotsOf(former).map(({ lot }) => lot.line);
    const found = ['points', 'credit', 'tea-points'].flatMap((id) => lotsOfOffer(former, id)?.lines ?? []);
    expect(lines).toEqual(expect.arrayContaining(found));
  });

  test('are after what a change of member took from the one before', () => {
    const world = createSoldWorld();
    const grant = { unit: 'points', amount: 4, releaseAfterDays: 0, expireAfterDays: null } as const;
    const sale = world.sell({ lines: [[1_000, 1]], timed: [grant] });
    const [offer] = sale.content.offers;
    const entry = world.book({
      kind: 'reassign',
      memberRef: relative,
      refEntryId: sale.entryId,
      content: {
        currency: rial,
        moment: soldMoment,
        facts: [],
        detail: { saleEntryId: sale.entryId, fromMemberRef: buyer, offers: [present(offer)] },
        moves: [
          {
            unit: 'points',
            amount: 4,
            from: { kind: 'member', memberRef: buyer, purse: 'points' },
            to: { kind: 'shop', account: 'issued' },
            lot: { kind: 'entry', entryId: sale.entryId, line: 0 },
          },
          {
            unit: 'points',
            amount: 4,
            from: { kind: 'shop', account: 'issued' },
            to: { kind: 'member', memberRef: relative, purse: 'points' },
            lot: { kind: 'own', terms: { origin: 'earned', releaseOn: null, expiresOn: null } },
          },
        ],
      },
    });
    expect(lotsOfOffer(entry, 'everything')).toEqual({ memberRef: relative, lines: [2] });
    expect(newLotsOf(entry).map(({ lot }) => lot.line)).toEqual([2]);
  });

  test('are none in an entry that gave nothing for an offer', () => {
    expect(lotsOfOffer(enrolEntryOf(1), 'everything')).toBeUndefined();
  });

  test('count from the first day to the last, both included', () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-23', '2026-11-24'];
    expect(days.map((day) => isWithin(day, '2026-11-21', '2026-11-23'))).toEqual([false, true, true, false]);
  });
});
