/** Work on what a till signed, where a broken till must not stop HQ. */

import { InvariantError } from '#shared/kernel/invariant.ts';

/**
 * `undefined` where the ledger's own invariants refuse the entry: they hold for every entry of a sound till, and are no
 * bug of HQ where a signed entry breaks them. Only pure work on one entry may be run in it.
 */
export function ifWhole<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvariantError) return undefined;
    throw error;
  }
}
