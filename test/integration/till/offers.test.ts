import { expect, test } from 'vitest';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { minor } from '#shared/domain/money.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';
import { kian, omid, sara, tinyChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const stackable = { mode: 'stackable' };

function chainWith(...offers: readonly OfferSketch[]): ChainData {
  return { ...tinyChainData(), ruleSet: ruleSetOf({ offers }) };
}

/** Two that cannot stand beside each other, and one for the wallet. */
const rivals: readonly OfferSketch[] = [
  { offerId: 'large', name: { fa: 'تخفیف بزرگ', en: 'Large one' }, effects: [discount(9_000)] },
  { offerId: 'small', name: { fa: 'تخفيف كوچك', en: 'Small one' }, effects: [discount(4_000)] },
  {
    offerId: 'wallet',
    name: { fa: 'کیف پول', en: 'Wallet day' },
    conditions: [{ kind: 'paymentMeans', anyOf: ['wallet'] }],
    effects: [discount(1_000)],
    stacking: stackable,
    terms: { fa: 'یک بار', en: 'Once' },
  },
];

function discount(amountMinor: number): object {
  return { kind: 'discountFixed', amountMinor };
}

type Selling = {
  readonly world: TillWorld;
  run: TillRun;
  readonly command: () => Promise<{
    readonly commandId: ReturnType<TillWorld['id']>;
    readonly basketId: ReturnType<TillWorld['id']>;
  }>;
};

async function openWith(data: ChainData): Promise<Selling> {
  const world = createTillWorld({ data });
  const selling: Selling = {
    world,
    run: await world.openSignedIn(),
    command: async () => ({
      commandId: world.id(),
      basketId: (await basketOf(selling.run)).basketId,
    }),
  };
  return selling;
}

async function add({ run, command }: Selling, amountMinor: number): Promise<BasketView> {
  return expectOk(await run.screen.addAmount({ ...(await command()), amountMinor }));
}

async function attach({ run, command }: Selling, memberRef: typeof sara): Promise<BasketView> {
  return expectOk(await run.screen.attachMember({ ...(await command()), memberRef, cardUid: null }));
}

async function pay({ run, command }: Selling): ReturnType<TillRun['screen']['paySale']> {
  const { revision } = await basketOf(run);
  return run.screen.paySale({ ...(await command()), revision });
}

function appliedIn({ score }: Pick<BasketView, 'score'>): readonly string[] {
  return score.offers.filter(({ verdict }) => verdict.kind === 'applied').map(({ offerId }) => offerId);
}

test('an offer for a means of payment applies once the customer says so, and no more when it is taken back', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { run, command } = selling;
  const before = await add(selling, 100_000);
  expect(before.paymentMeans).toBeNull();
  expect(appliedIn(before)).toEqual(['large']);
  expect(before.score.nearMisses.map(({ offerId }) => offerId)).toEqual(['wallet']);
  const chosen = expectOk(
    await run.screen.choosePaymentMeans({ ...(await command()), paymentMeans: 'wallet' }),
  );
  expect(chosen.paymentMeans).toBe('wallet');
  expect(appliedIn(chosen)).toEqual(['large', 'wallet']);
  const back = expectOk(await run.screen.choosePaymentMeans({ ...(await command()), paymentMeans: null }));
  expect(back.score).toEqual(before.score);
});

test('a wish is priced in place of the best, says what it costs, and two empty lists go back to the best', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { run, command } = selling;
  await add(selling, 100_000);
  const wished = expectOk(
    await run.screen.wishOffers({ ...(await command()), with: ['small', 'small'], without: [] }),
  );
  expect(wished.wish).toEqual({ with: ['small'], without: [] });
  expect(appliedIn(wished)).toEqual(['small']);
  expect(wished.score).toMatchObject({ worthMinor: 4_000, bestWorthMinor: 9_000, payableMinor: 96_000 });
  const declined = expectOk(
    await run.screen.wishOffers({ ...(await command()), with: [], without: ['large'] }),
  );
  expect(appliedIn(declined)).toEqual(['small']);
  expect(declined.score.offers.find(({ offerId }) => offerId === 'large')?.verdict).toEqual({
    kind: 'declined',
  });
  const best = expectOk(await run.screen.wishOffers({ ...(await command()), with: [], without: [] }));
  expect(appliedIn(best)).toEqual(['large']);
});

