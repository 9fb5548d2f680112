import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { codeRandomBytes, makeCode } from '#shared/domain/code.ts';
import { minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';
import { codeIdOf } from '#shared/ledger/value/code-id.ts';
import {
  cancelCodes,
  codesPerEntryMax,
  issueCodes,
  issueGiftCards,
  permissionOf,
  spendCode,
  whyNotCode,
  worstLossOfCode,
} from '#shared/ledger/value/decide-codes.ts';
import type { CodeHome } from '#shared/ledger/value/decide-codes.ts';
import type { IssueCodesDetail } from '#shared/ledger/value/value-details.ts';
import { codeOf, giftCardOf } from '#test/support/codes.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { testId } from '#test/support/ledger.ts';

const today = '2026-11-21';
const detail: IssueCodesDetail = {
  codeKind: 'coupon',
  batchId: testId(1),
  refId: 'tenth',
  codeIds: [testId(2), testId(3)],
  valueMinor: minor(0),
  usesMax: 1,
  expiresOn: '2026-12-31',
};
const giftCards: IssueCodesDetail = {
  ...detail,
  codeKind: 'giftCard',
  refId: null,
  usesMax: 0,
  valueMinor: minor(700),
};

test('codes have ids of their own, which are no part of the code', () => {
  const first = makeCode(new Uint8Array(codeRandomBytes));
  const second = makeCode(new Uint8Array(codeRandomBytes).fill(1));
  expect(codeIdOf(sha256, first)).toBe(codeIdOf(sha256, first));
  expect(codeIdOf(sha256, first)).not.toBe(codeIdOf(sha256, second));
  expect(codeIdOf(sha256, first).replaceAll('-', '')).toHaveLength(32);
});

describe('a batch is issued', () => {
  test('as coupons, which move nothing', () => {
    expect(issueCodes(detail)).toEqual({ moves: [], facts: [], detail });
  });

  test.each(['clearing', 'issued'] as const)('as gift cards, each with its money from %s', (account) => {
    const { moves } = issueGiftCards(giftCards, account);
    expect(moves.map(({ amount, from, to, lot }) => ({ amount, from, to, lot }))).toEqual(
      giftCards.codeIds.map((codeId) => ({
        amount: 700,
        from: { kind: 'shop', account },
        to: { kind: 'giftCard', codeId },
        lot: { kind: 'own', terms: { origin: 'gift', releaseOn: null, expiresOn: '2026-12-31' } },
      })),
    );
  });

  test('never as gift cards without money, nor as coupons with some', () => {
    expect(() => issueCodes(giftCards)).toThrow(InvariantError);
    expect(() => issueGiftCards(detail, 'issued')).toThrow(InvariantError);
    expect(() => issueGiftCards({ ...giftCards, valueMinor: minor(0) }, 'issued')).toThrow(InvariantError);
  });

  test('never empty, too large, without a use or with one code twice', () => {
    const tooMany = Array.from({ length: codesPerEntryMax + 1 }, (_, index) => testId(1_000 + index));
    for (const codeIds of [[], tooMany, [testId(2), testId(2)]]) {
      expect(() => issueCodes({ ...detail, codeIds })).toThrow(InvariantError);
    }
    expect(() => issueCodes({ ...detail, usesMax: 0 })).toThrow(InvariantError);
    expect(issueCodes({ ...detail, codeIds: tooMany.slice(1) }).detail.codeIds).toHaveLength(
      codesPerEntryMax,
    );
  });
});

describe('a code is used', () => {
  test('up to its last use and not once more', () => {
    expect(expectOk(spendCode(codeOf({ usesMax: 3, uses: 2 }), { today, basketId: testId(9) }))).toEqual({
      moves: [],
      facts: [],
      detail: { codeKind: 'coupon', codeId: testId(901), basketId: testId(9) },
    });
    expect(expectCode(spendCode(codeOf({ usesMax: 3, uses: 3 }), { today, basketId: null }))).toBe(
      'code_used_up',
    );
  });

  test('up to the day before its end', () => {
    expect(whyNotCode(codeOf({ expiresOn: '2026-11-22' }), today)).toBeNull();
    expect(whyNotCode(codeOf({ expiresOn: today }), today)?.code).toBe('code_expired');
  });

  test('never after it was cancelled', () => {
    expect(whyNotCode(codeOf({ isCancelled: true, expiresOn: '2020-01-01' }), today)?.code).toBe(
      'code_cancelled',
    );
  });

  test('as often as it likes where it is a gift card', () => {
    expect(whyNotCode(giftCardOf({ uses: 1_000 }), today)).toBeNull();
  });

  test('never more often than it says, whatever the order of tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 60 }), (usesMax, tries) => {
        let uses = 0;
        for (let attempt = 0; attempt < tries; attempt += 1) {
          if (spendCode(codeOf({ usesMax, uses }), { today, basketId: null }).ok) uses += 1;
        }
        expect(uses).toBe(Math.min(usesMax, tries));
      }),
    );
  });
});

