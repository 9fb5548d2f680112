import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { givenSource } from '#electron/till/cache/build-cache.ts';
import { checkInWorker } from '#electron/till/cache/build-in-worker.ts';
import { loadChain } from '#electron/till/cache/load-chain.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { checkRuleSet } from '#electron/till/rules/check-rule-set.ts';
import { sliced } from '#electron/till/rules/sliced-rule-set.ts';
import { rulesLookEveryMs } from '#electron/till/rules/watch-rules.ts';
import type { RulesView } from '#shared/contracts/till-views.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { tinyChainData, tinyRuleSet } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const ports = { sha256, utf8 };

function rulesWith(ruleSetId: string, offerCount = 2): RuleSet {
  const offers = Array.from({ length: offerCount }, (_none, index) => ({
    offerId: `gift-${index}`,
    effects: [{ kind: 'discountFixed', amountMinor: 1_000 + index }],
  }));
  return ruleSetOf({ ruleSetId, offers });
}

function hashOf(ruleSet: RuleSet): string {
  return expectOk(checkRuleSet(ruleSet, null, ports)).ruleSetHash;
}

function publish(world: TillWorld, ruleSet: object): void {
  writeFileSync(path.join(world.resourcesDir, 'demo', 'rule-set.json'), JSON.stringify(ruleSet));
}

function publishHash(world: TillWorld, hash: string): void {
  writeFileSync(path.join(world.resourcesDir, 'demo', 'rule-set.sha256'), `${hash}\n`);
}

async function rulesOf(run: TillRun): Promise<RulesView> {
  return expectOk(await run.screen.till({})).rules;
}

function rulesEvents(run: TillRun): readonly unknown[] {
  return run.untakenEvents().filter(({ event }) => event === 'rulesChanged');
}

/** Until the watch has come to the end of its look, however long the disk takes: then it sets its timer again. */
async function lookAgain(world: TillWorld, run: TillRun): Promise<void> {
  world.time.advance(rulesLookEveryMs);
  do await run.settle();
  while (!world.time.isJustSet(rulesLookEveryMs));
  await run.settle();
}

test('the rule set in force is told with its hash and its number of offers', async () => {
  const world = createTillWorld();
  const run = await world.open();
  expect(await rulesOf(run)).toEqual({
    ruleSetId: 'tiny-rules',
    ruleSetHash: hashOf(tinyRuleSet()),
    offerCount: 3,
    refused: null,
  });
});

test('the names of stamp cards and of their rewards are told with the rules, those of a newer rule set as well', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  expect(await rulesOf(run)).not.toHaveProperty('stampCards');
  const card = { fa: 'کارت قهوه', en: 'Coffee card' };
  const coffee = { fa: 'یک قهوه', en: 'A coffee' };
  const reward = { giftId: 'free-coffee', name: coffee, worthMinor: 600_000 };
  const stampCards = [{ stampCardId: 'coffee', name: card, stampsNeeded: 5, reward }];
  publish(world, { ...rulesWith('stamps'), stampCards });
  await lookAgain(world, run);
  const told = [{ stampCardId: 'coffee', name: card, rewardGiftId: 'free-coffee', rewardName: coffee }];
  expect(await run.nextEvent('rulesChanged')).toMatchObject({ stampCards: told });
  expect((await rulesOf(run)).stampCards).toEqual(told);
});

test('a rule set that fails its check leaves the old one in force at the start, and the till says where it is wrong', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  publish(world, { ...tinyRuleSet(), valuation: { walletCreditBasisPoints: -1, pointMinor: 0 } });
  const run = await world.openSignedIn();
  const rules = await rulesOf(run);
  expect(rules).toMatchObject({ ruleSetId: 'tiny-rules', ruleSetHash: hashOf(tinyRuleSet()) });
  expect(rules.refused?.path).toBe('valuation.walletCreditBasisPoints');
  expect(rules.refused?.reason).toContain('tooSmall');
  const { basketId } = await basketOf(run);
  const basket = await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 6_000_000 });
  expect(expectOk(basket).score.discountMinor).toBe(600_000);
});

test('a rule set that is not the one that was published is refused at the start', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  publish(world, rulesWith('half-copied'));
  publishHash(world, hashOf(rulesWith('whole')));
  const run = await world.open();
  const rules = await rulesOf(run);
  expect(rules.ruleSetId).toBe('tiny-rules');
  expect(rules.refused?.reason).toContain(hashOf(rulesWith('whole')));
});

test('a rule set published with its hash is taken', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  publish(world, rulesWith('published'));
  publishHash(world, hashOf(rulesWith('published')).toUpperCase());
  expect(await rulesOf(await world.open())).toMatchObject({ ruleSetId: 'published', refused: null });
});

