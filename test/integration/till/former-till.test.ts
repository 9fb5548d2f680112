/** A till of today on the files of a till of the first release. */

import path from 'node:path';
import { expect, test } from 'vitest';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { formerTill, layFormerTill } from '#test/support/former-till.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

const told = formerTill();

const soldBaskets = told.entries.flatMap(({ body }) => {
  const entry = parseEntry(hexToBytes(body) ?? new Uint8Array());
  return entry?.kind === 'sale' ? [entry.content.basketId] : [];
});

function formerWorld(): TillWorld {
  const world = createTillWorld();
  layFormerTill(world.dataDir);
  return world;
}

function ledgerOf(world: TillWorld) {
  const file = { path: path.join(world.dataDir, 'ledger.db'), key: worldKeys.databaseKey };
  return expectOk(openDatabaseToRead({ ...file, nativeBinding: null, kind: ledgerKind }));
}

function soundnessOf(world: TillWorld): unknown {
  const db = ledgerOf(world);
  const { isSound, findings, entries } = verifyLedger(db, world.opening().ports);
  db.close();
  return { isSound, findings, entries };
}

test('the open basket of the first release is there with its lines, and is scored with the rules that it was pinned to', async () => {
  const run = await formerWorld().openSignedIn();
  const basket = await basketOf(run);
  const { openBasket } = told;
  expect(basket).toMatchObject({
    basketId: openBasket.basketId,
    revision: openBasket.revision,
    lines: openBasket.lines,
    paymentMeans: null,
    wish: { with: [], without: [] },
  });
  expect(basket.score).toMatchObject(openBasket.score);
  expect(basket.member?.name).toBe('امید كريمي');
});

test('the newest receipt of the first release comes out as it was', async () => {
  const run = await formerWorld().openSignedIn();
  const { receipt } = expectOk(await run.screen.lastReceipt({}));
  const last = told.receipts.at(-1);
  expect(receipt).toMatchObject({
    entryId: last?.entryId,
    receiptNumber: last?.receiptNumber,
    soldAtMs: last?.soldAtMs,
    lines: last?.lines,
    score: {
      payableMinor: last?.score.payableMinor,
      walletCreditMinor: last?.score.walletCreditMinor,
      pointsEarned: last?.score.pointsEarned,
      ruleSetHash: last?.score.ruleSetHash,
      taxMinor: 0,
      isProven: true,
      offers: last?.score.offers.map(({ offerId, name }) => ({ offerId, name })),
    },
  });
});

test('every sale of the first release is found by its basket, with the sums that it was booked with', async () => {
  const world = formerWorld();
  const run = await world.openSignedIn();
  for (const [index, { entryId, lines }] of told.receipts.entries()) {
    const again = await run.screen.paySale({
      commandId: world.id(),
      basketId: soldBaskets[index] ?? world.id(),
      revision: 0,
    });
    expect(expectOk(again).receipt).toMatchObject({ entryId, lines });
  }
});

test('its sales count for the member from the first day on, and the chain goes on with today’s entries', async () => {
  const world = formerWorld();
  const before = soundnessOf(world);
  expect(before).toEqual({ isSound: true, findings: [], entries: told.entries.length });
  const run = await world.openSignedIn();
  expect(soundnessOf(world)).toEqual(before);
  const basket = await basketOf(run);
  const paid = await run.screen.paySale({
    commandId: world.id(),
    basketId: basket.basketId,
    revision: basket.revision,
  });
  expect(expectOk(paid).receipt.receiptNumber).toBe(`TILL1-261121-${told.entries.length + 1}`);
  expect(soundnessOf(world)).toEqual({ isSound: true, findings: [], entries: told.entries.length + 1 });
  const db = ledgerOf(world);
  const rows = db.prepareRead('SELECT local_date, SUM(visits) AS visits FROM member_purchase_day').all();
  const uses = db.prepareRead("SELECT uses FROM offer_use WHERE offer_id = 'points'").all();
  db.close();
  expect(rows).toEqual([{ local_date: '2026-11-21', visits: 4 }]);
  expect(uses).toEqual([{ uses: 4 }]);
});
