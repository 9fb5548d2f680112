import { describe, expect, test } from 'vitest';
import { bytesOf } from '#electron/till/db/row.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { minor } from '#shared/domain/money.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import {
  enrolmentToBook,
  memberRef,
  openLedger,
  otherMemberRef,
  richRuleSet,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { memberOf } from '#test/support/scoring.ts';

function countOf({ db }: TestLedger, table: 'entry' | 'posting' | 'attachment'): unknown {
  return db.prepareRead(`SELECT COUNT(*) AS rows FROM ${table}`).get()?.['rows'];
}

describe('a booked sale', () => {
  test.each([
    ['with a discount, points and credit', {}],
    [
      'with grants held back, gifts, coupons and stamps, a wish and a means of payment',
      {
        ruleSet: richRuleSet,
        paymentMeans: 'wallet' as const,
        wish: { with: ['held-points'], without: ['cup-and-coupon'] },
        limitUses: { 'held-credit/chain/lifetime': { uses: 3, costMinor: minor(9_000) } },
      },
    ],
    [
      'of goods with brand, tags, tax and a floor',
      {
        lines: [
          {
            unitPriceMinor: 40_000,
            groupId: 'tea',
            brandId: 'sarv',
            tags: ['fresh'],
            isReduced: true,
            taxBasisPoints: 1_000,
            floorUnitPriceMinor: 39_000,
          },
        ],
      },
    ],
  ])('%s is read back as it was scored, but for what comes from scoring again', (_what, sketch) => {
    const { ledger } = openLedger();
    const sale = saleToBook({ basketId: testId(1), ...sketch });
    const booked = expectOk(ledger.bookSale(sale));
    const read = ledger.saleByBasket(testId(1));
    const scoreWithoutReasons = {
      ...sale.score,
      offers: sale.score.offers.map((offer) => ({ ...offer, reasons: [], endsAt: null })),
      nearMisses: [],
    };
    expect(sale.score.offers.some(({ verdict }) => verdict.kind === 'applied')).toBe(true);
    expect(read).toEqual({
      entryId: booked.entryId,
      seq: 1,
      bookedAtMs: booked.bookedAtMs,
      basketId: sale.basketId,
      operatorId: sale.operatorId,
      storeId: sale.storeId,
      businessDay: sale.businessDay,
      memberRef: sale.memberRef,
      lines: sale.lines,
      score: scoreWithoutReasons,
      isReceiptSeen: false,
    });
    expect(ledger.saleByEntry(booked.entryId)).toEqual(read);
    expect(ledger.newestSale()).toEqual(read);
  });

  test('gives its member points, credit, a visit and the amount paid', () => {
    const { ledger } = openLedger();
    const { score } = saleToBook({ basketId: testId(1) });
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(2) })));
    expect(ledger.ownStanding(memberRef)).toEqual({
      points: 2 * score.pointsEarned,
      walletMinor: 2 * score.walletCreditMinor,
      visitCount: 2,
      spentMinor: 2 * score.payableMinor,
    });
    expect(ledger.ownStanding(otherMemberRef)).toEqual({
      points: 0,
      walletMinor: 0,
      visitCount: 0,
      spentMinor: 0,
    });
  });

  test('without a member has no postings and is nobody’s visit', () => {
    const till = openLedger();
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1), member: null })));
    expect(countOf(till, 'posting')).toBe(0);
    expect(till.ledger.newestSale()?.memberRef).toBeNull();
  });

  test('appears among its member’s visits, newest first and no more than asked for', () => {
    const { ledger, time } = openLedger();
    for (const number of [1, 2, 3]) {
      expectOk(ledger.bookSale(saleToBook({ basketId: testId(number), lines: [[number * 1_000]] })));
      time.advance(60_000);
    }
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(4), member: otherMemberRef })));
    const visits = ledger.ownVisits(memberRef, 2);
    expect(visits.map((visit) => visit.paidMinor)).toEqual([2_990, 1_990]);
    expect(visits.map((visit) => visit.storeId)).toEqual(['store-1', 'store-1']);
  });

  test('keeps the rule set that it names once, however many sales name it', () => {
    const { ledger, db } = openLedger();
    const sale = saleToBook({ basketId: testId(1) });
    expectOk(ledger.bookSale(sale));
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(2) })));
    expect(db.prepareRead('SELECT canonical_json FROM rule_set').all()).toEqual([
      { canonical_json: sale.ruleSetJson },
    ]);
  });

  test('is refused when the rule set is not the one that its hash names', () => {
    const till = openLedger();
    const sale = { ...saleToBook({ basketId: testId(1) }), ruleSetJson: '{}' };
    expect(() => till.ledger.bookSale(sale)).toThrow(
      'a rule set is named by the SHA-256 of its canonical JSON',
    );
    expect(countOf(till, 'entry')).toBe(0);
  });

  test('is sealed: one signature over each new head', () => {
    const till = openLedger();
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(2) })));
    expect(till.db.prepareRead('SELECT COUNT(signature) AS seals FROM entry').get()).toEqual({ seals: 2 });
    const hash = bytesOf(till.db.prepareRead('SELECT hash FROM entry WHERE seq = 2').get() ?? {}, 'hash');
    expect(till.ledger.head()).toEqual({ epoch: 1, seq: 2, hash: bytesToHex(hash) });
  });

  test('needs no clock that goes forward: the HLC rises, and the entry says that the clock was suspect', () => {
    const { ledger, file, db } = openLedger();
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    db.close();
    const later = openLedger({ file: { ...file, mode: 'mustExist' }, startMs: 1_000_000 });
    expectOk(later.ledger.bookSale(saleToBook({ basketId: testId(2) })));
    const rows = later.db
      .prepareRead('SELECT clock_state, hlc_ms, hlc_counter FROM entry ORDER BY seq')
      .all();
    expect(rows.map((row) => row['clock_state'])).toEqual(['unconfirmed', 'suspect']);
    expect(rows.map((row) => row['hlc_counter'])).toEqual([0, 1]);
    expect(rows[1]?.['hlc_ms']).toBe(rows[0]?.['hlc_ms']);
  });
});

