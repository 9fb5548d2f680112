import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { EnrolledView } from '#shared/contracts/till-views.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { isoOf } from '#test/support/iso-date.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';
import { cards, tinyChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const stacking = { mode: 'stackable' };
const welcome: OfferSketch = {
  offerId: 'welcome',
  name: { fa: 'خوش‌آمد', en: 'Welcome' },
  activity: { kind: 'enrolment' },
  effects: [
    { kind: 'bonusPoints', points: 100 },
    { kind: 'coupon', couponId: 'tea', name: { fa: 'چای', en: 'Tea' }, worthMinor: 50_000 },
  ],
  limits: [{ scope: 'till', uses: 2 }],
  stacking,
};
const perSale: OfferSketch = {
  offerId: 'per-sale',
  effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000 }],
  stacking,
};

async function start(...offers: readonly OfferSketch[]): Promise<{
  readonly world: TillWorld;
  readonly run: TillRun;
}> {
  const world = createTillWorld({ data: { ...tinyChainData(), ruleSet: ruleSetOf({ offers }) } });
  return { world, run: await world.openSignedIn() };
}

type Form = Parameters<TillRun['screen']['enrolMember']>[0];

async function formOf(world: TillWorld, run: TillRun): Promise<Form> {
  const { basketId } = await basketOf(run);
  return {
    commandId: world.id(),
    basketId,
    name: 'مریم نوری',
    phone: null,
    birthDate: null,
    cardUid: null,
  };
}

async function enrol(world: TillWorld, run: TillRun): Promise<EnrolledView> {
  return expectOk(await run.screen.enrolMember(await formOf(world, run)));
}

/** Checked as a whole on the way. */
function kindsOf(world: TillWorld): readonly unknown[] {
  const { databaseKey: key, dataDir } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabaseToRead(file));
  const report = verifyLedger(
    db,
    createNodePorts(worldKeys, () => undefined),
  );
  const kinds = db.prepareRead('SELECT kind FROM entry ORDER BY place').all();
  db.close();
  expect(report.findings).toEqual([]);
  return kinds.map(({ kind }) => kind);
}

test('a new member is given what the rules give for enrolling, sees it at once and earns with the first sale beside it', async () => {
  const { world, run } = await start(welcome, perSale);
  const basket = await enrol(world, run);
  expect(basket.member).toMatchObject({ pointsBalance: 100, visitCount: 0, lastVisits: [] });
  expect(basket.welcome).toMatchObject({
    pointsEarned: 100,
    payableMinor: 0,
    offers: [{ offerId: 'welcome', verdict: { kind: 'applied' }, items: [{ kind: 'coupon', refId: 'tea' }] }],
  });
  const { basketId } = basket;
  const add = { commandId: world.id(), basketId, amountMinor: 500_000 };
  const { revision } = expectOk(await run.screen.addAmount(add));
  const paid = expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  expect(paid.receipt).toMatchObject({ score: { pointsEarned: 5 }, balances: { pointsBalance: 105 } });
  run.close();
  expect(kindsOf(world)).toEqual(['enrol', 'activity', 'sale']);
});

test('an enrolment sent twice is given once, and both answers say the same', async () => {
  const { world, run } = await start(welcome);
  const form = await formOf(world, run);
  const first = expectOk(await run.screen.enrolMember(form));
  expect(expectOk(await run.screen.enrolMember(form))).toEqual(first);
  expect(first.welcome?.pointsEarned).toBe(100);
  run.close();
  expect(kindsOf(world)).toEqual(['enrol', 'activity']);
});

test('what was given but did not reach the basket before a stop is told by the same command, and given once', async () => {
  const { world, run } = await start(welcome);
  const form = await formOf(world, run);
  const made = expectOk(await run.screen.enrolMember(form));
  // The draft is thrown away, as a power cut may do; the ledger is not.
  run.close();
  world.loseDrafts();
  const again = await world.openSignedIn();
  const { basketId } = await basketOf(again);
  const finished = expectOk(await again.screen.enrolMember({ ...form, basketId }));
  expect(finished.welcome).toEqual(made.welcome);
  expect(finished.member).toEqual(made.member);
  again.close();
  expect(kindsOf(world)).toEqual(['enrol', 'activity']);
});

