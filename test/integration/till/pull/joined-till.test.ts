import { rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cachePath, removeCache } from '#electron/till/cache/cache-files.ts';
import { points } from '#shared/domain/points.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { memberRecordOf, memberRecordsOf, ruleSetRecordOf } from '#test/support/pulled-chain.ts';
import { createHeadSigner } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createPulledTill } from '#test/support/pulled-till.ts';
import { stagingPath } from '#electron/till/cache/staged-pull.ts';
import { cards, cashier, omid, products, sara, tinyRuleSet } from '#test/support/till-chain.ts';
import { basketOf } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

async function scanned(world: TillWorld, run: TillRun): Promise<void> {
  const { basketId } = await basketOf(run);
  const { barcode } = products.tea;
  expectOk(await run.screen.addBarcode({ commandId: world.id(), basketId, barcode }));
}

async function attached(world: TillWorld, run: TillRun, memberRef: typeof sara): Promise<void> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.attachMember({ commandId: world.id(), basketId, memberRef, cardUid: null }));
}

function saraRecord(change: Partial<ReturnType<typeof memberRecordsOf>[number]['member']> = {}) {
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a first member');
  return memberRecordOf({ ...first.member, ...change });
}

test('a running till sees a delta without a restart: figures, operators, programme and names', async () => {
  const { till, pulls, chainRecord } = await createPulledTill();
  const run = await till.openSignedIn();
  await attached(till, run, sara);
  expect((await basketOf(run)).member).toMatchObject({ pointsBalance: 120 });
  const record = chainRecord();
  const renamed = { ...record.chain, till: { ...record.chain.till, name: 'Till 7' } };
  pulls.pull('delta', [[{ ...record, chain: renamed }, saraRecord({ pointsBalance: points(90) })]]);
  expect(run.publishedChanged()).toMatchObject({ kind: 'reread' });
  expect((await basketOf(run)).member).toMatchObject({ pointsBalance: 90 });
  expect(expectOk(await run.screen.till({})).tillName).toBe('Till 7');
});

test('an operator whom HQ takes away is signed out, and cannot sign in again', async () => {
  const { till, pulls, chainRecord } = await createPulledTill();
  const run = await till.openSignedIn();
  const record = chainRecord();
  const operators = record.chain.operators.filter(({ operatorId }) => operatorId !== cashier.operatorId);
  pulls.pull('delta', [[{ ...record, chain: { ...record.chain, operators } }]]);
  run.publishedChanged();
  expect(expectOk(await run.screen.till({})).signedIn).toBeNull();
  expect(expectCode(await run.screen.signIn({ commandId: till.id(), ...cashier }))).toBe('operator_unknown');
});

test('an erased member leaves the open basket, and their card is one that nobody knows', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  await scanned(till, run);
  await attached(till, run, sara);
  pulls.pull('delta', [[{ t: 'memberGone', memberRef: sara, reason: 'erased', orderId: till.id() }]]);
  run.publishedChanged();
  expect(await run.nextEvent('publishedChanged')).toEqual({ hasBasketLostMember: true });
  const basket = await basketOf(run);
  expect(basket.member).toBeNull();
  expect(basket.lines).toHaveLength(1);
  run.reader.tap(cards.sara);
  expect(await run.nextEvent('tapped')).toMatchObject({ kind: 'unknownCard' });
});

test('a member whose redemption waits for HQ goes on earning', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  pulls.pull('delta', [[{ ...saraRecord(), hold: 'overdraft' }]]);
  run.publishedChanged();
  await scanned(till, run);
  await attached(till, run, sara);
  const { basketId, revision } = await basketOf(run);
  const refused = await run.screen.claimReward({
    commandId: till.id(),
    memberRef: sara,
    rewardId: 'none',
    count: 1,
  });
  expect(expectCode(refused)).toBe('redemption_on_hold');
  expectOk(await run.screen.paySale({ commandId: till.id(), basketId, revision }));
});

test('the screen is told why nothing may be taken from a member, and that it may be again', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  await attached(till, run, sara);
  expect((await basketOf(run)).member).not.toHaveProperty('hold');
  for (const hold of ['overdraft', 'byHand', null] as const) {
    pulls.pull('delta', [[{ ...saraRecord(), hold }]]);
    run.publishedChanged();
    expect((await basketOf(run)).member?.hold ?? null).toBe(hold);
  }
});

test('the name and the colours of the chain are shown as HQ publishes them, and a chain without a name shows none', async () => {
  const { till, pulls, chainRecord } = await createPulledTill();
  const run = await till.openSignedIn();
  const record = chainRecord();
  expect(expectOk(await run.screen.till({}))).toMatchObject({
    chainName: record.chain.name,
    branding: { accent: null, receiptLines: [] },
  });
  const branding = { accent: '#b4472b', receiptLines: ['Open every day'] };
  pulls.pull('delta', [[{ ...record, branding, chain: { ...record.chain, name: { fa: '', en: '' } } }]]);
  run.publishedChanged();
  const told = expectOk(await run.screen.till({}));
  expect(told.branding).toEqual(branding);
  expect(told).not.toHaveProperty('chainName');
});

