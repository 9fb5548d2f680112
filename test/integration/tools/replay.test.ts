import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayEntry } from '#electron/till/ledger-replay.ts';
import { scoreInputOf } from '#sync/core/replay/score-again.ts';
import { encodeEntry, parseEntry } from '#shared/ledger/entry-body.ts';
import { minor } from '#shared/domain/money.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { layFormerTill } from '#test/support/former-till.ts';
import { scoredEntryOf } from '#test/support/ledger-entries.ts';
import {
  enrolmentToBook,
  ledgerFile,
  ledgerKeys,
  openLedger,
  richRuleSet,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { rewardToBook } from '#test/support/ledger-rewards.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { worldKeys } from '#test/support/till-world.ts';

const noFolder = path.join('no', 'such', 'folder');

function writeKeys(folder: string, keys: typeof ledgerKeys): void {
  const texts = Object.entries(keys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  writeFileSync(path.join(folder, 'till.key'), JSON.stringify(Object.fromEntries(texts)));
}

/** A sale, a rich sale by wish, and an enrolment that is rewarded. */
function soldLedger(folder = temporaryFolder()): TestLedger & { readonly folder: string } {
  writeKeys(folder, ledgerKeys);
  const till = openLedger({ file: ledgerFile({ path: path.join(folder, 'ledger.db') }) });
  expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
  const wish = { with: ['held-points'], without: ['tea-stamps'] };
  const rich = saleToBook({ basketId: testId(2), ruleSet: richRuleSet, paymentMeans: 'cash', wish });
  expectOk(till.ledger.bookSale(rich));
  expectOk(till.ledger.bookEnrolment(enrolmentToBook({ commandId: testId(3), reward: rewardToBook() })));
  return { ...till, folder };
}

test('whatever was sold under whatever rules, the entry and its rule set give the same score again', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const stored = parseEntry(encodeEntry(scoredEntryOf(1, ruleSet, input)));
      invariant(stored?.kind === 'sale' && stored.schemaVersion === 2, 'a sale is read back');
      const compiled = compileRuleSet(ruleSet, 'hash of the test');
      expect(scoreSale(compiled, scoreInputOf(stored))).toEqual(scoreSale(compiled, input));
    }),
    { numRuns: 200 },
  );
});

describe('a booked sale scored again', () => {
  test('is the same, with the reasons and near misses that the entry does not keep', () => {
    const till = soldLedger();
    const { score } = saleToBook({ basketId: testId(1) });
    const replayed = expectOk(replayEntry(till.db, '1', till.ports));
    expect(replayed).toMatchObject({ seq: 1, isSame: true, differing: [], score });
    expect(replayed.score.offers.some(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  test('is found by its id, its number and the number of its receipt', () => {
    const till = soldLedger();
    const { entryId } = expectOk(replayEntry(till.db, '2', till.ports));
    for (const name of [entryId, 'T1-261122-2']) {
      expect(expectOk(replayEntry(till.db, name, till.ports))).toMatchObject({ entryId, isSame: true });
    }
  });

  test.each(['3', '99', 'nothing', '', testId(50)])('is not found by %j', (name) => {
    const till = soldLedger();
    expect(expectCode(replayEntry(till.db, name, till.ports))).toBe('entry_unknown');
  });

  test('differs where the rule set that was kept is another one', () => {
    const till = soldLedger();
    const { ruleSetHash } = expectOk(replayEntry(till.db, '1', till.ports));
    till.db.runScript('DROP TRIGGER rule_set_no_update');
    till.db.runScript(
      `UPDATE rule_set SET canonical_json = REPLACE(canonical_json, '"basisPoints":1000', '"basisPoints":900')`,
    );
    const refused = replayEntry(till.db, '1', till.ports);
    expect(expectCode(refused)).toBe('rule_set_invalid');
    expect(refused.ok ? {} : refused.error.details).toMatchObject({ ruleSetHash });
  });
});

describe('a rewarded enrolment scored again', () => {
  test('is the same, found by its own number', () => {
    const till = soldLedger();
    const { score } = rewardToBook();
    const replayed = expectOk(replayEntry(till.db, '4', till.ports));
    expect(replayed).toMatchObject({ seq: 4, isSame: true, differing: [], score });
    expect(replayed.booked.totals).toEqual({ walletCreditMinor: 25_000, pointsEarned: 139 });
  });

  test('differs where it was booked by other facts than its rules ask for', () => {
    const till = openLedger();
    const limitUses = { 'welcome-points/till/lifetime': { uses: 2, costMinor: minor(0) } };
    const reward = { ...rewardToBook(), limitUses };
    expectOk(till.ledger.bookEnrolment(enrolmentToBook({ commandId: testId(1), reward })));
    const replayed = expectOk(replayEntry(till.db, '2', till.ports));
    expect(replayed).toMatchObject({ isSame: false, differing: ['offers', 'totals'] });
  });
});

describe('the command', () => {
  test('prints the answer and ends with 0', () => {
    const { folder, db } = soldLedger();
    db.close();
    const run = runVafa('score', '--replay', '2', '--data', folder);
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ seq: 2, isSame: true, score: { engineVersion: 2 } });
  });

  test('prints what differs and ends with 4 when a sale was booked with other sums than its rules give', () => {
    const folder = temporaryFolder();
    writeKeys(folder, ledgerKeys);
    const till = openLedger({ file: ledgerFile({ path: path.join(folder, 'ledger.db') }) });
    const sale = saleToBook({ basketId: testId(1) });
    const facts = sale.facts === null ? null : { ...sale.facts, openWindows: [] };
    expectOk(till.ledger.bookSale({ ...sale, facts }));
    till.db.close();
    const run = runVafa('score', '--replay', '1', '--data', folder);
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain('ledger_broken');
    expect(JSON.parse(run.stdout)).toMatchObject({ isSame: false, differing: ['lines', 'offers', 'totals'] });
  });

  test('says that a sale of the first release was scored by an engine that is no more', () => {
    const folder = path.join(temporaryFolder(), 'data');
    mkdirSync(folder);
    layFormerTill(folder);
    writeKeys(folder, worldKeys);
    const run = runVafa('score', '--replay', '1', '--data', folder);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('scored by engine 1');
  });

  test.each([
    ['without a folder', ['--replay', '1'], 2, 'required option'],
    ['in a folder without keys', ['--replay', '1', '--data', noFolder], 3, 'file_unreadable'],
    ['of a sale that is not there', ['--replay', '77', '--data', 'sold'], 3, 'entry_unknown'],
  ])('refuses %s', (_what, args, exitCode, said) => {
    const { folder, db } = soldLedger();
    db.close();
    const run = runVafa('score', ...args.map((arg) => (arg === 'sold' ? folder : arg)));
    expect([run.exitCode, run.stdout]).toEqual([exitCode, '']);
    expect(run.stderr).toContain(said);
  });
});
