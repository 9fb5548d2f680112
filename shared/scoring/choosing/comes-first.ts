/** Decides between combinations of equal worth. */

/** Whether the first difference of two rising lists is a place of the one. */
export function comesFirst(one: readonly number[], other: readonly number[]): boolean {
  for (const [at, place] of one.entries()) {
    const beside = other[at];
    if (beside === undefined || place < beside) return true;
    if (place > beside) return false;
  }
  return false;
}
