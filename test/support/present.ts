/** A value that the test knows to be there. */

import { invariant } from '#shared/kernel/invariant.ts';

export function present<Value>(value: Value | null | undefined): Value {
  invariant(value !== null && value !== undefined, 'the test knows that the value is there');
  return value;
}
