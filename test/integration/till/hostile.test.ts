import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import { rpcAnswer } from '#shared/contracts/rpc-frames.ts';
import type { Wire } from '#shared/contracts/rpc-frames.ts';
import { secondManager } from '#test/support/corrections.ts';
import { everyOperation, sceneForAll } from '#test/support/every-operation.ts';
import type { Scene } from '#test/support/every-operation.ts';
import { present } from '#test/support/present.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { nodeWires } from '#test/support/node-wire.ts';
import { cards, cashier, manager, omid, products, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const operations = Object.keys(tillContract.operations);
const seed = 20_261_121;

type Names = { readonly basketId: string; readonly lineId: string; readonly strayId: string };

/** What each field should look like, so that most calls get past the schema and into the handlers. */
function rightValues({ basketId, lineId, strayId }: Names): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const anyCard = fc.constantFrom(...Object.values(cards));
  const words = fc.constantFrom(
    'سارا',
    'Omid',
    'tea',
    "'; DROP TABLE member; --",
    '"*" OR',
    '<b>',
    '۰۹۱۲',
    '__proto__',
  );
  return {
    commandId: fc.uuid({ version: 7 }),
    basketId: fc.constantFrom(basketId, basketId, basketId, strayId),
    memberRef: fc.constantFrom(sara, omid, strayId),
    cardUid: fc.oneof(anyCard, fc.constant(null)),
    productId: fc.constantFrom('tea-1', 'rice-1', 'nothing'),
    quantity: fc.constantFrom(1, 2, 9_999, 10_000, -1),
    barcode: fc.constantFrom(products.tea.barcode, '1', ''),
    amountMinor: fc.oneof(fc.integer({ min: -5, max: 20_000_000_000 }), fc.constant(1)),
    lineId: fc.constantFrom(lineId, strayId),
    revision: fc.nat(3_000),
    entryId: fc.constant(strayId),
    operatorId: fc.constantFrom<string>(cashier.operatorId, strayId),
    pin: fc.constantFrom('000000', cashier.pin),
    text: words,
    name: fc.oneof(words, fc.string({ unit: 'binary', maxLength: 200 })),
    phone: fc.oneof(fc.constant(null), words, fc.constantFrom('09137654321', '+989350000000')),
    birthDate: fc.constantFrom(null, '2000-02-29', '2001-02-29', '3000-01-01'),
    paymentMeans: fc.constantFrom(null, 'cash', 'wallet', 'beads'),
    offerId: fc.constantFrom('points', 'birthday', 'nothing', '__proto__'),
    with: fc.constantFrom([], ['big'], ['nothing'], ['constructor']),
    without: fc.constantFrom([], ['birthday'], ['birthday', 'birthday']),
  };
}

const wrong = fc.oneof(
  fc.integer(),
  fc.constantFrom(2 ** 53, -(2 ** 53), Number.NaN, Infinity, -0, 0.5),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    [],
    {},
    [[]],
    { toString: 1 },
    '\ud800',
    '\u0000',
    'x'.repeat(70_000),
  ),
);

/** Most of them right in every field, some wrong in one, some wrong altogether. */
function input(names: Names): fc.Arbitrary<unknown> {
  const right = rightValues(names);
  const spoiled = fc
    .tuple(fc.record(right), fc.constantFrom(...Object.keys(right)), wrong)
    .map(([values, name, value]) => ({ ...values, [name]: value }));
  return fc.oneof(
    { arbitrary: fc.record(right), weight: 6 },
    { arbitrary: spoiled, weight: 2 },
    { arbitrary: fc.record(right, { requiredKeys: [] }), weight: 1 },
    { arbitrary: wrong, weight: 1 },
  );
}

/** A call for the basket of the beginning becomes one for the basket that is open now, as the screen shows it. */
async function aimed(run: TillRun, names: Names, asked: unknown): Promise<unknown> {
  if (typeof asked !== 'object' || asked === null || !('basketId' in asked)) return asked;
  if (asked.basketId !== names.basketId) return asked;
  const { basketId, revision, lines } = await basketOf(run);
  const lineId =
    'lineId' in asked && asked.lineId === names.lineId ? (lines[0]?.lineId ?? names.lineId) : names.strayId;
  return { ...asked, basketId, lineId, ...('revision' in asked ? { revision } : {}) };
}

async function namesIn(world: TillWorld, run: TillRun): Promise<Names> {
  const { basketId } = await basketOf(run);
  const basket = expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 700 }));
  return { basketId, lineId: present(basket.lines[0]).lineId, strayId: world.id() };
}

