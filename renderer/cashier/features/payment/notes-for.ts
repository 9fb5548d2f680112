/** Sums that a customer is likely to hand over: the next round ones above what is to pay. */

const roundSums = [100_000, 500_000, 1_000_000, 5_000_000] as const;
const sumsMax = 3;

/** Rising, each once, all above `amountMinor`; none where nothing is to pay. */
export function notesFor(amountMinor: number): readonly number[] {
  if (amountMinor <= 0) return [];
  const sums = roundSums.map((sum) => (Math.floor(amountMinor / sum) + 1) * sum);
  return [...new Set(sums)].slice(0, sumsMax);
}
