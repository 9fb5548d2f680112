import path from 'node:path';
import { expect, test } from 'vitest';
import { removeCache } from '#electron/till/cache/cache-files.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { cards, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';
import { isoOf } from '#test/support/iso-date.ts';

async function start(): Promise<{
  readonly world: TillWorld;
  readonly run: TillRun;
  readonly form: () => Form;
}> {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const form = (): Form => ({
    commandId: world.id(),
    basketId,
    name: 'مریم نوری',
    phone: null,
    birthDate: null,
    cardUid: null,
  });
  return { world, run, form };
}

type Form = Parameters<TillRun['screen']['enrolMember']>[0];

test('a new member with a tapped card and a phone in Persian digits owns the basket, and earns with the first sale', async () => {
  const { world, run, form } = await start();
  run.reader.tap(cards.nobody);
  expect(await run.nextEvent('tapped')).toMatchObject({ kind: 'unknownCard' });
  const { basketId } = form();
  expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 500_000 }));
  const asked = { ...form(), phone: '۰۹۱۳ ۷۶۵ ۴۳۲۱', birthDate: isoOf('2001-03-04'), cardUid: cards.nobody };
  const basket = expectOk(await run.screen.enrolMember(asked));
  expect(basket.member).toMatchObject({
    name: 'مریم نوری',
    tierId: 'bronze',
    phoneMasked: '+98••••••4321',
    pointsBalance: 0,
    identifiedBy: 'enrolment',
    balancesAsOfMs: null,
  });
  const paid = expectOk(
    await run.screen.paySale({ commandId: world.id(), basketId, revision: basket.revision }),
  );
  expect(paid.receipt).toMatchObject({ receiptNumber: 'TILL1-261121-2', balances: { pointsBalance: 5 } });
});

test('a member made here is found by card, phone and name, also after the cache was made anew', async () => {
  const { world, run, form } = await start();
  const asked = { ...form(), phone: '0913 765 4321', cardUid: cards.nobody };
  const { member } = expectOk(await run.screen.enrolMember(asked));
  run.close();
  removeCache(world.dataDir);
  const again = await world.openSignedIn();
  expect(world.builds()).toBe(2);
  const found = async (text: string) => expectOk(await again.screen.searchMembers({ text })).members;
  for (const text of ['مريم', '09137654321', '4321'])
    expect(await found(text)).toMatchObject([{ memberRef: member?.memberRef }]);
  expectOk(await again.screen.clearBasket({ commandId: world.id(), basketId: form().basketId }));
  again.reader.tap(cards.nobody);
  expect(await again.nextEvent('tapped')).toMatchObject({
    kind: 'identified',
    basket: { member: { name: 'مریم نوری' } },
  });
});

test.for<[string, Partial<Form>, string]>([
  ['without a name', { name: ' \u200b ' }, 'name_missing'],
  ['with a name of half a character', { name: '\ud800' }, 'name_missing'],
  ['with a number that is none', { phone: '12345' }, 'phone_invalid'],
  ['with a phone that somebody has', { phone: '0912 123 4567' }, 'phone_taken'],
  ['with a card that somebody has', { cardUid: cards.omid }, 'card_taken'],
  ['with a lost card', { cardUid: cards.omidLost }, 'card_taken'],
  ['born tomorrow', { birthDate: isoOf('2026-11-22') }, 'birth_date_invalid'],
  ['born in another century', { birthDate: isoOf('1899-12-31') }, 'birth_date_invalid'],
])('an enrolment %s is refused and makes nobody', async ([, changed, code]) => {
  const { run, form } = await start();
  expect(expectCode(await run.screen.enrolMember({ ...form(), ...changed }))).toBe(code);
  expect((await basketOf(run)).member).toBeNull();
  expect(expectOk(await run.screen.searchMembers({ text: 'مریم' })).members).toEqual([]);
});

test('a phone that is taken offers the member who has it', async () => {
  const { run, form } = await start();
  const refused = await run.screen.enrolMember({ ...form(), phone: '+98 912 123 4567' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'phone_taken', details: { memberRef: sara } } });
});

test('an enrolment sent twice makes one member', async () => {
  const { run, form } = await start();
  const asked = { ...form(), phone: '09137654321' };
  const first = expectOk(await run.screen.enrolMember(asked));
  expect(expectOk(await run.screen.enrolMember(asked))).toEqual(first);
  expect(expectOk(await run.screen.searchMembers({ text: '09137654321' })).members).toHaveLength(1);
});

test('an enrolment that was booked but did not reach the basket is finished by the same command', async () => {
  const { world, run, form } = await start();
  const asked = { ...form(), phone: '09137654321' };
  const made = expectOk(await run.screen.enrolMember(asked));
  // The draft is thrown away, as a power cut may do; the ledger is not.
  run.close();
  world.loseDrafts();
  const again = await world.openSignedIn();
  const { basketId } = await basketOf(again);
  const finished = expectOk(await again.screen.enrolMember({ ...asked, basketId }));
  expect(finished.member?.memberRef).toBe(made.member?.memberRef);
});

test('the same command finished with another card does not give that card to the member', async () => {
  const { world, run, form } = await start();
  const asked = form();
  expectOk(await run.screen.enrolMember(asked));
  run.close();
  world.loseDrafts();
  const again = await world.openSignedIn();
  const { basketId } = await basketOf(again);
  expectOk(await again.screen.enrolMember({ ...asked, basketId, cardUid: cards.sara }));
  const add = { commandId: world.id(), basketId, amountMinor: 1_000 };
  const { revision } = expectOk(await again.screen.addAmount(add));
  expectOk(await again.screen.paySale({ commandId: world.id(), basketId, revision }));
  again.close();
  const { databaseKey: key, dataDir } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabaseToRead(file));
  const levels = db.prepareRead('SELECT card_level FROM entry ORDER BY place').all();
  db.close();
  // The enrolment came without a card, and the sale was identified by none.
  expect(levels.map((row) => row['card_level'])).toEqual([null, 0]);
});

test('a name keeps its spelling and loses what could disturb others', async () => {
  const { run, form } = await start();
  const name = '  نرگس\u200cزاده\u202e  <b>x</b>\u0000 ';
  const basket = expectOk(await run.screen.enrolMember({ ...form(), name }));
  expect(basket.member?.name).toBe('نرگس\u200cزاده <b>x</b>');
});
