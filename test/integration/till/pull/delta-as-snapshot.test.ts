import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeReadyCache } from '#electron/till/cache/cache-files.ts';
import { createErasureStore } from '#electron/till/db/stores/erasure-store.ts';
import { createMemberAliases } from '#electron/till/db/stores/member-alias-store.ts';
import { createMemberFactsStore } from '#electron/till/db/stores/member-facts-store.ts';
import { createUsesOfOthers } from '#electron/till/db/stores/offer-use-of-others-store.ts';
import { allProducts } from '#electron/till/db/stores/product-store.ts';
import { publishedRuleSetOf } from '#electron/till/db/stores/pulled-chain-writer.ts';
import type { PulledMember, PullRecord } from '#shared/contracts/sync/pull-records.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import {
  chainRecordOf,
  memberRecordOf,
  memberRecordsOf,
  productRecordsOf,
  ruleSetRecordOf,
} from '#test/support/pulled-chain.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import type { PullWorld } from '#test/support/pull-world.ts';
import { cardUid } from '#test/support/till-chain.ts';
import '#test/support/property-seed.ts';

const memberRefOf = (place: number) => uuid(`0193a0b0-0000-7000-8000-${String(place + 1).padStart(12, '0')}`);
const names = ['سارا محمدی', 'امید کریمی', 'Kian Rad', 'نرگس', 'Lale', 'Dara Nik'];
const people = 8;
const cardCount = 10;

/** What HQ would know: members, who has which card, and who was merged into whom. */
type World = {
  readonly members: Map<number, PulledMember['member']>;
  readonly holderOfCard: Map<number, number>;
  readonly mergedInto: Map<number, number>;
  readonly products: Map<string, Extract<PullRecord, { t: 'product' }>>;
  readonly uses: Map<string, Extract<PullRecord, { t: 'offerUse' }>>;
};

function recordOf(world: World, place: number): PulledMember {
  const member = world.members.get(place);
  if (member === undefined) throw new Error('a member of the world');
  const cards = [...world.holderOfCard]
    .filter(([, holder]) => holder === place)
    .map(([card]) => card)
    .toSorted((left, right) => left - right)
    .map((card) => ({
      cardUid: cardUid(`04${String(card).padStart(12, '0')}`),
      cardNumber: `62620000000000${String(card).padStart(2, '0')}`,
      state: 'active' as const,
    }));
  const aliases = [...world.mergedInto]
    .filter(([, into]) => into === place)
    .map(([from]) => memberRefOf(from));
  return memberRecordOf({ ...member, cards }, { aliases, hold: member.visitCount < 0 ? 'overdraft' : null });
}

/** Changes the world at random and tells what a delta would say of it, in any order. */
function step(world: World, rng: Rng): readonly PullRecord[] {
  const touched = new Set<number>();
  const gone: PullRecord[] = [];
  const [template] = memberRecordsOf();
  if (template === undefined) throw new Error('a member');
  for (let change = 0; change < 6; change += 1) {
    const place = rng.below(people);
    const isMerged = world.mergedInto.has(place);
    const kind = rng.below(5);
    if (kind <= 1 && !isMerged) {
      const name = names[rng.below(names.length)] ?? '';
      const visitCount = rng.below(9) - 3;
      const figures = { pointsBalance: points(rng.below(500) - 100), walletMinor: minor(rng.below(9_000)) };
      world.members.set(place, {
        ...template.member,
        memberRef: memberRefOf(place),
        name,
        visitCount,
        ...figures,
      });
      touched.add(place);
    }
    if (kind === 2 && world.members.has(place)) {
      const card = rng.below(cardCount);
      const before = world.holderOfCard.get(card);
      world.holderOfCard.set(card, place);
      touched.add(place);
      if (before !== undefined) touched.add(before);
    }
    const into = rng.below(people);
    if (kind >= 3 && world.members.has(place)) {
      const isMerge = kind === 3 && into !== place && world.members.has(into);
      world.members.delete(place);
      for (const [card, holder] of world.holderOfCard) {
        if (holder !== place) continue;
        if (isMerge) world.holderOfCard.set(card, into);
        else world.holderOfCard.delete(card);
      }
      for (const [from, at] of world.mergedInto) {
        if (at !== place) continue;
        if (isMerge) world.mergedInto.set(from, into);
        else world.mergedInto.delete(from);
      }
      if (isMerge) world.mergedInto.set(place, into);
      if (isMerge) touched.add(into);
      const reason = isMerge ? 'merged' : 'erased';
      gone.push({ t: 'memberGone', memberRef: memberRefOf(place), reason, orderId: null });
    }
  }
  const members = [...touched]
    .filter((place) => world.members.has(place))
    .map((place) => recordOf(world, place));
  // Who came back after leaving within one step is not gone.
  const reallyGone = gone.filter(
    (record) =>
      record.t !== 'memberGone' || !members.some(({ member }) => member.memberRef === record.memberRef),
  );
  return shuffled([...members, ...reallyGone, ...goods(world, rng)], rng);
}

