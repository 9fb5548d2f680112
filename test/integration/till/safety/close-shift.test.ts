import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { verifySignature } from '#electron/till/node-signatures.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { tinyChain, tinyChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

async function sell(world: TillWorld, run: TillRun, amountMinor = 5_000): Promise<void> {
  const { basketId } = await basketOf(run);
  const commandId = world.id();
  const { revision } = expectOk(await run.screen.addAmount({ commandId, basketId, amountMinor }));
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
}

async function closeShift(world: TillWorld, run: TillRun) {
  return expectOk(await run.screen.closeShift({ commandId: world.id() })).proof;
}

function ledgerOf({ dataDir }: TillWorld) {
  const key = worldKeys.databaseKey;
  return { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null, busyMs: 0 };
}

function bytes(hex: string): Uint8Array {
  const found = hexToBytes(hex);
  invariant(found !== undefined, 'a proof is written in hexadecimal');
  return found;
}

describe('the close of a shift', () => {
  test('says how many entries there were, from where to where, and signs the head that it closes', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    for (const amountMinor of [5_000, 7_000, 9_000]) await sell(world, run, amountMinor);
    const proof = await closeShift(world, run);
    expect(proof).toMatchObject({
      epoch: 1,
      firstSeq: 1,
      lastSeq: 3,
      seq: 4,
      entries: 3,
      byKind: [{ kind: 'sale', entries: 3 }],
      outsideMinor: 21_000,
      currency: 'IRR',
      missing: [],
      notAtHq: null,
      operator: { latinName: 'Nastaran' },
      tillName: 'Till 1',
    });
    const deviceId = tinyChain().till.deviceId;
    const seal = { deviceId, epoch: proof.epoch, seq: proof.seq, hash: bytes(proof.hash) };
    const isSigned = verifySignature({
      publicKey: bytes(proof.publicKey),
      message: sealBytes(seal),
      signature: bytes(proof.signature),
    });
    expect(isSigned).toBe(true);
  });

  test('is made once by a repeated command, and printed again as it was', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    await sell(world, run);
    const commandId = world.id();
    expect(expectOk(await run.screen.shiftProof({})).proof).toBeNull();
    const first = expectOk(await run.screen.closeShift({ commandId })).proof;
    const again = expectOk(await run.screen.closeShift({ commandId })).proof;
    const [left, right] = await Promise.all([
      run.screen.closeShift({ commandId }),
      run.screen.closeShift({ commandId }),
    ]);
    expect([again, expectOk(left).proof, expectOk(right).proof]).toEqual([first, first, first]);
    expect(expectOk(await run.screen.shiftProof({})).proof).toEqual(first);
  });

  test('begins the next shift behind itself, also over a stop', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    await sell(world, run);
    await closeShift(world, run);
    run.close();
    const later = await world.openSignedIn();
    expect(expectOk(await later.screen.tillHealth({})).shift).toMatchObject({ firstSeq: 3, entries: 0 });
    await sell(world, later);
    await sell(world, later);
    expect(await closeShift(world, later)).toMatchObject({ firstSeq: 3, lastSeq: 4, entries: 2, seq: 5 });
    expect(await closeShift(world, later)).toMatchObject({ firstSeq: 6, lastSeq: 5, entries: 0, seq: 6 });
  });

  test('reads a long shift a little at a time, and sales have their turn meanwhile', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    for (let sale = 0; sale < 505; sale += 1) await sell(world, run);
    const closing = run.screen.closeShift({ commandId: world.id() });
    const other = run.screen.closeShift({ commandId: world.id() });
    await sell(world, run);
    const [first, second] = [expectOk(await closing).proof, expectOk(await other).proof];
    const entries = first.entries + second.entries;
    expect(entries).toBeGreaterThanOrEqual(505);
    expect(second.firstSeq).toBe(first.seq + 1);
    const { head, shift } = expectOk(await run.screen.tillHealth({}));
    // Every sale is in one of the two or in the shift that is open now.
    expect(entries + shift.entries).toBe(506);
    expect(head.seq).toBe(508);
  });

  test('names the entry that is not as it was booked, and closes nothing', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    for (let sale = 0; sale < 3; sale += 1) await sell(world, run);
    run.close();
    const db = expectOk(openDatabase({ ...ledgerOf(world), mode: 'mustExist', durability: 'FULL' }));
    db.runScript('DROP TRIGGER entry_no_update;');
    db.prepare("UPDATE entry SET business_day = '2020-01-01' WHERE seq = 2").run();
    db.close();
    const later = await world.openSignedIn();
    const answer = await later.screen.closeShift({ commandId: world.id() });
    expect(expectCode(answer)).toBe('shift_broken');
    invariant(!answer.ok, 'the close was refused');
    expect(answer.error.details).toEqual({ reason: 'column_differs', seq: 2 });
    expect(expectOk(await later.screen.shiftProof({})).proof).toBeNull();
    expect(expectOk(await later.screen.tillHealth({})).head.seq).toBe(3);
  });

  test('discards nothing, and says how many entries HQ does not have yet', async () => {
    const hq = { tills: 3, included: { epoch: 1, seq: 1 } };
    const world = createTillWorld({ data: { ...tinyChainData(), chain: { ...tinyChain(), hq } } });
    const run = await world.openSignedIn();
    await sell(world, run);
    await sell(world, run);
    const proof = await closeShift(world, run);
    expect(proof).toMatchObject({ entries: 2, notAtHq: 2 });
    run.close();
    const db = expectOk(openDatabaseToRead(ledgerOf(world)));
    expect([...createAuditStore(db).entriesAfter(tinyChain().till.deviceId, 1, 0)]).toHaveLength(3);
    db.close();
  });
});
