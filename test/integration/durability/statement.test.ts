import { describe, expect, test } from 'vitest';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { statementQueries } from '#electron/till/db/stores/statement-store.ts';
import { createStatementOf } from '#electron/till/queries/statement.ts';
import type { StatementLine } from '#electron/till/queries/statement.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { deviceId, memberRef, openLedger, otherMemberRef } from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { idIn, redemptionOf, refundOf, saleOf, topUpOf } from '#test/support/value-bookings.ts';
import type { Booking } from '#test/support/value-bookings.ts';

const days: readonly IsoDate[] = ['2026-11-18', '2026-11-20', '2026-11-19', '2026-11-21'];

/** Two members in turns, on days of which one comes late; what one pays with is sometimes the wallet of the other. */
function visitedLedger(): TestLedger {
  const till = openLedger();
  for (const [visit, day] of days.entries()) {
    const [member, payer] = visit % 2 === 0 ? [memberRef, otherMemberRef] : [otherMemberRef, memberRef];
    const booking = (kind: number): Booking => ({ id: idIn(kind, visit), member, day });
    const filled = expectOk(till.ledger.bookValue(topUpOf({ ...booking(1), member: payer })));
    const sold = expectOk(till.ledger.bookSale(saleOf(booking(2))));
    const lot = { kind: 'entry', entryId: filled.entryId, line: 0 } as const;
    const paid = redemptionOf({ ...booking(3), member: payer }, sold.entryId, lot);
    expectOk(till.ledger.bookValue({ ...paid, memberRef: member }));
    expectOk(till.ledger.bookValue(refundOf(booking(4), sold.entryId)));
    till.time.advance(60_000);
  }
  return till;
}

type PlainLine = Pick<StatementLine, 'seq' | 'purse' | 'unit' | 'amount' | 'balance' | 'businessDay'>;

/** Every posting of the ledger in its order, summed up one by one. */
function plainLines(till: TestLedger, member: MemberRef): readonly PlainLine[] {
  const held = new Map<string, number>();
  const lines: PlainLine[] = [];
  for (const { columns, postings } of createAuditStore(till.db).entriesAfter(deviceId, 1, 0)) {
    const changes = new Map<string, number>();
    for (const { account, unit, amount } of postings) {
      if (!account.startsWith(`member:${member}:`)) continue;
      const key = `${account.split(':')[2]} ${unit}`;
      changes.set(key, (changes.get(key) ?? 0) + amount);
    }
    for (const [key, amount] of [...changes].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
      const [purse = '', unit = ''] = key.split(' ');
      const balance = (held.get(key) ?? 0) + amount;
      held.set(key, balance);
      const { seq, businessDay } = columns;
      if (amount !== 0) lines.push({ seq, purse, unit, amount, balance, businessDay });
    }
  }
  return lines;
}

function plain(lines: readonly StatementLine[]): readonly PlainLine[] {
  return lines
    .map(({ seq, purse, unit, amount, balance, businessDay }) => ({
      seq,
      purse,
      unit,
      amount,
      balance,
      businessDay,
    }))
    .toSorted((left, right) => left.seq - right.seq || (left.purse < right.purse ? -1 : 1));
}

describe('the statement of a member', () => {
  test('is what every posting adds up to, also by entries that name somebody else', () => {
    const till = visitedLedger();
    for (const member of [memberRef, otherMemberRef]) {
      const told = createStatementOf(till.db)(member);
      expect(plain(told.lines)).toEqual(plainLines(till, member));
      expect(told.lines.map(({ seq }) => seq)).toEqual(
        told.lines.map(({ seq }) => seq).toSorted((left, right) => left - right),
      );
    }
    const own = till.ledger.entriesOfMember(memberRef, 100).map(({ seq }) => seq);
    const ofOthers = plainLines(till, memberRef).filter(({ seq }) => !own.includes(seq));
    expect(ofOthers.length).toBeGreaterThan(0);
  });

  test('has the same newest lines however few entries are asked for', () => {
    const till = visitedLedger();
    const statementOf = createStatementOf(till.db);
    const whole = statementOf(memberRef);
    for (const entriesMax of [1, 2, 3, 5, 8]) {
      const page = statementOf(memberRef, { entriesMax });
      expect(page.lines).toEqual(whole.lines.slice(-page.lines.length));
      expect(page.balances).toEqual(whole.balances);
    }
  });

  test('leaves out the days after the one that is asked for, also where a day comes late', () => {
    const till = visitedLedger();
    const lines = plainLines(till, memberRef);
    for (const asOf of days) {
      const told = createStatementOf(till.db)(memberRef, { asOf });
      expect(plain(told.lines)).toEqual(lines.filter(({ businessDay }) => businessDay <= asOf));
    }
  });

  test('reads no page of the entries and postings themselves', () => {
    const till = visitedLedger();
    const given = { own: [new Uint8Array(16), 5], changes: ['member:x:points', 0, 'points'] } as const;
    for (const name of ['own', 'changes'] as const) {
      const steps = till.db.prepareRead(`EXPLAIN QUERY PLAN ${statementQueries[name]}`).all(...given[name]);
      const plan = steps.map(({ detail }) => String(detail));
      expect(plan).toEqual([expect.stringContaining('USING COVERING INDEX')]);
    }
  });
});
