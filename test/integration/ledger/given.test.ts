/** What left members for rewards, to other members and for gift cards: sums beside the ledger. */

import { describe, expect, test } from 'vitest';
import { createGivenStore } from '#electron/till/db/stores/given-store.ts';
import type { RedeemedSince } from '#electron/till/db/stores/redeemed-store.ts';
import type { ValueToBook } from '#electron/till/ledger-port.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { memberRef, noonMs, openLedger, operatorId, otherMemberRef, testId } from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { plainContent } from '#test/support/value-entries.ts';

const hourMs = 3_600_000;
const never = 2 * noonMs;

function points(fromRef: MemberRef, toRef: MemberRef, amount: number): readonly Move[] {
  const spent = { kind: 'shop', account: 'redeemed' } as const;
  const terms = { origin: 'transferred', releaseOn: null, expiresOn: null } as const;
  const from = { kind: 'member', memberRef: fromRef, purse: 'points' } as const;
  const to = { kind: 'member', memberRef: toRef, purse: 'points' } as const;
  return [
    { unit: 'points', amount, from, to: spent, lot: { kind: 'snapshot', key: '' } },
    { unit: 'points', amount, from: spent, to, lot: { kind: 'own', terms } },
  ];
}

function transfer(number: number, fromRef: MemberRef, toRef: MemberRef): ValueToBook {
  const moves = points(fromRef, toRef, 10 * (number + 1));
  return {
    kind: 'transfer',
    opKey: valueKey(sha256, 'transfer', testId(number)),
    memberRef: fromRef,
    operatorId,
    approverId: null,
    storeId: 'store-1',
    businessDay: '2026-11-21',
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
    content: { ...plainContent, moves, detail: { toMemberRef: toRef } },
  };
}

/** 10 and 20 of one member, then 30 of the other; two hours lie between. */
function givenLedger(): TestLedger {
  const till = openLedger();
  const ways = [
    [memberRef, otherMemberRef],
    [memberRef, otherMemberRef],
    [otherMemberRef, memberRef],
  ] as const;
  for (const [index, [from, to]] of ways.entries()) {
    expectOk(till.ledger.bookValue(transfer(index, from, to)));
    till.time.advance(2 * hourMs);
  }
  return till;
}

function givenIn({ db }: TestLedger, since: Partial<RedeemedSince>) {
  const store = createGivenStore(db);
  const asked = { included: null, sinceMs: never, ...since };
  return { own: store.givenBy(memberRef, asked).points, all: store.givenByAll(asked).points };
}

describe('what a till has let go of otherwise than to pay', () => {
  test('is known by member and in all, and what a member is given is none of it', () => {
    const till = givenLedger();
    expect(givenIn(till, {})).toEqual({ own: 30, all: 60 });
    expect(verifyLedger(till.db, till.ports).findings).toEqual([]);
  });

  test('leaves out what the snapshot contains, but never what was given in the last hours', () => {
    const till = givenLedger();
    const included = { epoch: 1, seq: 2 };
    expect(givenIn(till, { included })).toEqual({ own: 0, all: 30 });
    const sinceMs = till.ports.clock.nowMs() - 5 * hourMs;
    expect(givenIn(till, { included, sinceMs })).toEqual({ own: 20, all: 50 });
  });

  test('is named where its sums differ from the entries', () => {
    const till = givenLedger();
    for (const column of [
      'member_points',
      'member_wallet_minor',
      'till_points',
      'till_wallet_minor',
      'hlc_ms',
    ]) {
      till.db.prepare(`UPDATE given SET ${column} = ${column} + 1 WHERE place = 4294967298`).run();
      const codes = verifyLedger(till.db, till.ports).findings.map(({ code }) => code);
      expect(codes).toContain('projection_differs');
      till.db.prepare(`UPDATE given SET ${column} = ${column} - 1 WHERE place = 4294967298`).run();
    }
    expect(verifyLedger(till.db, till.ports).isSound).toBe(true);
  });

  test('is summed again from the entries of a ledger that is older than the sums', () => {
    const till = givenLedger();
    const rows = 'SELECT * FROM given ORDER BY place';
    const before = till.db.prepareRead(rows).all();
    till.db.prepare("DELETE FROM projection WHERE name = 'given'").run();
    till.db.prepare('DELETE FROM given').run();
    expect(openLedger({ file: till.file }).db.prepareRead(rows).all()).toEqual(before);
  });
});