test('a running till takes a newer rule set between two baskets: the open one stays with its own to the end', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const command = async () => ({ commandId: world.id(), basketId: (await basketOf(run)).basketId });
  const open = expectOk(await run.screen.addAmount({ ...(await command()), amountMinor: 6_000_000 }));
  const oldHash = hashOf(tinyRuleSet());
  const newHash = hashOf(rulesWith('newer'));
  publish(world, rulesWith('newer'));
  await lookAgain(world, run);
  expect(await run.nextEvent('rulesChanged')).toMatchObject({ ruleSetHash: newHash, refused: null });
  expect((await rulesOf(run)).ruleSetHash).toBe(newHash);
  expect((await basketOf(run)).score).toEqual(open.score);
  const grown = expectOk(await run.screen.addAmount({ ...(await command()), amountMinor: 1 }));
  expect(grown.score.ruleSetHash).toBe(oldHash);
  const paid = expectOk(await run.screen.paySale({ ...(await command()), revision: grown.revision }));
  expect(paid.receipt.score.ruleSetHash).toBe(oldHash);
  expect(paid.basket.score.ruleSetHash).toBe(newHash);
  const next = expectOk(await run.screen.addAmount({ ...(await command()), amountMinor: 50_000 }));
  expect(next.score).toMatchObject({ ruleSetHash: newHash, discountMinor: 1_001 });
});

test('the basket that was open when the rules changed keeps its version over a stop as well', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const open = expectOk(
    await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 6_000_000 }),
  );
  publish(world, rulesWith('newer'));
  await lookAgain(world, run);
  run.close();
  const again = await world.openSignedIn();
  expect((await rulesOf(again)).ruleSetId).toBe('newer');
  expect(await basketOf(again)).toEqual(open);
});

test('a running till refuses a rule set that is wrong once, and takes the next that is right', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  publish(world, { ...tinyRuleSet(), calendar: 'mayan' });
  await lookAgain(world, run);
  const told = await run.nextEvent('rulesChanged');
  expect(told).toMatchObject({ ruleSetId: 'tiny-rules', refused: { path: 'calendar' } });
  await lookAgain(world, run);
  expect(rulesEvents(run)).toEqual([]);
  publish(world, rulesWith('right-again'));
  await lookAgain(world, run);
  expect(await run.nextEvent('rulesChanged')).toMatchObject({ ruleSetId: 'right-again', refused: null });
});

test.each([
  ['in another currency', { ...rulesWith('euro'), currency: 'EUR' }, 'currency'],
  ['that is cut off', '{"schemaVersion":2', ''],
])('a rule set %s is refused while the till runs', async (_what, ruleSet, where) => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const file = path.join(world.resourcesDir, 'demo', 'rule-set.json');
  writeFileSync(file, typeof ruleSet === 'string' ? ruleSet : JSON.stringify(ruleSet));
  await lookAgain(world, run);
  expect((await run.nextEvent('rulesChanged')).refused?.path).toBe(where);
  expect(world.bugs).toEqual([]);
});

test('the same rule set written again says nothing, and takes back what was said of a wrong one', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  publish(world, tinyRuleSet());
  await lookAgain(world, run);
  expect(rulesEvents(run)).toEqual([]);
  rmSync(path.join(world.resourcesDir, 'demo', 'rule-set.json'));
  await lookAgain(world, run);
  expect((await run.nextEvent('rulesChanged')).refused).not.toBeNull();
  publish(world, tinyRuleSet());
  await lookAgain(world, run);
  expect(await run.nextEvent('rulesChanged')).toMatchObject({ ruleSetId: 'tiny-rules', refused: null });
});

test('a till whose chain was given by hand looks for no rules among the program’s own files', async () => {
  const world = createTillWorld();
  const { dataDir } = world;
  mkdirSync(dataDir, { recursive: true });
  const place = { dataDir, key: worldKeys.databaseKey, nativeBinding: null };
  const { hashPin } = createPinHasher(worldKeys.pinPepper, { memoryKiB: 64, passes: 1 });
  const content = { ...tinyChainData(), sourceHash: givenSource, demo: true };
  expectOk(await loadChain(place, content, { hashPin, ...ports }));
  const run = await world.openSignedIn();
  expect(world.time.isJustSet(rulesLookEveryMs)).toBe(false);
  publish(world, rulesWith('of-the-program'));
  world.time.advance(rulesLookEveryMs);
  await run.settle();
  expect((await rulesOf(run)).ruleSetId).toBe('tiny-rules');
  expect(rulesEvents(run)).toEqual([]);
});

test('a closed till looks no more', async () => {
  const world = createTillWorld();
  const run = await world.open();
  expect(world.time.openTimers()).toBeGreaterThan(0);
  run.close();
  expect(world.time.openTimers()).toBe(0);
});

test('while two thousand offers are made ready, every tap is answered in its turn', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  publish(world, rulesWith('many', 2_000));
  world.time.advance(rulesLookEveryMs);
  let answered = 0;
  for (;;) {
    const added = await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 1 });
    expectOk(added);
    answered += 1;
    if ((await rulesOf(run)).ruleSetId === 'many') break;
  }
  // Made ready in one go, it would have been there after the first answers.
  expect(answered).toBeGreaterThan(10);
  expect((await basketOf(run)).score.ruleSetHash).toBe(hashOf(tinyRuleSet()));
});

test('a worker thread checks a rule set with the same outcome', async () => {
  const world = createTillWorld();
  const dir = path.join(world.resourcesDir, 'demo');
  const entry = new URL('../../../electron/till/cache-worker-process.ts', import.meta.url);
  const right = await checkInWorker(entry, { kind: 'rules', dir });
  expect(right).toEqual(sliced(checkRuleSet(tinyRuleSet(), null, ports)));
  publish(world, { ...tinyRuleSet(), calendar: 'mayan' });
  const wrong = await checkInWorker(entry, { kind: 'rules', dir });
  expect(wrong).toMatchObject({ ok: false, error: { path: 'calendar' } });
});