test('a wish stays with the basket whatever its lines, and simply does not apply while it does not match', async () => {
  const large = { offerId: 'big', conditions: [{ kind: 'amount', bound: 'atLeast', amountMinor: 50_000 }] };
  const selling = await openWith(chainWith(...rivals, { ...large, effects: [discount(2_000)] }));
  const { run, command } = selling;
  await add(selling, 10_000);
  const early = expectOk(await run.screen.wishOffers({ ...(await command()), with: ['big'], without: [] }));
  expect(appliedIn(early)).toEqual(['large']);
  const grown = await add(selling, 90_000);
  expect(grown.wish).toEqual({ with: ['big'], without: [] });
  expect(appliedIn(grown)).toEqual(['big']);
});

test('a wish for an offer that the rule set does not have is refused, and changes nothing', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { run, command } = selling;
  const before = await add(selling, 10_000);
  for (const wish of [
    { with: ['nothing'], without: [] },
    { with: [], without: ['__proto__'] },
  ]) {
    expect(expectCode(await run.screen.wishOffers({ ...(await command()), ...wish }))).toBe('offer_unknown');
  }
  expect(await basketOf(run)).toEqual(before);
});

test('the means of payment and the wish survive a stop, are booked with the sale, and go with the basket', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { world, command } = selling;
  await add(selling, 100_000);
  expectOk(await selling.run.screen.choosePaymentMeans({ ...(await command()), paymentMeans: 'wallet' }));
  const wished = expectOk(
    await selling.run.screen.wishOffers({ ...(await command()), with: ['small'], without: [] }),
  );
  selling.run.close();
  selling.run = await world.openSignedIn();
  expect(await basketOf(selling.run)).toEqual(wished);
  const paid = expectOk(await pay(selling));
  expect(appliedIn(paid.receipt)).toEqual(['small', 'wallet']);
  expect(paid.receipt.score.payableMinor).toBe(wished.score.payableMinor);
  expect(paid.basket).toMatchObject({ paymentMeans: null, wish: { with: [], without: [] } });
  await add(selling, 500);
  expectOk(await selling.run.screen.choosePaymentMeans({ ...(await command()), paymentMeans: 'cash' }));
  const cleared = expectOk(await selling.run.screen.clearBasket(await command()));
  expect(cleared).toMatchObject({ paymentMeans: null, wish: { with: [], without: [] } });
});

test('a command for the means of payment counts once, however often it is sent', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { run, command } = selling;
  const once = { ...(await command()), paymentMeans: 'card' } as const;
  const first = expectOk(await run.screen.choosePaymentMeans(once));
  expect(expectOk(await run.screen.choosePaymentMeans(once))).toEqual(first);
});

test.for([
  ['nothing typed', '', 3, ['wallet', 'small', 'large']],
  ['the beginning of an English word', 'lar', 1, ['large']],
  ['Persian letters as another keyboard writes them', 'كوچک', 1, ['small']],
  ['the beginnings of two words', 'wal da', 1, ['wallet']],
  ['a word that no name has', 'zzz', 0, []],
  ['a word of several', 'one', 2, ['small', 'large']],
] as const)('offers are found by %s', async ([_what, text, total, offerIds]) => {
  const selling = await openWith(chainWith(...rivals));
  await add(selling, 100_000);
  const found = expectOk(await selling.run.screen.searchOffers({ text }));
  expect(found.total).toBe(total);
  expect(found.offers.map(({ offerId }) => offerId).toSorted()).toEqual([...offerIds].toSorted());
  const matched = found.offers.filter(({ isMatched }) => isMatched).map(({ offerId }) => offerId);
  expect(matched).not.toContain('wallet');
  expect(matched.length).toBe(offerIds.filter((offerId) => String(offerId) !== 'wallet').length);
});

