import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import type { KeptItem } from '#shared/ledger/sale-content.ts';
import { decideReassign } from '#shared/ledger/value/decide-reassign.ts';
import { decideRefund } from '#shared/ledger/value/decide-refund.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import {
  askedFor,
  buyer,
  correctionRules,
  createSoldWorld,
  relative,
  soldMoment,
} from '#test/support/sold-world.ts';

const progress: KeptItem = {
  kind: 'tierProgress',
  refId: null,
  count: 4,
  worthMinor: minor(0),
  expireAfterDays: null,
};

/** A sale of four pieces of one price, whose offer brings the member four steps towards the next tier. */
function soldWithProgress(): SaleEntry {
  const sale = createSoldWorld().sell({
    lines: [[1_000, 4]],
    timed: [{ unit: 'points', amount: 8, releaseAfterDays: 0, expireAfterDays: null }],
  });
  const offers = sale.content.offers.map((offer) => ({ ...offer, items: [...offer.items, progress] }));
  return { ...sale, content: { ...sale.content, offers } };
}

const rules = { corrections: correctionRules, walletTakesRefunds: true, deadCards: new Map() };

test('a refund takes back of the progress towards a tier what it takes back of the sale', () => {
  const sale = soldWithProgress();
  const left = saleLeft(sale, [], postingsOf(sale));
  expect(left.tierProgress).toBe(4);
  const [line] = sale.content.lines;
  invariant(line !== undefined, 'the sale has a line');
  const part = expectOk(
    decideRefund(left, askedFor({ lines: [{ lineId: line.lineId, quantity: 1 }] }), rules),
  );
  expect(part.content.facts).toMatchObject([{ memberRef: buyer, tierProgress: -1, pointsEarned: -2 }]);
  const whole = expectOk(decideRefund(left, askedFor(), rules));
  expect(whole.content.facts).toMatchObject([{ memberRef: buyer, tierProgress: -4, pointsEarned: -8 }]);
});

test('the progress towards a tier goes with the sale to its new member', () => {
  const sale = soldWithProgress();
  const left = saleLeft(sale, [], postingsOf(sale));
  const change = decideReassign(sale, left, {
    toMemberRef: relative,
    offers: sale.content.offers,
    scoredPayableMinor: left.paidMinor,
    nowMs: sale.wallMs,
    moment: soldMoment,
    rules: correctionRules,
  });
  const { facts } = expectOk(change).content;
  expect(facts).toMatchObject([
    { memberRef: buyer, tierProgress: -4 },
    { memberRef: relative, tierProgress: 4 },
  ]);
});
