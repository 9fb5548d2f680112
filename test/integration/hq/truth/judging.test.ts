/** What HQ says of entries that break a rule: they stand, flagged with why. */

import { beforeEach, describe, expect, it } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { judgeLater } from '#sync/server/truth/judge-later.ts';
import { ledgerRuleSet, noonMs, operatorId } from '#test/support/ledger.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { dispositions, noticeKinds } from '#test/support/hq/truth-outcome.ts';
import { giftOf, refundOf } from '#test/support/hq/truth-values.ts';
import { countAll, createTruthWorld, knowRuleSet, memberId } from '#test/support/hq/truth-world.ts';
import type { TruthWorld, ValueAsked } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let world: TruthWorld;
beforeEach(() => {
  world = createTruthWorld();
});

describe('judging', () => {
  it('scores each sale again and says where a till came to another answer', async () => {
    const till = world.till(1);
    const sale = till.sell();
    const [, ...others] = ledgerRuleSet.offers;
    const lacking = { ...ledgerRuleSet, offers: others };
    const wrong = world.till(2).sell({ ruleSet: lacking });
    // The same till from its beginning: its sale names rules that it was not scored by.
    const second = world.till(2);
    second.bookRaw(encodeEntry({ ...wrong, ruleSetHash: sale.ruleSetHash }));
    await second.push(db());
    await till.push(db());
    await knowRuleSet(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale accepted', 'sale flagged score_differs']);
  });

  it('judges a sale whose rule set was missing when the rule set has come', async () => {
    const till = world.till(1);
    till.sell();
    await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale flagged rule_set_missing']);
    const deps = { ...testHqDeps(db()), ruleSets: createCompiledRuleSets() };
    expect(await judgeLater(deps)).toBe(0);
    await knowRuleSet(db());
    expect(await judgeLater(deps)).toBe(1);
    expect(await dispositions(db())).toEqual(['sale accepted']);
    expect(await judgeLater(deps)).toBe(0);
  });

  it('asks for a second look where nobody approved what nobody may do alone', async () => {
    const till = world.till(1);
    till.book({ kind: 'adjust', detail: { reasonId: 'goodwill', batchId: null } });
    till.book({ kind: 'adjust', approverId: operatorId, detail: { reasonId: 'goodwill', batchId: null } });
    till.book({
      kind: 'adjust',
      approverId: memberId(99),
      detail: { reasonId: 'goodwill', batchId: null },
    });
    await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'adjust flagged approver_missing',
      'adjust flagged approver_missing',
      'adjust accepted',
    ]);
  });

  it('names the refund that gives back more of a line than was sold, over all tills', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const sale = first.sell();
    first.book(refundOf(sale, 1));
    second.book(refundOf(sale, 2, 'proof'));
    await knowRuleSet(db());
    // The second till is heard first: it is judged when the sale is here.
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'sale accepted',
      'refund accepted',
      'refund flagged refund_above_original',
    ]);
    expect(await noticeKinds(db())).toEqual(['refundAboveOriginal']);
  });

  it('finds the sale of a refund in what came long before', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const sale = first.sell();
    await knowRuleSet(db());
    await first.push(db());
    await countAll(db());
    second.book(refundOf(sale, 2, 'proof'));
    second.book(refundOf(sale, 1, 'proof'));
    await second.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'sale accepted',
      'refund accepted',
      'refund flagged refund_above_original',
    ]);
  });

  it('names the second use of a code that has one, whichever till is heard first', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const codeId = memberId(77);
    first.book({
      kind: 'issueCodes',
      detail: {
        codeKind: 'coupon',
        batchId: memberId(78),
        refId: null,
        codeIds: [codeId],
        valueMinor: minor(1_000),
        usesMax: 1,
        expiresOn: null,
      },
    });
    const use: ValueAsked = { kind: 'useCode', detail: { codeKind: 'coupon', codeId, basketId: null } };
    first.book(use);
    second.book(use);
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'issueCodes accepted',
      'useCode accepted',
      'useCode flagged code_used_twice',
    ]);
    expect(await noticeKinds(db())).toEqual(['codeUsedTwice']);
  });

  it('marks an entry whose clock stands far ahead of its arrival', async () => {
    const till = world.till(1);
    till.book(giftOf({ unit: 'points', amount: 1 }));
    await till.push(db());
    await db()
      .updateTable('segment')
      .set({ received_ms: noonMs - 3_600_000 })
      .execute();
    await countAll(db());
    expect(await dispositions(db())).toEqual(['grant flagged clock_suspect']);
  });
});