describe('a repeated command', () => {
  test('gets the first answer and books nothing', () => {
    const till = openLedger();
    const first = expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    till.time.advance(5_000);
    const again = expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    expect(first.isRepeat).toBe(false);
    expect(again).toEqual({ ...first, isRepeat: true });
    expect(countOf(till, 'entry')).toBe(1);
  });

  test('is known again after a restart, even when the score has changed by the sale itself', () => {
    const { ledger, file, db } = openLedger();
    const first = expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    db.close();
    const later = openLedger({ file: { ...file, mode: 'mustExist' } });
    const facts = memberOf({ earlierVisits: 3 });
    const again = expectOk(later.ledger.bookSale(saleToBook({ basketId: testId(1), facts })));
    expect(again).toEqual({ ...first, isRepeat: true });
    expect(later.ledger.ownStanding(memberRef).visitCount).toBe(1);
  });

  test.each([
    ['another member', { member: otherMemberRef }],
    ['no member', { member: null }],
    ['another price of one piece', { lines: [[50_001, 'tea', 2], [20_000]] as const }],
    ['another quantity', { lines: [[50_000, 'tea', 3], [20_000]] as const }],
    ['another group', { lines: [[50_000, 'nuts', 2], [20_000]] as const }],
    ['one line less', { lines: [[50_000, 'tea', 2]] as const }],
  ])('under the same basket but with %s is an alarm, never a second entry', (_what, changed) => {
    const till = openLedger();
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const result = till.ledger.bookSale(saleToBook({ basketId: testId(1), ...changed }));
    expect(expectCode(result)).toBe('ledger_broken');
    expect(till.events).toContain('operation_key_used_twice');
    expect(countOf(till, 'entry')).toBe(1);
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(2) })));
  });
});

