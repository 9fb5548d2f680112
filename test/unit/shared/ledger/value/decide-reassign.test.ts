import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { formerTill } from '#test/support/former-till.ts';
import { buyer, correctionRules, createSoldWorld, relative, soldMoment } from '#test/support/sold-world.ts';
import type { SoldSketch, SoldWorld } from '#test/support/sold-world.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import type { KeptOffer, KeptTimedGrant } from '#shared/ledger/sale-content.ts';
import { decideRefund } from '#shared/ledger/value/decide-refund.ts';
import { decideReassign } from '#shared/ledger/value/decide-reassign.ts';
import type { ReassignAsked } from '#shared/ledger/value/decide-reassign.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import { askedFor } from '#test/support/sold-world.ts';

const tenPoints: KeptTimedGrant = { unit: 'points', amount: 10, releaseAfterDays: 0, expireAfterDays: null };
const heldCredit: KeptTimedGrant = {
  unit: 'walletCredit',
  amount: 300,
  releaseAfterDays: 14,
  expireAfterDays: 30,
};
const shopping: SoldSketch = { lines: [[1_000, 3, 500]], timed: [tenPoints], stamps: 2 };

function offer(changed: Partial<KeptOffer> = {}): KeptOffer {
  return {
    offerId: 'for-gold',
    verdict: { kind: 'applied' },
    worthMinor: minor(0),
    costMinor: minor(900),
    discountMinor: minor(0),
    walletCreditMinor: minor(300),
    pointsEarned: points(10),
    timed: [tenPoints, heldCredit],
    items: [],
    cuts: [],
    ...changed,
  };
}

function asked(sale: SaleEntry, changed: Partial<ReassignAsked> = {}) {
  return {
    toMemberRef: relative,
    offers: [offer()],
    scoredPayableMinor: sale.content.totals.payableMinor,
    nowMs: epochMs(sale.wallMs + 60_000),
    moment: soldMoment,
    rules: correctionRules,
    ...changed,
  };
}

function reassign(world: SoldWorld, sale: SaleEntry, changed: Partial<ReassignAsked> = {}) {
  const wanted = asked(sale, changed);
  const decided = decideReassign(sale, world.left(sale), wanted);
  if (decided.ok) {
    world.book({
      kind: 'reassign',
      content: decided.value.content,
      refEntryId: sale.entryId,
      memberRef: wanted.toMemberRef,
    });
  }
  return decided;
}