test('why not: the condition that fails with its numbers, what became of a matched offer, and an unknown one', async () => {
  const selling = await openWith(chainWith(...rivals));
  const { run } = selling;
  expect(expectOk(await run.screen.whyNot({ offerId: 'large' })).whyNot).toEqual({ kind: 'emptyBasket' });
  await add(selling, 100_000);
  expect(expectOk(await run.screen.whyNot({ offerId: 'wallet' }))).toMatchObject({
    name: { en: 'Wallet day' },
    terms: { en: 'Once' },
    whyNot: { kind: 'failing', failing: { condition: { kind: 'paymentMeans' }, isExcluding: false } },
  });
  expect(expectOk(await run.screen.whyNot({ offerId: 'small' }))).toMatchObject({
    terms: null,
    whyNot: { kind: 'matched', answer: { verdict: { kind: 'beaten', byOfferId: 'large', byMinor: 5_000 } } },
  });
  expect(expectCode(await run.screen.whyNot({ offerId: 'nothing' }))).toBe('offer_unknown');
});

const onceADay: OfferSketch = {
  offerId: 'bonus',
  effects: [{ kind: 'bonusPoints', points: 50 }],
  limits: [{ scope: 'member', period: 'day', uses: 1 }],
  stacking: stackable,
};

test('a purchase split in two gets a bonus of once a day and member once, also after a stop and after midnight of the shop’s day', async () => {
  const selling = await openWith(chainWith(onceADay));
  const { world } = selling;
  const earned: number[] = [];
  const sellTo = async (member: typeof sara): Promise<void> => {
    await attach(selling, member);
    await add(selling, 100_000);
    earned.push(expectOk(await pay(selling)).receipt.score.pointsEarned);
  };
  await sellTo(sara);
  await sellTo(sara);
  selling.run.close();
  selling.run = await world.openSignedIn();
  await sellTo(sara);
  await sellTo(omid);
  expect(earned).toEqual([50, 0, 0, 50]);
  // 00:30 in Tehran: the shop's day lasts until four, the calendar's day is over.
  world.time.freeze(9 * 3_600_000);
  selling.run.close();
  selling.run = await world.openSignedIn();
  await sellTo(sara);
  await sellTo(sara);
  expect(earned.slice(4)).toEqual([50, 0]);
});

test('the used-up offer says whose limit it was', async () => {
  const selling = await openWith(chainWith(onceADay));
  await attach(selling, sara);
  await add(selling, 1_000);
  expectOk(await pay(selling));
  await attach(selling, sara);
  const second = await add(selling, 1_000);
  expect(second.score.offers).toMatchObject([
    { offerId: 'bonus', verdict: { kind: 'usedUp', scope: 'member' } },
  ]);
});

test.each(['till', 'store', 'chain'])(
  'a budget of the %s is used up by sales to anybody, cuts the last one, and is counted over a stop',
  async (scope) => {
    const budget = { scope, costMinor: 25_000 };
    const selling = await openWith(
      chainWith({ offerId: 'large', effects: [discount(10_000)], limits: [budget] }),
    );
    const discounts: number[] = [];
    for (const member of [sara, null, omid, kian]) {
      if (member !== null) await attach(selling, member);
      await add(selling, 100_000);
      discounts.push(expectOk(await pay(selling)).receipt.score.discountMinor);
      if (member !== null) continue;
      selling.run.close();
      selling.run = await selling.world.openSignedIn();
    }
    expect(discounts).toEqual([10_000, 10_000, 5_000, 0]);
  },
);

