import { expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { cards, omid, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

async function signedIn(): Promise<{ readonly world: TillWorld; readonly run: TillRun }> {
  const world = createTillWorld();
  return { world, run: await world.openSignedIn() };
}

async function addAmount(world: TillWorld, run: TillRun): Promise<void> {
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 10_000 }));
}

async function memberOf(run: TillRun): Promise<string | undefined> {
  return (await basketOf(run)).member?.memberRef;
}

test('one tap is one message with the whole basket in it', async () => {
  const { run } = await signedIn();
  run.reader.tap(cards.saraSecond);
  const tapped = await run.nextEvent('tapped');
  expect(tapped).toEqual({ kind: 'identified', basket: await basketOf(run) });
  expect(await memberOf(run)).toBe(sara);
  expect(run.untakenEvents().filter(({ event }) => event === 'tapped')).toEqual([]);
});

test('a card that bounces is one identification', async () => {
  const { world, run } = await signedIn();
  for (let bounce = 0; bounce < 50; bounce += 1) {
    run.reader.tap(cards.sara);
    await run.settle();
    world.time.advance(bounce * 30);
  }
  await run.nextEvent('tapped');
  expect(run.untakenEvents()).toEqual([expect.objectContaining({ event: 'readerChanged' })]);
  expect((await basketOf(run)).revision).toBe(1);
});

test('a card left on the reader is not a second tap, however long it lies there', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara, 7);
  await run.nextEvent('tapped');
  world.time.advance(60_000);
  run.reader.tap(cards.sara, 7);
  await run.settle();
  expect(run.untakenEvents().filter(({ event }) => event === 'tapped')).toEqual([]);
});

test('the same card counts again for the next basket, at once', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  await addAmount(world, run);
  const { basketId, revision } = await basketOf(run);
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  run.reader.tap(cards.sara);
  expect(await run.nextEvent('tapped')).toMatchObject({
    kind: 'identified',
    basket: { member: { visitCount: 11 } },
  });
});

test('another card in the middle of a sale changes nothing until the cashier decides', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  await addAmount(world, run);
  world.time.advance(5_000);
  run.reader.tap(cards.omid);
  const tapped = await run.nextEvent('tapped');
  expect(tapped).toMatchObject({ kind: 'otherMember', cardUid: cards.omid, member: { memberRef: omid } });
  expect(await memberOf(run)).toBe(sara);
  const { basketId } = await basketOf(run);
  const decision = { commandId: world.id(), basketId, memberRef: omid, cardUid: cards.omid };
  const basket = expectOk(await run.screen.attachMember(decision));
  expect(basket.member).toMatchObject({ memberRef: omid, identifiedBy: 'card' });
});

test('before the first goods a second customer simply takes the place of the first', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  world.time.advance(3_000);
  run.reader.tap(cards.omid);
  expect(await run.nextEvent('tapped')).toMatchObject({
    kind: 'identified',
    basket: { member: { memberRef: omid } },
  });
});

test('two cards in the field give no identity, and take back the one that was just given', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  world.time.advance(499);
  run.reader.tap(cards.omid);
  const several = await run.nextEvent('tapped');
  expect(several).toMatchObject({ kind: 'severalCards', basket: { member: null } });
  for (const card of [cards.sara, cards.omid, cards.sara, cards.sara]) {
    world.time.advance(100);
    run.reader.tap(card);
  }
  await run.settle();
  expect(run.untakenEvents().filter(({ event }) => event === 'tapped')).toEqual([]);
  expect(await memberOf(run)).toBeUndefined();
  world.time.advance(2_500);
  run.reader.tap(cards.omid);
  expect(await run.nextEvent('tapped')).toMatchObject({ kind: 'identified' });
  expect(await memberOf(run)).toBe(omid);
});

test('two cards in the field give a sale back to the member it had', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.omid);
  await run.nextEvent('tapped');
  world.time.advance(5_000);
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  run.reader.tap(cards.nobody);
  expect(await run.nextEvent('tapped')).toMatchObject({
    kind: 'severalCards',
    basket: { member: { memberRef: omid } },
  });
});