describe('codes are cancelled', () => {
  const cancelled = { batchId: testId(1), reasonId: 'leaked' };

  test('with what is left on gift cards going back to the shop', () => {
    const card = giftCardOf({ place: 3 });
    const { moves, detail: kept } = expectOk(
      cancelCodes([{ code: card, balanceMinor: minor(120) }], cancelled),
    );
    expect(kept).toEqual({ ...cancelled, codeIds: [card.codeId] });
    expect(moves).toEqual([
      {
        unit: 'money',
        amount: 120,
        from: { kind: 'giftCard', codeId: card.codeId },
        to: { kind: 'shop', account: 'breakage' },
        lot: { kind: 'entry', entryId: card.issueEntryId, line: 6 },
      },
    ]);
  });

  test('without a move where nothing is left', () => {
    const { moves } = expectOk(cancelCodes([{ code: giftCardOf(), balanceMinor: minor(0) }], cancelled));
    expect(moves).toEqual([]);
  });

  test('once: those cancelled before are passed over', () => {
    const before = { code: codeOf({ codeId: testId(5), isCancelled: true }), balanceMinor: minor(0) };
    const open = { code: codeOf({ codeId: testId(6) }), balanceMinor: minor(0) };
    expect(expectOk(cancelCodes([before, open], cancelled)).detail.codeIds).toEqual([testId(6)]);
    expect(expectCode(cancelCodes([before], cancelled))).toBe('code_cancelled');
  });

  test('never more of them in one entry than an entry holds', () => {
    const many = Array.from({ length: codesPerEntryMax + 1 }, (_, index) => ({
      code: codeOf({ codeId: testId(index) }),
      balanceMinor: minor(0),
    }));
    expect(() => cancelCodes(many, cancelled)).toThrow(InvariantError);
  });
});

describe('a single-use voucher at tills that do not see each other', () => {
  const alone: Authority = { kind: 'till' };
  const unreachable: Authority = { kind: 'hq', snapshotAgeMs: 3_600_000, isReachable: false, tills: 2 };
  const reachable: Authority = { ...unreachable, isReachable: true };

  test.each<[CodeHome, number, Authority, string]>([
    ['elsewhere', 1, alone, 'allowed'],
    ['elsewhere', 1, reachable, 'allowed'],
    ['here', 1, unreachable, 'allowed'],
    ['elsewhere', 1, unreachable, 'needsHq'],
    ['anywhere', 1, unreachable, 'flagged'],
    ['elsewhere', 5, unreachable, 'flagged'],
  ])('%s, with %i uses, under %o, is %s', (home, usesMax, authority, permission) => {
    expect(permissionOf({ home, usesMax }, authority)).toBe(permission);
  });

  test('costs at most its value beyond what it is worth, where two tills take it', () => {
    const voucher = { home: 'anywhere', usesMax: 1, valueMinor: minor(50_000) } as const;
    expect(worstLossOfCode(voucher, unreachable)).toBe(50_000);
    expect(worstLossOfCode(voucher, { ...unreachable, tills: 4 })).toBe(150_000);
    expect(worstLossOfCode(voucher, { ...unreachable, tills: 0 })).toBe(0);
  });

  test('costs nothing beyond where it has a home, HQ is reached or the till is alone', () => {
    const voucher = { home: 'elsewhere', usesMax: 1, valueMinor: minor(50_000) } as const;
    expect(worstLossOfCode(voucher, unreachable)).toBe(0);
    expect(worstLossOfCode({ ...voucher, home: 'anywhere' }, reachable)).toBe(0);
    expect(worstLossOfCode({ ...voucher, home: 'anywhere' }, alone)).toBe(0);
  });

  test('loses no more than said, however k tills use it', () => {
    const homes = fc.constantFrom<CodeHome>('here', 'elsewhere', 'anywhere');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        homes,
        fc.array(fc.nat({ max: 5 }), { maxLength: 40 }),
        (tills, usesMax, home, attempts) => {
          const authority: Authority = { ...unreachable, tills };
          const usesByTill = new Map<number, number>();
          for (const attempt of attempts) {
            const till = attempt % tills;
            // A code with a home is at home at the first till.
            const homeHere = home === 'anywhere' ? home : till === 0 ? 'here' : 'elsewhere';
            const uses = usesByTill.get(till) ?? 0;
            if (permissionOf({ home: homeHere, usesMax }, authority) === 'needsHq') continue;
            if (spendCode(codeOf({ usesMax, uses }), { today, basketId: null }).ok) {
              usesByTill.set(till, uses + 1);
            }
          }
          const used = [...usesByTill.values()].reduce((sum, uses) => sum + uses, 0);
          const lossMinor = Math.max(0, used - usesMax) * 100;
          const known = home === 'anywhere' ? home : 'elsewhere';
          expect(lossMinor).toBeLessThanOrEqual(
            worstLossOfCode({ usesMax, home: known, valueMinor: minor(100) }, authority),
          );
        },
      ),
    );
  });
});