describe('a change of member', () => {
  test('gives an anonymous sale to the member who forgot their card, with what it earns for them', () => {
    const world = createSoldWorld();
    const sale = world.sell({ ...shopping, member: null });
    const { content, needsApproval } = expectOk(reassign(world, sale));
    expect(needsApproval).toBe(false);
    expect(content.detail.fromMemberRef).toBeNull();
    expect([world.held('points', relative), world.held('money', relative)]).toEqual([10, 300]);
    expect(content.moves.at(-1)).toMatchObject({
      to: { purse: 'wallet_pending' },
      lot: { terms: { origin: 'earned', releaseOn: '2026-12-06', expiresOn: '2027-01-05' } },
    });
    expect(content.facts).toMatchObject([
      { memberRef: null, visits: 0, spentMinor: 0, offerUses: [{ offerId: 'everything', uses: -1 }] },
      {
        memberRef: relative,
        visits: 1,
        spentMinor: 2_500,
        offerUses: [
          { offerId: 'everything', uses: 1, costMinor: 500 },
          { offerId: 'for-gold', uses: 1, costMinor: 900 },
        ],
      },
    ]);
  });

  test('takes from the member before what the sale earned for them, and wants a second person for it', () => {
    const world = createSoldWorld();
    const sale = world.sell(shopping);
    const { content, needsApproval } = expectOk(reassign(world, sale));
    expect(needsApproval).toBe(true);
    expect(world.held('points', buyer)).toBe(0);
    expect(content.facts[0]).toMatchObject({
      memberRef: buyer,
      visits: -1,
      spentMinor: -2_500,
      stamps: [{ stampCardId: 'tea', stamps: -2 }],
    });
  });

  test('leaves out what would change the price, what did not apply, and goods that were not handed out', () => {
    const world = createSoldWorld();
    const sale = world.sell({ ...shopping, member: null });
    const gift = {
      kind: 'gift',
      refId: 'mug',
      count: 1,
      worthMinor: minor(900),
      expireAfterDays: null,
    } as const;
    const stamp = { ...gift, kind: 'stamp', refId: 'tea', count: 3 } as const;
    const { content } = expectOk(
      reassign(world, sale, {
        offers: [
          offer({ offerId: 'cheaper', discountMinor: minor(1) }),
          offer({ offerId: 'beaten', verdict: { kind: 'addsNothing' } }),
          offer({ offerId: 'mug', timed: [], items: [gift] }),
          offer({ offerId: 'tea', timed: [], items: [gift, stamp, { ...stamp, refId: null }] }),
        ],
      }),
    );
    expect(content.detail.offers.map(({ offerId }) => offerId)).toEqual(['tea']);
    expect(content.moves).toEqual([]);
    expect(content.facts[1]?.stamps).toEqual([{ stampCardId: 'tea', stamps: 3 }]);
  });

  test('earns on what was paid, where the score of the new member would have cost more', () => {
    const world = createSoldWorld();
    const sale = world.sell({ ...shopping, member: null });
    expectOk(reassign(world, sale, { scoredPayableMinor: minor(3_000) }));
    expect([world.held('points', relative), world.held('money', relative)]).toEqual([8, 250]);
  });

  test('can be followed by another one and by a refund, which takes all from the member of the sale', () => {
    const world = createSoldWorld();
    const sale = world.sell(shopping);
    expectOk(reassign(world, sale));
    expectOk(reassign(world, sale, { toMemberRef: buyer, offers: [offer({ timed: [tenPoints] })] }));
    expect([world.held('points', relative), world.held('points', buyer)]).toEqual([0, 10]);
    expectOk(reassign(world, sale));
    expect(world.left(sale)).toMatchObject({ holderRef: relative, visits: 1 });
    const { content } = expectOk(world.refund(sale));
    expect(content.facts).toMatchObject([{ memberRef: relative, visits: -1, spentMinor: -2_500 }]);
    for (const member of [buyer, relative]) {
      expect([world.held('points', member), world.held('money', member)]).toEqual([0, 0]);
    }
    expect(world.left(sale)).toMatchObject({ earned: [], offerUses: [], stamps: [], visits: 0 });
  });

  test('is refused for the same member, after the set time, before the sale, and once something was given back', () => {
    const world = createSoldWorld();
    const sale = world.sell(shopping);
    const at = (minutes: number) => ({ nowMs: epochMs(sale.wallMs + minutes * 60_000) });
    expect(expectCode(reassign(world, sale, { toMemberRef: buyer }))).toBe('member_same');
    expect(expectCode(reassign(world, sale, at(31)))).toBe('member_change_too_late');
    expect(expectCode(reassign(world, sale, at(-31)))).toBe('member_change_too_late');
    expectOk(world.refund(sale, { lines: [{ lineId: world.lineId(sale, 0), quantity: 1 }] }));
    expect(expectCode(reassign(world, sale))).toBe('member_change_refunded');
  });

  test('moves value and creates none, whatever is done in between', () => {
    const changes = fc.array(fc.constantFrom(buyer, relative), { maxLength: 6 });
    fc.assert(
      fc.property(changes, fc.boolean(), (members, isAnonymous) => {
        const world = createSoldWorld();
        const sale = world.sell(isAnonymous ? { ...shopping, member: null } : shopping);
        for (const toMemberRef of members) reassign(world, sale, { toMemberRef });
        expectOk(world.refund(sale));
        for (const member of [buyer, relative]) {
          expect([world.held('points', member), world.held('money', member)]).toEqual([0, 0]);
        }
      }),
    );
  });
});

test('a sale of the first release can be given back and given to another member like any other', () => {
  const [body = ''] = formerTill().entries.map((entry) => entry.body);
  const sale = parseEntry(hexToBytes(body) ?? new Uint8Array());
  invariant(sale?.kind === 'sale', 'the first entry of the fixture is a sale');
  const left = saleLeft(sale, [], postingsOf(sale));
  expect(left.leftMinor).toBe(sale.content.totals.payableMinor);
  const corrections = { ...correctionRules, refundDays: 10_000 };
  const rules = { corrections, walletTakesRefunds: true, deadCards: new Map() };
  const refund = expectOk(decideRefund(left, askedFor(), rules)).content;
  expect(refund.detail.refundMinor).toBe(sale.content.totals.payableMinor);
  const change = decideReassign(sale, left, {
    toMemberRef: relative,
    offers: [offer()],
    scoredPayableMinor: left.paidMinor,
    nowMs: sale.wallMs,
    moment: soldMoment,
    rules: correctionRules,
  });
  expect(expectOk(change).content.facts[1]).toMatchObject({ memberRef: relative, visits: 1 });
});