test('unknown, blocked and unreadable cards are told apart and identify nobody', async () => {
  const { world, run } = await signedIn();
  const outcome = async (put: () => void) => {
    world.time.advance(3_000);
    put();
    return run.nextEvent('tapped');
  };
  expect([
    await outcome(() => run.reader.tap(cards.nobody)),
    await outcome(() => run.reader.tap(cards.omidLost)),
    await outcome(() => run.reader.unreadable('liftedTooEarly')),
    await outcome(() => run.reader.unreadable('notForMembers')),
    await outcome(() => run.reader.unreadable('severalCards')),
    await outcome(() => run.reader.unreadable('heldByAnotherProgram')),
  ]).toEqual([
    { kind: 'unknownCard', cardUid: cards.nobody },
    { kind: 'blockedCard', cardUid: cards.omidLost },
    { kind: 'unreadable' },
    { kind: 'notForMembers' },
    { kind: 'severalCards' },
    { kind: 'unreadable' },
  ]);
  expect((await basketOf(run)).revision).toBe(0);
});

test('while nobody is signed in a card is not looked up', async () => {
  const world = createTillWorld();
  const run = await world.open();
  run.reader.tap(cards.sara);
  expect(await run.nextEvent('tapped')).toEqual({ kind: 'signedOut' });
  run.reader.unreadable('badReply');
  expect(await run.nextEvent('tapped')).toEqual({ kind: 'signedOut' });
});

test('a page cannot claim a card that did not lie on the reader', async () => {
  const { world, run } = await signedIn();
  const { basketId } = await basketOf(run);
  const claim = { commandId: world.id(), basketId, memberRef: sara, cardUid: cards.sara };
  const basket = expectOk(await run.screen.attachMember(claim));
  expect(basket.member).toMatchObject({ memberRef: sara, identifiedBy: 'search' });
  const nobody = { commandId: world.id(), basketId, memberRef: world.id(), cardUid: null };
  expect(expectCode(await run.screen.attachMember(nobody))).toBe('member_unknown');
});

test('a member taken out of the basket can tap again at once', async () => {
  const { world, run } = await signedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  const { basketId } = await basketOf(run);
  expect(expectOk(await run.screen.detachMember({ commandId: world.id(), basketId })).member).toBeNull();
  run.reader.tap(cards.sara);
  expect(await run.nextEvent('tapped')).toMatchObject({ kind: 'identified' });
});

test('the state of the reader is passed on at all times, and selling goes on without one', async () => {
  const { world, run } = await signedIn();
  expect(await run.nextEvent('readerChanged')).toEqual({ kind: 'ready', readerName: 'Scripted' });
  run.reader.setState({ kind: 'noReader' });
  expect(await run.nextEvent('readerChanged')).toEqual({ kind: 'noReader' });
  run.reader.die();
  expect(await run.nextEvent('readerChanged')).toEqual({ kind: 'starting', attempt: 1 });
  expect(expectOk(await run.screen.till({})).reader).toEqual({ kind: 'starting', attempt: 1 });
  expect(expectCode(await run.screen.tapDemoCard({ cardUid: cards.sara }))).toBe('reader_missing');
  await addAmount(world, run);
  const { basketId, revision } = await basketOf(run);
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
});

test('a demo card taps like a real one, and only in the demo', async () => {
  const { run } = await signedIn();
  expectOk(await run.screen.tapDemoCard({ cardUid: cards.sara }));
  expect(await run.nextEvent('tapped')).toMatchObject({ kind: 'identified' });
  const world = createTillWorld({ demo: false });
  const real = await world.openSignedIn();
  expect(expectCode(await real.screen.tapDemoCard({ cardUid: cards.sara }))).toBe('demo_only');
  expect(expectOk(await real.screen.till({})).demo).toBeNull();
});
