import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkJournal, journalGaps } from '#electron/till/durability/check-journal.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { bookNumber, createDurableTill } from '#test/support/durable-till.ts';
import type { DurableTill, OpenTill } from '#test/support/durable-till.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ledgerKeys } from '#test/support/ledger.ts';
import { runVafa } from '#test/support/run-vafa.ts';

async function soldTill(sales: number): Promise<{ readonly till: DurableTill; readonly run: OpenTill }> {
  const till = createDurableTill();
  const run = expectOk(await till.open());
  for (let number = 1; number <= sales; number += 1) expectOk(bookNumber(run, number));
  return { till, run };
}

/** Takes the n-th segment away; from the end where it is negative. */
function loseSegment({ journalDir }: DurableTill, index: number): void {
  const name = readdirSync(journalDir).toSorted().at(index);
  expect(name).toBeDefined();
  rmSync(path.join(journalDir, name ?? ''));
}

describe('the check of the journal', () => {
  test('finds nothing where both tell the same, or where there is no journal', async () => {
    const { till, run } = await soldTill(9);
    expect(checkJournal(run.opened.db, till.reader)).toEqual([]);
    rmSync(till.journalDir, { recursive: true });
    expect(checkJournal(run.opened.db, till.reader)).toEqual([]);
    run.close();
  });

  test('names entries that the journal lacks at its end and in its middle', async () => {
    const { till, run } = await soldTill(30);
    loseSegment(till, -1);
    loseSegment(till, 1);
    const found = checkJournal(run.opened.db, till.reader);
    expect(found.map(({ code }) => code)).toEqual(['journal_gap', 'journal_behind']);
    const known = new Set<number>();
    for (const { entries } of till.reader.recordsAfter(undefined))
      for (const { seq } of entries) known.add(seq);
    const lost = found.flatMap(({ seq, what }) =>
      Array.from({ length: Number(what) }, (_, index) => seq + index),
    );
    expect([...known, ...lost].toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    const gap = found[0];
    expect(journalGaps(run.opened.db, till.reader)).toEqual([
      { epoch: 1, fromSeq: gap?.seq, toSeq: (gap?.seq ?? 0) + Number(gap?.what) - 1 },
    ]);
    run.close();
  });

  test('leads to a journal that is whole again, and stays so over starts', async () => {
    const { till, run } = await soldTill(30);
    loseSegment(till, 1);
    loseSegment(till, 2);
    const gaps = journalGaps(run.opened.db, till.reader);
    expect(gaps).toHaveLength(2);
    for (const gap of gaps) expect(run.journal.refill(gap)).toBe(gap.toSeq - gap.fromSeq + 1);
    expect(checkJournal(run.opened.db, till.reader)).toEqual([]);
    expect(till.reader.head()).toMatchObject({ seq: 30 });
    run.close();
    const again = expectOk(await till.open());
    expect(again.opened.recovery).toBeNull();
    expectOk(bookNumber(again, 31));
    again.close();
    rmSync(till.ledgerFile);
    const rebuilt = expectOk(await till.open());
    expect(rebuilt.opened.recovery).toMatchObject({ cause: 'missing', restored: { entries: 31 } });
    expect(verifyLedger(rebuilt.opened.db, till.ports)).toMatchObject({ isSound: true, entries: 31 });
    rebuilt.close();
  });

  test('names entries that an older ledger lacks, also by the command', async () => {
    const { till, run } = await soldTill(4);
    run.close();
    till.image('before');
    const later = expectOk(await till.open());
    for (const number of [6, 7]) expectOk(bookNumber(later, number));
    later.close();
    till.restore('before', 'ledger');
    const texts = Object.entries(ledgerKeys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
    writeFileSync(path.join(till.dataDir, 'till.key'), JSON.stringify(Object.fromEntries(texts)));
    const verified = runVafa('ledger', 'verify', till.ledgerFile);
    expect(verified.exitCode).toBe(4);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      isSound: false,
      findings: [{ code: 'ledger_behind', epoch: 1, seq: 5, what: '2' }],
    });
  });
});