test('purchases of the snapshot and of this till count together in a condition over days', async () => {
  const loyal: OfferSketch = {
    offerId: 'loyal',
    conditions: [{ kind: 'purchases', measure: 'visits', period: { days: 30 }, atLeast: 3 }],
    effects: [discount(1_000)],
  };
  const data = chainWith(loyal);
  const purchaseDays = [
    { date: '2026-11-10', visits: 2, spentMinor: minor(40_000) },
    { date: '2026-09-01', visits: 9, spentMinor: minor(90_000) },
  ];
  const members = data.members.map((member) =>
    member.memberRef === sara ? { ...member, purchaseDays } : member,
  );
  const selling = await openWith({ ...data, members });
  await attach(selling, sara);
  expect(appliedIn(await add(selling, 10_000))).toEqual([]);
  expect(expectOk(await selling.run.screen.whyNot({ offerId: 'loyal' })).whyNot).toMatchObject({
    kind: 'failing',
    failing: { have: 2, need: 3 },
  });
  expectOk(await pay(selling));
  await attach(selling, sara);
  expect(appliedIn(await add(selling, 10_000))).toEqual(['loyal']);
});

test('traits of the snapshot are asked for, and a member made here has none', async () => {
  const data = chainWith({
    offerId: 'parents',
    conditions: [{ kind: 'memberTag', anyOf: ['parent'] }],
    effects: [discount(1_000)],
  });
  const traits = {
    segments: [],
    tags: ['parent'],
    consents: [],
    effectiveDates: [],
    isReferred: false,
    referrals: 0,
  };
  const members = data.members.map((member) => (member.memberRef === sara ? { ...member, traits } : member));
  const selling = await openWith({ ...data, members });
  await add(selling, 10_000);
  expect(appliedIn(await attach(selling, sara))).toEqual(['parents']);
  expect(appliedIn(await attach(selling, omid))).toEqual([]);
  const made = await selling.run.screen.enrolMember({
    ...(await selling.command()),
    name: 'Demo Guest',
    phone: null,
    birthDate: null,
    cardUid: null,
  });
  expect(appliedIn(expectOk(made))).toEqual([]);
});

test('stamps add up over sales until the card is full, and its reward is given with the sale that fills it', async () => {
  const named = { fa: 'چای', en: 'Tea' };
  const data: ChainData = {
    ...tinyChainData(),
    ruleSet: ruleSetOf({
      stampCards: [
        {
          stampCardId: 'tea',
          name: named,
          stampsNeeded: 3,
          reward: { giftId: 'cup', name: named, worthMinor: 500 },
        },
      ],
      offers: [{ offerId: 'stamp', effects: [{ kind: 'stamps', stampCardId: 'tea', stamps: 2 }] }],
    }),
  };
  const selling = await openWith(data);
  const given: string[] = [];
  for (let sale = 0; sale < 3; sale += 1) {
    await attach(selling, sara);
    await add(selling, 10_000);
    const { receipt } = expectOk(await pay(selling));
    given.push(receipt.score.offers.flatMap(({ items }) => items.map(({ kind }) => kind)).join(' '));
  }
  expect(given).toEqual(['stamp', 'stamp stampReward', 'stamp stampReward']);
});

test('a product’s brand, tags, tax and floor come with its line, stay over a stop, and stand in the receipt’s sums', async () => {
  const data = chainWith({
    offerId: 'brand',
    effects: [
      { kind: 'discountPercent', basisPoints: 9_000, on: { brandIds: ['sarv'], exceptReduced: true } },
    ],
  });
  const products = data.chain.products.map((product) => {
    const { productId, priceMinor } = product;
    if (productId === 'rice-1') return { ...product, brandId: 'sarv', isReduced: true as const };
    if (productId !== 'tea-1') return product;
    return {
      ...product,
      brandId: 'sarv',
      tags: ['fresh'],
      taxBasisPoints: 1_000,
      floorPriceMinor: priceMinor,
    };
  });
  const selling = await openWith({ ...data, chain: { ...data.chain, products } });
  for (const productId of ['tea-1', 'rice-1', 'tea-1']) {
    expectOk(await selling.run.screen.addProduct({ ...(await selling.command()), productId, quantity: 1 }));
  }
  selling.run.close();
  selling.run = await selling.world.openSignedIn();
  const basket = await basketOf(selling.run);
  expect(basket.lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
  // The floor keeps the tea's price, and the rice is reduced already.
  expect(basket.score).toMatchObject({ discountMinor: 0, taxMinor: 181_818 });
  expect(expectOk(await pay(selling)).receipt.score.taxMinor).toBe(181_818);
});