function goods(world: World, rng: Rng): readonly PullRecord[] {
  const products = [...world.products.values()];
  const one = products[rng.below(products.length)];
  const other = products[rng.below(products.length)];
  const use = { t: 'offerUse', offerId: `o${rng.below(3)}`, storeId: 'south', date: '2026-11-01' } as const;
  const used = { ...use, uses: rng.below(4), costMinor: minor(rng.below(3)) };
  world.uses.set(used.offerId, used);
  if (one === undefined || other === undefined || one === other) return [used];
  // Bar codes change places.
  const swapped = [
    { ...one, product: { ...one.product, barcode: other.product.barcode } },
    { ...other, product: { ...other.product, barcode: one.product.barcode } },
  ];
  for (const record of swapped) world.products.set(record.product.productId, record);
  return [used, ...swapped];
}

function shuffled<Item>(items: readonly Item[], rng: Rng): readonly Item[] {
  return items
    .map((item) => ({ item, key: rng.uint32() }))
    .toSorted((left, right) => left.key - right.key)
    .map(({ item }) => item);
}

/** Everything that can be asked of a cache, in an order of its own. */
function contentOf(pulls: PullWorld) {
  const db = pulls.cache();
  const members = pulls.members();
  const facts = createMemberFactsStore(db);
  const aliases = createMemberAliases(db);
  const everybody = Array.from({ length: people }, (_, place) => memberRefOf(place));
  const content = {
    members: everybody.map((memberRef) => members.byRef(memberRef)),
    facts: everybody.map((memberRef) => facts.factsOf(memberRef)),
    aliases: everybody.map((memberRef) => [aliases.memberOf(memberRef), aliases.aliasesOf(memberRef)]),
    cards: Array.from({ length: cardCount }, (_, card) =>
      members.byCard(cardUid(`04${String(card).padStart(12, '0')}`)),
    ),
    found: ['سارا*', 'امید*', 'kian*', 'نرگس*', 'lale*', 'dara*', 'nik*'].map((match) =>
      members
        .withName(match)
        .map(({ memberRef }) => memberRef)
        .toSorted(),
    ),
    products: allProducts(db).toSorted((left, right) => (left.productId < right.productId ? -1 : 1)),
    uses: createUsesOfOthers(db)(),
    ruleSet: publishedRuleSetOf(db),
    erased: createErasureStore(db).all().length > 0,
  };
  db.close();
  return { ...content, erased: undefined };
}

test('any run of deltas leaves the same cache as one snapshot of what HQ has at its end', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const rng = createSeededRng(seed);
      const world: World = {
        members: new Map(),
        holderOfCard: new Map(),
        mergedInto: new Map(),
        products: new Map(
          productRecordsOf().flatMap((record) =>
            record.t === 'product' ? [[record.product.productId, record]] : [],
          ),
        ),
        uses: new Map(),
      };
      const deltas = createPullWorld();
      deltas.pullSnapshot([chainRecordOf(), ruleSetRecordOf(), ...world.products.values()]);
      for (let round = 0; round < 6; round += 1) {
        const records = step(world, rng);
        const half = rng.below(records.length + 1);
        deltas.pull('delta', [records.slice(0, half), records.slice(half)]);
      }
      const whole = createPullWorld();
      whole.pull('snapshot', [
        [...world.members.keys()].map((place) => recordOf(world, place)),
        [ruleSetRecordOf(), ...world.products.values(), ...world.uses.values(), chainRecordOf()],
      ]);
      takeReadyCache(whole.place.dataDir);
      expect(contentOf(deltas)).toEqual(contentOf(whole));
    }),
    { numRuns: 10 },
  );
});