test('a store that is another one asks for a new start, and the running till stays as it is', async () => {
  const { till, pulls, chainRecord } = await createPulledTill();
  const run = await till.openSignedIn();
  const record = chainRecord();
  pulls.pull('delta', [[{ ...record, chain: { ...record.chain, ownStoreId: 'south' } }]]);
  expect(run.publishedChanged()).toEqual({ kind: 'restartNeeded', part: 'ownStoreId' });
  run.close();
  const next = await till.openSignedIn();
  expect(expectOk(await next.screen.till({})).storeName.en).toBe('Store south');
});

test('a till of an HQ whose cache is gone sells without members until a snapshot has come', async () => {
  const { till, pulls } = await createPulledTill();
  (await till.openSignedIn()).close();
  removeCache(till.dataDir);
  const run = await till.openSignedIn();
  expect(till.logged).toContain('cacheRebuiltWithoutMembers');
  expect(till.builds()).toBe(0);
  await scanned(till, run);
  expect(expectOk(await run.screen.searchMembers({ text: 'Sara' })).members).toHaveLength(0);
  const { basketId, revision } = await basketOf(run);
  expectOk(await run.screen.paySale({ commandId: till.id(), basketId, revision }));
  run.close();
  expect(pulls.chain().hq).toEqual({ tills: 2, included: null });
});

test('a till of an HQ with a damaged cache makes none of the files of the program', async () => {
  const { till } = await createPulledTill();
  (await till.openSignedIn()).close();
  writeFileSync(cachePath(till.dataDir), new Uint8Array(40_960).fill(3));
  const run = await till.openSignedIn();
  expect(till.builds()).toBe(0);
  expect(expectOk(await run.screen.till({})).tillName).toBe('Till 1');
});

test('a till of an HQ that has lost both the cache and what it kept says so and makes nothing up', async () => {
  const { till } = await createPulledTill();
  (await till.openSignedIn()).close();
  removeCache(till.dataDir);
  rmSync(stagingPath(till.dataDir));
  await expect(till.open()).rejects.toThrow(/database_missing/u);
  expect(till.builds()).toBe(0);
});

test('a member who was merged is found by the former reference and by every card', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  await scanned(till, run);
  await attached(till, run, omid);
  const { basketId, revision } = await basketOf(run);
  expectOk(await run.screen.paySale({ commandId: till.id(), basketId, revision }));
  const [first, second] = memberRecordsOf();
  if (first === undefined || second === undefined) throw new Error('two members');
  const merged = memberRecordOf(
    { ...first.member, cards: [...first.member.cards, ...second.member.cards] },
    { aliases: [omid] },
  );
  await attached(till, run, omid);
  pulls.pull('delta', [[merged, { t: 'memberGone', memberRef: omid, reason: 'merged', orderId: null }]]);
  run.publishedChanged();
  const { member } = await basketOf(run);
  expect(member).toMatchObject({ memberRef: sara, visitCount: 11 });
  run.reader.tap(cards.omid);
  expect(await run.nextEvent('tapped')).toMatchObject({
    kind: 'identified',
    basket: { member: { memberRef: sara } },
  });
});

test('a published rule set comes into force at once, and the open basket keeps the one that it began with', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  await scanned(till, run);
  await attached(till, run, sara);
  const before = expectOk(await run.screen.till({})).rules;
  const next = ruleSetRecordOf({ ...tinyRuleSet(), ruleSetId: 'next', offers: [] });
  pulls.pull('delta', [[next]]);
  run.publishedChanged();
  expect(await run.nextEvent('rulesChanged')).toMatchObject({ ruleSetId: 'next', refused: null });
  const kept = await basketOf(run);
  expect(kept.score.offers.length).toBeGreaterThan(0);
  const { basketId } = kept;
  expectOk(await run.screen.clearBasket({ commandId: till.id(), basketId }));
  await scanned(till, run);
  await attached(till, run, sara);
  expect((await basketOf(run)).score.offers).toHaveLength(0);
  expect(before.ruleSetId).not.toBe('next');
});

test('a rule set that no two publishers signed stays out, with the reason on the screen, also after a restart', async () => {
  const { till, pulls, chainRecord } = await createPulledTill();
  const publishers = [1, 2].map((place) => ({
    publisherId: uuid(`0193a0b0-0000-4000-8000-00000000000${place}`),
    publicKey: bytesToHex(createHeadSigner(new Uint8Array(32).fill(place)).publicKey),
  }));
  const list = { version: 1, publishers, signatures: [], limits: null };
  pulls.pull('delta', [[chainRecord({ publishers: list })]]);
  const run = await till.openSignedIn();
  const before = expectOk(await run.screen.till({})).rules;
  const forged = ruleSetRecordOf({ ...tinyRuleSet(), ruleSetId: 'forged', offers: [] });
  // An empty list of publishers, which would let anything in, is not believed either.
  const none = chainRecord({ publishers: { version: 2, publishers: [], signatures: [], limits: null } });
  pulls.pull('delta', [[none, forged]]);
  run.publishedChanged();
  const refused = { path: '', reason: 'not signed by two publishers' };
  expect(await run.nextEvent('rulesChanged')).toEqual({ ...before, refused });
  run.close();
  const next = await till.openSignedIn();
  expect(expectOk(await next.screen.till({})).rules).toEqual({ ...before, refused });
});