type Caller = (operation: string, input: unknown) => Promise<unknown>;

/** A page that was taken over: it sends what it likes. */
function connectHostilePage({ till }: TillRun): Caller {
  const [tillEnd, pageEnd] = nodeWires();
  till.connectScreen(tillEnd);
  const waiting = new Map<number, (outcome: unknown) => void>();
  listen(pageEnd, waiting);
  let callId = 0;
  return (operation, asked) => {
    callId += 1;
    const own = callId;
    return new Promise((resolve) => {
      waiting.set(own, resolve);
      pageEnd.send({ frame: 'request', callId: own, operation, input: asked });
    });
  };
}

function listen(wire: Wire, waiting: Map<number, (outcome: unknown) => void>): void {
  wire.onMessage((message) => {
    const answer = rpcAnswer.safeParse(message);
    if (answer.success) waiting.get(answer.data.callId)?.(answer.data.outcome);
  });
}

test('no call of a signed-out page has an effect, whatever it sends', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const names = await namesIn(world, run);
  const before = await basketOf(run);
  expectOk(await run.screen.signOut({ commandId: world.id() }));
  const call = connectHostilePage(run);
  const guarded = operations.filter((name) => !['signIn', 'signOut', 'till', 'tapDemoCard'].includes(name));
  const calls = fc.tuple(fc.constantFrom(...guarded), input(names));
  await fc.assert(
    fc.asyncProperty(calls, async ([operation, asked]) => {
      const outcome = await call(operation, asked);
      expect(outcome).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^(not_signed_in|invalid_input)$/) },
      });
    }),
    { numRuns: 3_000, seed },
  );
  run.close();
  const again = await world.openSignedIn();
  expect(await basketOf(again)).toEqual(before);
  expect(world.bugs).toEqual([]);
});

/** What the fields above are made for; the rest is tried from what is right of it, below. */
const ofBasket = new Set(
  `till signIn searchMembers searchProducts attachMember detachMember enrolMember addProduct addBarcode addAmount
   setQuantity removeLine undoLine clearBasket choosePaymentMeans wishOffers searchOffers whyNot paySale receiptSeen
   lastReceipt waitingVouchers codeBatches rewardsFor memberFile correctionRules findSales paymentOptions walletOptions
   tillHealth closeShift shiftProof tapDemoCard`.split(/\s+/),
);

test('no call of a signed-in page breaks the service or answers with a code that its operation does not declare', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const call = connectHostilePage(run);
  const names = await namesIn(world, run);
  const declared = new Map<string, readonly string[]>(
    Object.entries(tillContract.operations).map(([name, { errors }]) => [name, errors]),
  );
  const seen = new Set<string>();
  const open = operations.filter((name) => ofBasket.has(name));
  const calls = fc.tuple(fc.constantFrom(...open), input(names));
  await fc.assert(
    fc.asyncProperty(calls, async ([operation, asked]) => {
      const outcome = rpcAnswer.shape.outcome.parse(await call(operation, await aimed(run, names, asked)));
      seen.add(outcome.ok ? `${operation} done` : outcome.error.code);
      const codes = [...(declared.get(operation) ?? []), 'invalid_input'];
      expect(codes).toContain(outcome.ok ? 'invalid_input' : outcome.error.code);
    }),
    { numRuns: 5_000, seed },
  );
  // Otherwise the run would have stopped at the border and shown nothing of what lies behind it.
  const missed = open.filter((name) => name !== 'receiptSeen' && !seen.has(`${name} done`));
  expect(missed).toEqual([]);
  expect(world.bugs).toEqual([]);
  const basket = await basketOf(run);
  expect(basket.score.grossMinor).toBe(
    basket.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
  );
});

/** What is put in place of one field: nonsense, ids of other kinds, numbers at every edge. */
function otherValue({ saleId, slipId, claims, code }: Scene): fc.Arbitrary<unknown> {
  const ids = [saleId, slipId, ...claims, sara, omid, cashier.operatorId, manager.operatorId];
  const numbers = [
    0,
    -1,
    1,
    2 ** 31,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 53) - 1,
    1e308,
    Number.NaN,
    0.1,
    99_999_999_999,
  ];
  const texts = [
    '',
    code,
    '۱۲۳۴',
    '٠٩',
    '1e9',
    '9'.repeat(1_000_000),
    '\u202e',
    'points',
    '0000-00-00',
    '9999-12-31',
  ];
  const approval = fc.constantFrom(null, manager, cashier, secondManager, { operatorId: sara, pin: '' });
  return fc.oneof(
    { arbitrary: fc.constantFrom<unknown>(...ids), weight: 5 },
    { arbitrary: fc.constantFrom<unknown>(...numbers), weight: 3 },
    { arbitrary: fc.constantFrom<unknown>(...texts), weight: 2 },
    { arbitrary: approval, weight: 2 },
    { arbitrary: wrong, weight: 2 },
  );
}