test('a budget that is used up gives nothing more, also after a stop', async () => {
  const { world, run } = await start(welcome);
  const given: (number | null)[] = [];
  const one = async (at: TillRun): Promise<void> => {
    const { welcome: gift, member } = await enrol(world, at);
    expect(member?.pointsBalance).toBe(gift?.pointsEarned ?? 0);
    given.push(gift?.pointsEarned ?? null);
  };
  await one(run);
  await one(run);
  await one(run);
  run.close();
  const again = await world.openSignedIn();
  await one(again);
  again.close();
  expect(given).toEqual([100, 100, null, null]);
  expect(kindsOf(world)).toEqual(['enrol', 'activity', 'enrol', 'activity', 'enrol', 'enrol']);
});

test('offers for enrolling ask for facts of the member: a birthday of today brings its gift, none does not', async () => {
  const birthday: OfferSketch = {
    offerId: 'birthday-welcome',
    activity: { kind: 'enrolment' },
    conditions: [{ kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 0, daysAfter: 0 }],
    effects: [{ kind: 'walletCreditFixed', amountMinor: 30_000 }],
  };
  const { world, run } = await start(birthday);
  expect(await enrol(world, run)).toMatchObject({ welcome: null, member: { walletMinor: 0 } });
  const born = { ...(await formOf(world, run)), birthDate: isoOf('1990-11-21') };
  expect(expectOk(await run.screen.enrolMember(born))).toMatchObject({
    welcome: { walletCreditMinor: 30_000 },
    member: { walletMinor: 30_000 },
  });
  run.close();
  expect(kindsOf(world)).toEqual(['enrol', 'enrol', 'activity']);
});

test('nobody is given anything for a sale without a member, a search or a tap', async () => {
  const { world, run } = await start(welcome);
  const { basketId } = await basketOf(run);
  const add = { commandId: world.id(), basketId, amountMinor: 500_000 };
  const { revision } = expectOk(await run.screen.addAmount(add));
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  run.reader.tap(cards.sara);
  expect(await run.nextEvent('tapped')).toMatchObject({ basket: { member: { pointsBalance: 120 } } });
  run.close();
  expect(kindsOf(world)).toEqual(['sale']);
});

test('a refused enrolment is given nothing', async () => {
  const { world, run } = await start(welcome);
  const form = await formOf(world, run);
  expect((await run.screen.enrolMember({ ...form, name: ' ' })).ok).toBe(false);
  expect((await run.screen.enrolMember({ ...form, cardUid: cards.omid })).ok).toBe(false);
  expect((await basketOf(run)).member).toBeNull();
  run.close();
});

test('the rules in force count, and not those that the open basket began with', async () => {
  const { world, run } = await start(perSale);
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 500_000 }));
  const ruleSet = { ...ruleSetOf({ offers: [welcome] }), ruleSetId: 'newer' };
  writeFileSync(path.join(world.resourcesDir, 'demo', 'rule-set.json'), JSON.stringify(ruleSet));
  run.close();
  const again = await world.openSignedIn();
  const basket = await enrol(world, again);
  expect(basket.welcome?.pointsEarned).toBe(100);
  // The basket itself is still scored by the rules that it is pinned to.
  expect(basket.score).toMatchObject({ pointsEarned: 5, offers: [{ offerId: 'per-sale' }] });
  again.close();
});

test('no entry of an enrolment holds a name, a phone, a birthday or a card', async () => {
  const { world, run } = await start(welcome);
  const form = {
    ...(await formOf(world, run)),
    name: 'Canary Guest',
    phone: '0913 765 4321',
    birthDate: isoOf('1990-11-21'),
    cardUid: cards.nobody,
  };
  expectOk(await run.screen.enrolMember(form));
  run.close();
  const { databaseKey: key, dataDir } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabaseToRead(file));
  const bodies = db.prepareRead(`SELECT HEX(body) AS body FROM entry WHERE kind = 'activity'`).all();
  db.close();
  expect(bodies).toHaveLength(1);
  const told = Buffer.from(String(bodies[0]?.['body']), 'hex').toString('latin1');
  for (const word of ['Canary', '7654321', '1990', cards.nobody]) expect(told).not.toContain(word);
  expect(told).toContain('welcome');
});
