import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReadDb } from '#electron/till/db/database.ts';
import { createEnrolmentStore } from '#electron/till/db/stores/enrolment-store.ts';
import { suspectLedger } from '#electron/till/durability/open-ledger.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { bookNumber, createDurableTill } from '#test/support/durable-till.ts';
import type { DurableTill, OpenTill } from '#test/support/durable-till.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { memberRef, testId } from '#test/support/ledger.ts';

const pageBytes = 4_096;

async function opened(till: DurableTill): Promise<OpenTill> {
  return expectOk(await till.open());
}

/** Opened, so many bookings made, closed. */
async function booked(till: DurableTill, from: number, to: number): Promise<void> {
  const run = await opened(till);
  for (let number = from; number <= to; number += 1) expectOk(bookNumber(run, number));
  run.close();
}

function seqsOf(till: DurableTill): readonly number[] {
  return [...till.reader.recordsAfter(undefined)].flatMap(({ entries }) => entries.map(({ seq }) => seq));
}

/** Every row that a ledger cannot do without. */
function contents(db: ReadDb): string {
  const tables = [
    'meta',
    'entry',
    'posting',
    'rule_set',
    'balance',
    'member_activity',
    'offer_use',
    'attachment',
  ];
  const more = ['attachment_key', 'enrolment', 'card', 'member', 'member_purchase_day', 'member_stamps'];
  const rows = [...tables, ...more].map((table) =>
    db.prepareRead(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
  return JSON.stringify(rows, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
}

function numbers(last: number, first = 1): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe('a booking', () => {
  test('is in the journal before it is answered', async () => {
    const till = createDurableTill();
    const run = await opened(till);
    for (const number of numbers(7)) {
      expectOk(bookNumber(run, number));
      expect(till.reader.head()?.seq).toBe(number);
    }
    expect(seqsOf(till)).toEqual(numbers(7));
    run.close();
  });

  test('stands when the journal cannot be written, and is appended to it with the next one', async () => {
    const till = createDurableTill();
    const run = await opened(till);
    const { journal } = run;
    expectOk(bookNumber(run, 1));
    rmSync(till.journalDir, { recursive: true });
    writeFileSync(till.journalDir, 'no folder');
    const states: string[] = [];
    journal.onStateChanged((state) => states.push(state));
    // The next booking begins a new segment, and cannot.
    journal.close();
    expectOk(bookNumber(run, 2));
    expectOk(bookNumber(run, 3));
    expect(journal.state()).toBe('behind');
    expect(till.logged).toContain('journalNotWritten');
    rmSync(till.journalDir);
    expectOk(bookNumber(run, 4));
    expect(seqsOf(till)).toEqual([2, 3, 4]);
    expect(states).toEqual(['behind', 'written']);
    run.close();
  });
});

describe('a start', () => {
  test('appends to the journal what only the ledger has', async () => {
    const till = createDurableTill();
    await booked(till, 1, 3);
    till.image('early');
    await booked(till, 4, 8);
    till.restore('early', 'journal');
    expect(seqsOf(till)).toEqual(numbers(3));
    await booked(till, 9, 9);
    expect(seqsOf(till)).toEqual(numbers(9));
  });

  test('puts back into an older ledger what the journal has, and says which entries', async () => {
    const till = createDurableTill();
    await booked(till, 1, 3);
    till.image('early');
    await booked(till, 4, 11);
    till.image('late');
    till.restore('early', 'ledger');
    const run = await opened(till);
    expect(run.opened.recovery).toEqual({
      cause: 'journal',
      restored: { epoch: 1, fromSeq: 4, toSeq: 11, entries: 8 },
      missing: null,
    });
    expect(verifyLedger(run.opened.db, till.ports)).toMatchObject({ isSound: true, entries: 11 });
    const restored = contents(run.opened.db);
    expect(expectOk(bookNumber(run, 11))).toMatchObject({ isRepeat: true, seq: 11 });
    expect(expectOk(bookNumber(run, 12))).toMatchObject({ isRepeat: false, seq: 12 });
    run.close();
    till.restore('late', 'ledger');
    till.restore('late', 'journal');
    const late = await opened(till);
    expect(contents(late.opened.db)).toBe(restored);
    late.close();
  });

  test('whatever prefix ledger and journal each are of one chain, ends at the longer of both', async () => {
    const till = createDurableTill();
    const last = 6;
    for (const number of numbers(last)) {
      await booked(till, number, number);
      till.image(`after-${number}`);
    }
    for (const ledgerAt of numbers(last)) {
      for (const journalAt of numbers(last)) {
        till.restore(`after-${ledgerAt}`, 'ledger');
        till.restore(`after-${journalAt}`, 'journal');
        const longer = Math.max(ledgerAt, journalAt);
        const run = await opened(till);
        expect(run.ledger.head().seq, `${ledgerAt} beside ${journalAt}`).toBe(longer);
        expect(run.ledger.stoppedBy()).toBeNull();
        expect(seqsOf(till)).toEqual(numbers(longer));
        expect(verifyLedger(run.opened.db, till.ports).isSound).toBe(true);
        run.close();
      }
    }
  });

  test('finds entries again whose log was deleted or cut', async () => {
    const till = createDurableTill();
    await booked(till, 1, 2);
    const run = await opened(till);
    for (const number of numbers(9, 3)) expectOk(bookNumber(run, number));
    till.image('killed');
    run.close();
    const wal = `${till.ledgerFile}-wal`;
    const logBytes = (() => {
      till.restore('killed', 'ledger');
      return readFileSync(wal).length;
    })();
    for (const share of [0, 0.3, 0.6, 0.9]) {
      till.restore('killed', 'ledger');
      till.restore('killed', 'journal');
      truncateSync(wal, Math.floor(logBytes * share));
      const again = await opened(till);
      expect(again.ledger.head().seq, `log cut to ${share}`).toBe(9);
      expect(again.opened.recovery?.cause).toBe('journal');
      again.close();
    }
  });

  test.each<[string, string, (till: DurableTill) => void]>([
    ['missing', 'missing', (till) => rmSync(till.ledgerFile)],
    ['empty', 'damaged', (till) => truncateSync(till.ledgerFile, 0)],
    ['cut', 'damaged', (till) => truncateSync(till.ledgerFile, 5_000)],
    ['of another key', 'otherKey', (till) => writeFileSync(till.ledgerFile, new Uint8Array(40_960).fill(7))],
  ])(
    'makes a ledger that is %s again from the journal, and sets the old file aside',
    async (_what, cause, harm) => {
      const till = createDurableTill();
      await booked(till, 1, 10);
      const before = await opened(till);
      const rows = contents(before.opened.db);
      before.close();
      writeFileSync(path.join(till.dataDir, 'drafts.db'), 'a sign that there was a ledger');
      harm(till);
      const wasThere = existsSync(till.ledgerFile) ? readFileSync(till.ledgerFile) : undefined;
      const run = await opened(till);
      expect(run.opened.recovery).toEqual({
        cause,
        restored: { epoch: 1, fromSeq: 1, toSeq: 10, entries: 10 },
        missing: null,
      });
      expect(contents(run.opened.db)).toBe(rows);
      expect(verifyLedger(run.opened.db, till.ports)).toMatchObject({ isSound: true, entries: 10 });
      expect(createEnrolmentStore(run.opened.db).memberOf(testId(5))).toBe(testId(9_005));
      expect(run.ledger.ownStanding(memberRef).visitCount).toBe(3);
      run.close();
      const aside = `${till.ledgerFile}.damaged-1`;
      expect(existsSync(aside) ? readFileSync(aside) : undefined).toEqual(wasThere);
      await booked(till, 11, 12);
      expect(seqsOf(till)).toEqual(numbers(12));
    },
  );

  test('with both damaged refuses, and makes no file', async () => {
    const till = createDurableTill();
    await booked(till, 1, 3);
    writeFileSync(path.join(till.dataDir, 'drafts.db'), '');
    rmSync(till.ledgerFile);
    for (const name of readdirSync(till.journalDir)) truncateSync(path.join(till.journalDir, name), 90);
    expect(expectCode(await till.open())).toBe('database_missing');
    expect(readdirSync(till.dataDir).toSorted()).toEqual(['drafts.db', 'journal']);
  });

  test('names what is missing when the journal has lost its beginning', async () => {
    const till = createDurableTill();
    await booked(till, 1, 2);
    await booked(till, 3, 4);
    rmSync(till.ledgerFile);
    truncateSync(path.join(till.journalDir, '000001.vfj'), 90);
    const refused = await till.open();
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'ledger_broken',
        details: { reason: 'journalBeginsLate', missingFromSeq: 1, missingToSeq: 4 },
      },
    });
    expect(readdirSync(till.dataDir)).toEqual(['journal']);
  });

  test('names what is missing when the journal has a gap', async () => {
    const till = createDurableTill();
    for (const number of numbers(3)) await booked(till, number, number);
    rmSync(till.ledgerFile);
    rmSync(path.join(till.journalDir, '000002.vfj'));
    const run = await opened(till);
    expect(run.opened.recovery).toMatchObject({
      restored: { fromSeq: 1, toSeq: 1 },
      missing: { epoch: 1, fromSeq: 2, toSeq: 3 },
    });
    run.close();
  });

  test('under another key touches neither file', async () => {
    const till = createDurableTill();
    await booked(till, 1, 3);
    till.image('before');
    expect(expectCode(await till.open({ key: new Uint8Array(32).fill(9) }))).toBe('database_key_wrong');
    const run = await opened(till);
    expect(run.opened.recovery).toBeNull();
    run.close();
    expect(till.logged).toContain('journalUnreadable');
  });

  test('books nothing where ledger and journal tell of two chains', async () => {
    const till = createDurableTill();
    await booked(till, 1, 2);
    till.image('early');
    await booked(till, 3, 4);
    till.image('one');
    till.restore('early', 'ledger');
    till.restore('early', 'journal');
    await booked(till, 13, 14);
    till.restore('one', 'journal');
    const run = await opened(till);
    expect(run.ledger.stoppedBy()).toMatchObject({
      code: 'ledger_broken',
      details: { reason: 'journalDiffers', seq: 4 },
    });
    expect(expectCode(bookNumber(run, 15))).toBe('ledger_broken');
    run.close();
    expect(seqsOf(till)).toEqual(numbers(4));
  });

  test('after damage looks at every page, and loses nothing that can still be read of the file', async () => {
    const till = createDurableTill();
    await booked(till, 1, 9);
    rmSync(path.join(till.journalDir, readdirSync(till.journalDir).toSorted().at(-1) ?? ''));
    const inJournal = seqsOf(till).length;
    expect(inJournal).toBeLessThan(9);
    till.image('before');
    const bytes = readFileSync(till.ledgerFile);
    let whole = 0;
    let told = 0;
    const pages = bytes.length / pageBytes;
    for (let page = 1; page < pages; page += 2) {
      till.restore('before', 'journal');
      const damaged = Uint8Array.from(bytes);
      const at = page * pageBytes + 2_000;
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(till.ledgerFile, damaged);
      suspectLedger(till.dataDir, till.ports.log);
      const run = await opened(till);
      const { seq } = run.ledger.head();
      expect(run.opened.recovery, `page ${page}`).toMatchObject({
        cause: 'damaged',
        restored: { toSeq: seq },
      });
      expect(verifyLedger(run.opened.db, till.ports).isSound).toBe(true);
      expect(seq).toBeGreaterThanOrEqual(inJournal);
      if (seq === 9) whole += 1;
      // What could not be told is known to have been, so that its numbers are not used again.
      else told += run.opened.formerHead?.seq === 9 ? 1 : 0;
      run.close();
    }
    // Most pages hold other things than the two or three entries that the journal lost.
    expect(whole).toBeGreaterThan(pages / 4);
    expect(told).toBeGreaterThan(0);
    const again = await opened(till);
    expect(again.opened.recovery).toBeNull();
    again.close();
  });
});