describe('an enrolment', () => {
  test('keeps the record sealed beside the entry, and nothing of it inside', () => {
    const { ledger, db, ports } = openLedger();
    expectOk(ledger.bookEnrolment(enrolmentToBook({ commandId: testId(1) })));
    const body = bytesOf(db.prepareRead('SELECT body FROM entry').get() ?? {}, 'body');
    expect(Buffer.from(body).includes('Sara')).toBe(false);
    const kept = db
      .prepareRead('SELECT ciphertext, key FROM attachment JOIN attachment_key USING (attachment_hash)')
      .get();
    const opened = ports.recordSealer.open(bytesOf(kept ?? {}, 'key'), bytesOf(kept ?? {}, 'ciphertext'));
    expect(Buffer.from(opened ?? []).toString()).toBe('{"name":"Sara"}');
  });

  test('can be forgotten: its record and key are deleted and the entry stays', () => {
    const till = openLedger();
    expectOk(till.ledger.bookEnrolment(enrolmentToBook({ commandId: testId(1) })));
    till.db.prepare('DELETE FROM attachment').run();
    expect(till.db.prepareRead('SELECT COUNT(*) AS rows FROM attachment_key').get()).toEqual({ rows: 0 });
    expect(countOf(till, 'entry')).toBe(1);
  });

  test('writes the till’s own copy in the same transaction: when that fails, nothing is booked', () => {
    const till = openLedger();
    const enrolment = enrolmentToBook({
      commandId: testId(1),
      alsoWrite: () => {
        throw new Error('card taken');
      },
    });
    expect(() => till.ledger.bookEnrolment(enrolment)).toThrow('card taken');
    expect([countOf(till, 'entry'), countOf(till, 'attachment')]).toEqual([0, 0]);
  });

  test('repeated does not write the till’s own copy again', () => {
    const { ledger } = openLedger();
    let copies = 0;
    const enrolment = enrolmentToBook({ commandId: testId(1), alsoWrite: () => void (copies += 1) });
    expectOk(ledger.bookEnrolment(enrolment));
    expect(expectOk(ledger.bookEnrolment(enrolment)).isRepeat).toBe(true);
    expect(copies).toBe(1);
  });

  test('of another member under the same command is an alarm', () => {
    const { ledger } = openLedger();
    expectOk(ledger.bookEnrolment(enrolmentToBook({ commandId: testId(1) })));
    const result = ledger.bookEnrolment(enrolmentToBook({ commandId: testId(1), memberRef: otherMemberRef }));
    expect(expectCode(result)).toBe('ledger_broken');
  });
});

describe('a receipt', () => {
  test('is unseen until it was marked, also after a restart; marking twice is marking once', () => {
    const { ledger, file, db } = openLedger();
    const { entryId } = expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    expect(ledger.newestSale()?.isReceiptSeen).toBe(false);
    expectOk(ledger.markReceiptSeen(entryId));
    expectOk(ledger.markReceiptSeen(entryId));
    db.close();
    const later = openLedger({ file: { ...file, mode: 'mustExist' } });
    expect(later.ledger.newestSale()?.isReceiptSeen).toBe(true);
  });
});

describe('the tables', () => {
  test.each([
    ['an entry', "UPDATE entry SET store_id = 'x'", 'an entry is never changed'],
    ['an entry', 'DELETE FROM entry', 'an entry is never deleted'],
    ['a posting', 'UPDATE posting SET amount = amount + 1', 'a posting is never changed'],
    ['a posting', 'DELETE FROM posting', 'a posting is never deleted'],
    ['a posting', 'INSERT OR REPLACE INTO posting SELECT * FROM posting', 'a posting is never deleted'],
    ['a seal', 'UPDATE entry SET signature = NULL', 'an entry is never changed'],
    [
      'a rule set',
      "UPDATE rule_set SET canonical_json = '{}'",
      'a rule set that an entry names is never changed',
    ],
    ['a rule set', 'DELETE FROM rule_set', 'a rule set that an entry names is never deleted'],
    [
      'an attachment',
      'UPDATE attachment SET ciphertext = key FROM attachment_key',
      'an attachment is deleted, never changed',
    ],
  ])('refuse to change %s: %s', (_what, sql, message) => {
    const { ledger, db } = openLedger();
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    expectOk(ledger.bookEnrolment(enrolmentToBook({ commandId: testId(2) })));
    expect(() => db.runScript(sql)).toThrow(message);
  });

  test('refuse an entry that leaves a gap', () => {
    const { ledger, db } = openLedger();
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const copy = `INSERT INTO entry SELECT place + 2, epoch, 3, ?, ?, kind, schema_version, hlc_ms, hlc_counter, wall_ms,
      clock_state, business_day, store_id, member_ref, actor_id, approver_id, card_level, rule_set_hash, ref_entry_id,
      body, prev_hash, hash, signature FROM entry`;
    expect(() => db.prepare(copy).run(new Uint8Array(16), new Uint8Array(32))).toThrow('without a gap');
  });
});

test('a ledger of another device is readable and refuses every booking', () => {
  const { ledger, file, db } = openLedger();
  expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
  db.runScript('DROP TRIGGER entry_no_update');
  db.prepare('UPDATE meta SET value = ?').run(new Uint8Array(16).fill(9));
  db.close();
  const later = openLedger({ file: { ...file, mode: 'mustExist' } });
  expect(later.ledger.stoppedBy()).toMatchObject({
    code: 'ledger_broken',
    details: { reason: 'other_device' },
  });
  expect(expectCode(later.ledger.bookSale(saleToBook({ basketId: testId(2) })))).toBe('ledger_broken');
  expect(later.ledger.saleByBasket(testId(1))?.seq).toBe(1);
});
