/** Whatever tills book, and however it reaches HQ: the sums are those of the entries, and come out again from nothing. */

import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { memberLots, memberSums } from '#sync/server/db/stores/publication/figures-store.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { countNext } from '#sync/server/truth/count-next.ts';
import { createTableReset } from '#test/support/hq/table-reset.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  knowRuleSet,
  memberId,
} from '#test/support/hq/truth-world.ts';
import type { TruthTill } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

/** Campaigns ask for more. */
const runs = Number(process.env['VAFA_COUNTING_RUNS'] ?? 6);
const { db } = withPglite();
const members = [1, 2] as const;
const tillCount = 3;

const till = fc.integer({ min: 0, max: tillCount - 1 });
const unit = fc.constantFrom('points' as const, 'money' as const);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      till,
      unit,
      member: fc.constantFrom(...members),
      amount: fc.integer({ min: 1, max: 500 }),
      isHeld: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      till,
      lot: fc.nat(20),
      amount: fc.integer({ min: 1, max: 400 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sell' as const), till, member: fc.constantFrom(...members) }),
  },
  // The same operation at another till.
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), till, lot: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), till }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      chainsMax: fc.integer({ min: 1, max: 3 }),
      entriesMax: fc.integer({ min: 1, max: 6 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type Given = {
  readonly entry: ValueEntry;
  readonly member: Uuid;
  readonly unit: 'points' | 'money';
  readonly keyId: Uuid;
  readonly amount: number;
};

let reset: () => Promise<void>;
beforeEach(async () => {
  reset = await createTableReset(db());
});

async function play(steps: readonly Step[]): Promise<readonly TruthTill[]> {
  const world = createTruthWorld();
  const tills = Array.from({ length: tillCount }, (_, number) => world.till(number + 1));
  const given: Given[] = [];
  for (const asked of steps) await playOne(asked, { tills, given, nextId: world.nextId });
  for (const each of tills) await each.push(db());
  await countAll(db());
  return tills;
}

type Play = { readonly tills: readonly TruthTill[]; readonly given: Given[]; readonly nextId: () => Uuid };

async function playOne(asked: Step, { tills, given, nextId }: Play): Promise<void> {
  if (asked.do === 'count') {
    await countNext(countDeps(db()), asked);
    return;
  }
  const at = tills[asked.till];
  if (at === undefined) return;
  if (asked.do === 'push') return at.push(db());
  if (asked.do === 'sell') {
    at.sell({ member: memberId(asked.member) });
    return;
  }
  if (asked.do === 'give') {
    const member = memberId(asked.member);
    const keyId = nextId();
    const releaseOn = asked.isHeld ? '2027-01-01' : null;
    const entry = at.book({ ...giftOf({ ...asked, memberRef: member, releaseOn }), keyId });
    given.push({ entry, member, unit: asked.unit, keyId, amount: asked.amount });
    return;
  }
  const of = given[asked.lot % Math.max(1, given.length)];
  if (of === undefined) return;
  if (asked.do === 'repeat') {
    at.book({ ...giftOf({ unit: of.unit, amount: of.amount, memberRef: of.member }), keyId: of.keyId });
    return;
  }
  const isOwn = of.entry.deviceId === at.deviceId;
  const lot = isOwn ? ({ kind: 'entry', entryId: of.entry.entryId, line: 0 } as const) : lotNamed(of.entry);
  at.book(paymentOf({ unit: of.unit, amount: asked.amount, lot, memberRef: of.member }));
}

/** Points and credit at hand by member and till, from the entries that HQ says it counted, by the postings alone. */
async function model(tills: readonly TruthTill[]): Promise<ReadonlyMap<string, bigint>> {
  const counted = await db()
    .selectFrom('entry')
    .select(['entry_id', 'op_key'])
    .where('disposition', 'in', ['accepted', 'flagged'])
    .execute();
  const ids = new Set(counted.map((row) => row.entry_id));
  expect(new Set(counted.map((row) => sha256(row.op_key).join())).size).toBe(counted.length);
  const sums = new Map<string, bigint>();
  for (const each of tills) {
    for (const entry of each.entries) {
      if (!ids.has(entry.entryId)) continue;
      for (const { account, amount } of postingsOf(entry)) {
        const name = `${each.deviceId} ${account}`;
        sums.set(name, (sums.get(name) ?? 0n) + BigInt(amount));
      }
    }
  }
  return sums;
}

async function checkSums(tills: readonly TruthTill[]): Promise<void> {
  const sums = await model(tills);
  for (const row of await db().selectFrom('member_sum').selectAll().execute()) {
    const own = tills.find(({ deviceId }) => deviceId === row.device_id);
    if (own === undefined) continue;
    const of = (purse: string): bigint =>
      sums.get(`${row.device_id} member:${row.member_ref}:${purse}`) ?? 0n;
    expect([BigInt(row.points), BigInt(row.points_pending)]).toEqual([of('points'), of('points_pending')]);
    expect([BigInt(row.wallet_minor), BigInt(row.wallet_pending_minor)]).toEqual([
      of('wallet'),
      of('wallet_pending'),
    ]);
  }
}

/** What others booked and what the till itself booked are all there is, for every till. */
async function checkParts(tills: readonly TruthTill[]): Promise<void> {
  const memberRefs = members.map(memberId);
  const figures = async (withoutDevice: string | null) => {
    const reader = { db: db(), memberRefs, withoutDevice };
    const sums = await memberSums(reader);
    const lots = await memberLots(reader);
    return { sums, lots };
  };
  const all = await figures(null);
  const sums = await model(tills);
  for (const { deviceId } of tills) {
    const others = await figures(deviceId);
    for (const memberRef of memberRefs) {
      const [whole, part] = [all, others].map(
        (found) => found.sums.find((row) => row.memberRef === memberRef)?.points ?? 0,
      );
      const own = sums.get(`${deviceId} member:${memberRef}:points`) ?? 0n;
      expect(BigInt(part ?? 0) + own).toBe(BigInt(whole ?? 0));
    }
  }
}

describe('counting any history', () => {
  it('gives the sums of the entries, each operation once, nothing made or lost', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const tills = await play(steps);
          await checkSums(tills);
          await checkParts(tills);
          const checks = await checkConservation(db());
          expect(checks).toMatchObject({ isSound: true });
        })
        .beforeEach(prepare),
      { numRuns: runs },
    );
  });

  it('comes out again from the stored segments, row by row', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          await play(steps);
          const before = await truthDump(db());
          await countAgain(countDeps(db()));
          expect(await truthDump(db())).toEqual(before);
        })
        .beforeEach(prepare),
      { numRuns: runs },
    );
  });

  it('leaves nothing of a turn that ends before its commit, and takes it again whole', async () => {
    await prepare();
    const world = createTruthWorld();
    const first = world.till(1);
    const gift = first.book(giftOf({ unit: 'points', amount: 100 }));
    first.book(
      paymentOf({ unit: 'points', amount: 150, lot: { kind: 'entry', entryId: gift.entryId, line: 0 } }),
    );
    await first.push(db());
    const before = await truthDump(db());
    // All sums are written when HQ packs its own entry for what was overspent.
    const compress = (): never => {
      throw new Error('the power went');
    };
    await expect(countNext({ ...countDeps(db()), compress })).rejects.toThrow('the power went');
    expect(await truthDump(db())).toEqual(before);
    expect(await countAll(db())).toBe(2);
    const counted = await truthDump(db());
    expect(counted['entry']).toHaveLength(3);
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(counted);
  });
});

async function prepare(): Promise<void> {
  await reset();
  await knowRuleSet(db());
  for (const number of members) await knowMember(db(), memberId(number));
}
