import { describe, expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import path from 'node:path';
import { minor } from '#shared/domain/money.ts';
import type { ReferralRules, TierRules } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { bySecondPerson, refundCommand, sellAmounts } from '#test/support/corrections.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { enrol, fileOf, restingPoints, standingChain } from '#test/support/standing-world.ts';
import { kian, manager, omid } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const tiers: TierRules = {
  measure: 'visits',
  period: 'rolling',
  days: 30,
  graceDays: 0,
  thresholds: [{ tierId: 'silver', atLeast: 2 }],
};
const referral: ReferralRules = {
  newcomerPoints: 100,
  introducerPoints: [150, 30],
  basketMinMinor: minor(1_000_000),
  rewardsPerIntroducerMax: 2,
  expireAfterDays: 180,
  guestPoints: 50,
};

type Shop = { readonly world: TillWorld; readonly run: TillRun };

async function shop(tierRules: Partial<TierRules> = {}, effects: readonly object[] = []): Promise<Shop> {
  const programme = { points: restingPoints, referral, tiers: { ...tiers, ...tierRules } };
  const data = standingChain(programme);
  const more = effects.map((effect, place) => ({
    offerId: `more-${place}`,
    effects: [effect],
    stacking: { mode: 'stackable' },
  }));
  const offers = [...data.ruleSet.offers.filter(({ offerId }) => offerId === 'points'), ...more];
  const world = createTillWorld({ data: { ...data, ruleSet: ruleSetOf({ offers }) } });
  return { world, run: await world.openSignedIn() };
}

/** Kinds of entries in the file, in their order; the chain and every sum are checked as well. */
function checkedKinds(world: TillWorld): readonly string[] {
  const place = { path: path.join(world.dataDir, 'ledger.db'), key: worldKeys.databaseKey };
  const db = expectOk(openDatabaseToRead({ ...place, kind: ledgerKind, nativeBinding: null }));
  const kinds = db.prepareRead('SELECT kind FROM entry ORDER BY place').all();
  const { publicKey } = world.opening().ports;
  expect(verifyLedger(db, { sha256, utf8, verifySignature, publicKey }).findings).toEqual([]);
  db.close();
  return kinds.map(({ kind }) => String(kind));
}

async function giveBack(
  { world, run }: Shop,
  sale: { readonly entryId: Uuid },
  places?: readonly number[],
): Promise<void> {
  const asked = places === undefined ? { sale } : { sale, places };
  expectOk(await run.screen.refundSale(await refundCommand(world, run, asked)));
}

/** Omid’s friend brings somebody, who buys for 1,000,000. */
async function firstPurchase({ world, run }: Shop) {
  const bring = async (name: string, introducer: Uuid): Promise<Uuid> => {
    const introducedBy = { memberRef: introducer, guestCodeId: null };
    const memberRef = await enrol(world, run, { name, introducedBy });
    const { basketId } = await basketOf(run);
    expectOk(await run.screen.clearBasket({ commandId: world.id(), basketId }));
    return memberRef;
  };
  const friend = await bring('Friend', omid);
  const newcomer = await bring('Newcomer', friend);
  const sale = await sellAmounts(world, run, { member: newcomer, amounts: [500_000, 500_000] });
  const held = async (): Promise<readonly number[]> => {
    const files = await Promise.all([newcomer, friend, omid].map((memberRef) => fileOf(run, memberRef)));
    return files.map(({ points }) => points.open);
  };
  return { friend, sale, held };
}

describe('the tier of a member', () => {
  test('goes down in the same breath with the refund of the sale that reached it', async () => {
    const till = await shop();
    const { world, run } = till;
    await sellAmounts(world, run, { member: omid, amounts: [100_000] });
    const sale = await sellAmounts(world, run, { member: omid, amounts: [100_000] });
    await giveBack(till, sale);
    expect(checkedKinds(world)).toEqual(['sale', 'sale', 'tierChange', 'refund', 'tierChange']);
    expect((await fileOf(run, omid)).member.tierId).toBe('bronze');
  });

  test('goes from one to the other with a sale that gets another member', async () => {
    const till = await shop();
    const { world, run } = till;
    await sellAmounts(world, run, { member: kian, amounts: [100_000] });
    await sellAmounts(world, run, { member: omid, amounts: [100_000] });
    const { entryId } = await sellAmounts(world, run, { member: omid, amounts: [100_000] });
    const change = { commandId: world.id(), entryId, memberRef: kian, approval: bySecondPerson };
    expectOk(await run.screen.changeSaleMember(change));
    const kinds = checkedKinds(world);
    expect(kinds.slice(-3)).toEqual(['reassign', 'tierChange', 'tierChange']);
    expect((await fileOf(run, omid)).member.tierId).toBe('bronze');
    expect((await fileOf(run, kian)).member.tierId).toBe('silver');
    expectOk(await run.screen.changeSaleMember(change));
    expect(checkedKinds(world)).toEqual(kinds);
  });

  test('loses what an offer gave toward the next one with the part of the sale that comes back', async () => {
    const till = await shop({ measure: 'spent' }, [{ kind: 'tierProgress', progress: 1_001 }]);
    const { world, run } = till;
    const measured = async () => present((await fileOf(run, omid)).glance.tier).measured;
    const sale = await sellAmounts(world, run, { member: omid, amounts: [100_000, 100_000] });
    expect(await measured()).toBe(201_001);
    await giveBack(till, sale, [0]);
    expect(await measured()).toBe(100_500);
    await giveBack(till, sale);
    expect(await measured()).toBe(0);
    expect(checkedKinds(world).filter((kind) => kind === 'refund')).toHaveLength(2);
  });
});

describe('the rewards of an introduction', () => {
  test('go back with the purchase that they were given for, share by share', async () => {
    const till = await shop();
    const { sale, held } = await firstPurchase(till);
    expect(await held()).toEqual([10 + 100, 150, 30]);
    await giveBack(till, sale, [0]);
    expect(await held()).toEqual([5 + 50, 75, 15]);
    await giveBack(till, sale);
    expect(await held()).toEqual([0, 0, 0]);
    checkedKinds(till.world);
  });

  test('go back when the purchase turns out to be somebody else’s', async () => {
    const till = await shop();
    const { sale, held } = await firstPurchase(till);
    const change = { commandId: till.world.id(), entryId: sale.entryId, memberRef: kian };
    const done = expectOk(await till.run.screen.changeSaleMember({ ...change, approval: bySecondPerson }));
    expect(done.change).toMatchObject({ pointsTaken: 10 + 100, pointsGiven: 10 });
    expect(await held()).toEqual([0, 0, 0]);
    checkedKinds(till.world);
  });

  test('never count as earned, neither when they are given nor when they are taken back', async () => {
    const till = await shop({ measure: 'pointsEarned', thresholds: [{ tierId: 'silver', atLeast: 1_000 }] });
    const { friend, sale } = await firstPurchase(till);
    const measured = async (memberRef: Uuid) =>
      present((await fileOf(till.run, memberRef)).glance.tier).measured;
    expect(await measured(friend)).toBe(0);
    await giveBack(till, sale);
    expect(await measured(friend)).toBe(0);
  });

  test('of a guest go back with what the guest bought', async () => {
    const till = await shop();
    const { world, run } = till;
    const { codes } = expectOk(
      await run.screen.issueCodes({
        commandId: world.id(),
        batchId: world.id(),
        codeKind: 'guestCard',
        refId: null,
        valueMinor: null,
        memberRef: omid,
        count: 1,
        approval: manager,
      }),
    );
    const { codeId } = expectOk(await run.screen.lookUpCode({ text: present(codes[0]) }));
    const { basketId } = await basketOf(run);
    expectOk(await run.screen.setGuest({ commandId: world.id(), basketId, guestCodeId: codeId }));
    const sale = await sellAmounts(world, run, { member: null, amounts: [1_000_000] });
    expect((await fileOf(run, omid)).points.open).toBe(50);
    await giveBack(till, sale);
    expect((await fileOf(run, omid)).points.open).toBe(0);
  });
});
