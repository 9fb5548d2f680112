import { describe, expect, test } from 'vitest';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { rewardToBook } from '#test/support/ledger-rewards.ts';
import {
  enrolmentToBook,
  memberRef,
  openLedger,
  otherMemberRef,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';

const sums = ['member_offer_use', 'offer_use', 'member_stamps'] as const;

function rowsOf({ db }: TestLedger): unknown {
  return sums.map((table) => db.prepareRead(`SELECT * FROM ${table}`).all());
}

function kindsOf({ db }: TestLedger): readonly unknown[] {
  return db
    .prepareRead('SELECT kind FROM entry ORDER BY place')
    .all()
    .map(({ kind }) => kind);
}

/** A sale of somebody else, and an enrolment that earns something. */
function welcomed(): TestLedger {
  const till = openLedger();
  expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1), member: otherMemberRef })));
  const enrolment = enrolmentToBook({ commandId: testId(2), reward: rewardToBook() });
  expectOk(till.ledger.bookEnrolment(enrolment));
  return till;
}

describe('an enrolment that earns something', () => {
  test('is two entries with one answer, and the member has what was given and no visit', () => {
    const till = welcomed();
    expect(kindsOf(till)).toEqual(['sale', 'enrol', 'activity']);
    expect(till.ledger.ownStanding(memberRef)).toEqual({
      points: 109,
      walletMinor: 20_000,
      visitCount: 0,
      spentMinor: 0,
    });
    expect(till.ledger.ownVisits(memberRef, 5)).toEqual([]);
    const { purchaseDays, offerUses, stampsCollected } = till.ledger.ownHistory(memberRef);
    expect([purchaseDays, stampsCollected]).toEqual([[], { 'tea-card': 2 }]);
    expect(offerUses.map(({ offerId, uses }) => [offerId, uses])).toEqual([
      ['a-larger', 1],
      ['welcome-credit', 1],
      ['welcome-points', 1],
      ['welcome-things', 1],
    ]);
  });

  test('is read back as it was scored, but for what comes from scoring again', () => {
    const { ledger } = welcomed();
    const { score } = rewardToBook();
    expect(ledger.rewardOfCommand(testId(2))).toEqual({
      ...score,
      offers: score.offers.map((offer) => ({ ...offer, reasons: [] })),
    });
    expect(ledger.rewardOfCommand(testId(1))).toBeUndefined();
    expect(ledger.newestSale()?.basketId).toBe(testId(1));
  });

  test('is booked once, however often the command comes, also by a later start', () => {
    const till = welcomed();
    const again = enrolmentToBook({ commandId: testId(2), reward: rewardToBook() });
    expect(expectOk(till.ledger.bookEnrolment(again))).toMatchObject({ seq: 2, isRepeat: true });
    till.db.close();
    const later = openLedger({ file: { ...till.file, mode: 'mustExist' } });
    expect(expectOk(later.ledger.bookEnrolment(again))).toMatchObject({ seq: 2, isRepeat: true });
    // A repeat books nothing, not even what the first try could not know of.
    expect(kindsOf(later)).toEqual(['sale', 'enrol', 'activity']);
    expect(later.ledger.ownStanding(memberRef).points).toBe(109);
  });

  test('is booked as a whole or not at all', () => {
    const till = openLedger();
    const reward = { ...rewardToBook(), ruleSetJson: '{}' };
    const broken = enrolmentToBook({ commandId: testId(2), reward });
    expect(() => till.ledger.bookEnrolment(broken)).toThrow('named by the SHA-256');
    expect(kindsOf(till)).toEqual([]);
    expectOk(till.ledger.bookEnrolment({ ...broken, reward: rewardToBook() }));
    expect(kindsOf(till)).toEqual(['enrol', 'activity']);
  });

  test('keeps the rule set that it names', () => {
    const { db } = welcomed();
    const kept = db.prepareRead('SELECT canonical_json AS json FROM rule_set').all();
    expect(kept.map(({ json }) => json)).toContain(rewardToBook().ruleSetJson);
  });

  test('under a key that holds another member is an alarm', () => {
    const { ledger } = welcomed();
    const other = enrolmentToBook({
      commandId: testId(2),
      memberRef: otherMemberRef,
      reward: rewardToBook(),
    });
    expect(expectCode(ledger.bookEnrolment(other))).toBe('ledger_broken');
  });
});

describe('the check of a ledger with a rewarded activity', () => {
  test('finds it sound', () => {
    const till = welcomed();
    expect(verifyLedger(till.db, till.ports)).toMatchObject({ isSound: true, entries: 3, findings: [] });
  });

  test.each([
    [
      'more points',
      `UPDATE balance SET amount = amount + 1 WHERE account LIKE '%:points'`,
      'balance_differs',
    ],
    ['a use forgotten', `DELETE FROM offer_use WHERE offer_id = 'welcome-points'`, 'offer_facts_differ'],
    ['a stamp more', 'UPDATE member_stamps SET stamps = stamps + 1', 'offer_facts_differ'],
    [
      'a posting of another amount',
      `DROP TRIGGER posting_no_update; UPDATE posting SET amount = 101 WHERE amount = 100`,
      'postings_differ',
    ],
    [
      'a visit that was none',
      `INSERT INTO member_activity SELECT member_ref, 1, 0, 0 FROM member_stamps`,
      'activity_differs',
    ],
  ])('names %s', (_what, sql, code) => {
    const till = welcomed();
    till.db.runScript(sql);
    const { findings } = verifyLedger(till.db, till.ports);
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  test('counts it where the sums are made again from the entries', () => {
    const till = welcomed();
    const before = rowsOf(till);
    for (const table of sums) till.db.runScript(`DELETE FROM ${table}`);
    till.db.runScript('DELETE FROM member_purchase_day; DELETE FROM projection');
    till.db.close();
    const later = openLedger({ file: { ...till.file, mode: 'mustExist' } });
    expect(rowsOf(later)).toEqual(before);
    expect(verifyLedger(later.db, later.ports)).toMatchObject({ isSound: true });
  });
});
