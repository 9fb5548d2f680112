import { expect, test } from 'vitest';
import { compareChains } from '#electron/till/durability/compare-chains.ts';
import { journalEntry } from '#test/support/journal.ts';

const chain = (...seqs: readonly number[]) => seqs.map((seq) => journalEntry(seq));

test('the same chain twice has no difference', () => {
  expect(compareChains(chain(1, 2, 3), chain(1, 2, 3))).toEqual({
    same: 3,
    firstDifference: null,
    differences: 0,
    onlyInFirst: [],
    onlyInSecond: [],
  });
});

test('what only one has is told as ranges, and the first difference by its number', () => {
  const changed = { ...journalEntry(6), hash: new Uint8Array(32) };
  const second = [...chain(2, 3, 5), changed, journalEntry(7), journalEntry(1, 2)];
  expect(compareChains(chain(1, 2, 4, 5, 6, 7), second)).toEqual({
    same: 3,
    firstDifference: { epoch: 1, seq: 6 },
    differences: 1,
    onlyInFirst: [
      { epoch: 1, fromSeq: 1, toSeq: 1 },
      { epoch: 1, fromSeq: 4, toSeq: 4 },
    ],
    onlyInSecond: [
      { epoch: 1, fromSeq: 3, toSeq: 3 },
      { epoch: 2, fromSeq: 1, toSeq: 1 },
    ],
  });
});