/** A campaign asks for more: VAFA_HOSTILE_CALLS=500000. */
const callsOfPage = Number(process.env['VAFA_HOSTILE_CALLS'] ?? 10_000);

test.each(['cashier', 'manager'] as const)(
  'no call of a %s’s page that is right but for one field breaks the till or does what needs a second person',
  { timeout: 120_000 + callsOfPage * 20 },
  async (role) => {
    const scene = await sceneForAll();
    const { run, world } = scene;
    const call = connectHostilePage(run);
    const who = { cashier, manager }[role];
    expectOk(await run.screen.signIn({ commandId: world.id(), ...who }));
    const before = approvedEntries(scene);
    const seen = new Set<string>();
    const calls = fc.tuple(fc.nat(everyOperation.length - 1), fc.nat(), otherValue(scene), fc.boolean());
    await fc.assert(
      fc.asyncProperty(calls, async ([place, field, value, isRight]) => {
        const { name, ask } = present(everyOperation[place]);
        // Nobody else signs in here, and no right PIN of a second person is known to this page.
        if (name === 'signIn' || name === 'signOut') return;
        const asked = { ...(await ask(scene)) };
        const names = Object.keys(asked);
        const spoiled = isRight ? asked : { ...asked, [names[field % names.length] ?? 'text']: value };
        const outcome = rpcAnswer.shape.outcome.parse(await call(name, unapproved(spoiled)));
        seen.add(outcome.ok ? `${name} done` : `${name} ${outcome.error.code}`);
        const declared: readonly string[] = [...tillContract.operations[name].errors, 'invalid_input'];
        expect(declared).toContain(outcome.ok ? 'invalid_input' : outcome.error.code);
      }),
      { numRuns: callsOfPage / 2, seed },
    );
    expect(world.bugs).toEqual([]);
    expect(approvedEntries(scene)).toEqual(before);
    expect(seen.size).toBeGreaterThan(100);
    expect(expectOk(await run.screen.till({})).ledger).toEqual({ kind: 'writable' });
  },
);

/** The page does not know the PIN of a second person. */
function unapproved(asked: Readonly<Record<string, unknown>>): object {
  const { approval } = asked;
  const isKnown = approval === secondManager || approval === manager;
  return isKnown ? { ...asked, approval: { ...secondManager, pin: '00000000' } } : asked;
}

/** Entries that two people made. */
function approvedEntries({ world }: Scene): number {
  const file = path.join(world.dataDir, 'ledger.db');
  const { databaseKey: key } = worldKeys;
  const db = expectOk(openDatabaseToRead({ path: file, key, kind: ledgerKind, nativeBinding: null }));
  const row = db.prepareRead('SELECT COUNT(*) AS entries FROM entry WHERE approver_id IS NOT NULL').get();
  db.close();
  return Number(row?.['entries']);
}

test('frames that are none are not answered and disturb nobody', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const [tillEnd, pageEnd] = nodeWires();
  run.till.connectScreen(tillEnd);
  const strange = [
    null,
    1,
    'x',
    {},
    [],
    { frame: 'request' },
    { frame: 'answer', callId: 1 },
    { frame: 'request', callId: -1 },
  ];
  for (const frame of strange) pageEnd.send(frame);
  pageEnd.send({ frame: 'request', callId: 1, operation: 'constructor', input: {} });
  pageEnd.send({ frame: 'request', callId: 2, operation: '__proto__', input: {} });
  await run.settle();
  expectOk(await run.screen.till({}));
  expect(world.logged.filter((event) => event === 'strangeScreenFrame')).toHaveLength(strange.length);
  expect(world.bugs).toEqual([]);
});

test('a window too many closes the oldest one and not the till', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const extra = Array.from({ length: 8 }, () => nodeWires());
  for (const [tillEnd] of extra) run.till.connectScreen(tillEnd);
  expect(expectOk(await run.till.handlers.till({}))).toMatchObject({ tillName: 'Till 1' });
});
