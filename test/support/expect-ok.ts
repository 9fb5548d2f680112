/** Takes the value out of a Result, and fails the test with the code when there is none. */

import { expect } from 'vitest';
import type { Result } from '#shared/kernel/result.ts';

export function expectOk<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) expect.fail(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

export function expectCode(result: Result<unknown, { readonly code: string }>): string {
  if (result.ok) expect.fail('expected a failure, got a value');
  return result.error.code;
}
