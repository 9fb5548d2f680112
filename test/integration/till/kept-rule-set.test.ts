/** The rule set that is kept beside the open basket, on a real file. */

import { expect, it } from 'vitest';
import { addLine, pinned } from '#electron/till/basket/change-draft.ts';
import { emptyDraft } from '#electron/till/basket/draft.ts';
import type { DraftChange } from '#electron/till/basket/draft.ts';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createDraftStore } from '#electron/till/db/stores/draft-store.ts';
import { minor } from '#shared/domain/money.ts';
import { noteFile } from '#test/support/encrypted-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { testId } from '#test/support/ledger.ts';

const spring = { ruleSetHash: 'aa'.repeat(32), body: '{"offers":["spring"]}' };
const autumn = { ruleSetHash: 'bb'.repeat(32), body: '{"offers":["autumn"]}' };

function firstLine(basket: number, ruleSetHash: string): DraftChange {
  const line = { lineId: testId(basket + 1), product: null, unitPriceMinor: minor(1_000), quantity: 1 };
  return pinned(expectOk(addLine(emptyDraft(testId(basket)), line)), ruleSetHash);
}

it('keeps the rule set of a basket that is gone until a basket is pinned to another one', () => {
  const db = expectOk(openDatabase(noteFile({ kind: draftsKind, durability: 'NORMAL' })));
  const drafts = createDraftStore(db);
  const rowsWritten = (): unknown => db.prepareRead('SELECT total_changes() AS count').get()?.['count'];
  expectOk(drafts.saveChange(firstLine(10, spring.ruleSetHash), { command: null, ruleSet: spring }));
  expectOk(drafts.startOver(testId(20), null));
  expect(drafts.keptRuleSet(spring.ruleSetHash)).toEqual(spring);

  const before = Number(rowsWritten());
  expectOk(drafts.saveChange(firstLine(20, spring.ruleSetHash), { command: null, ruleSet: spring }));
  const unchanged = Number(rowsWritten()) - before;
  expectOk(drafts.startOver(testId(30), null));
  const beforeOther = Number(rowsWritten());
  expectOk(drafts.saveChange(firstLine(30, autumn.ruleSetHash), { command: null, ruleSet: autumn }));
  expect(Number(rowsWritten()) - beforeOther).toBe(unchanged + 2); // the old version out, the new one in
  expect(drafts.keptRuleSet(spring.ruleSetHash)).toBeUndefined();
  expect(drafts.keptRuleSet(autumn.ruleSetHash)).toEqual(autumn);
  db.close();
});
