/** Beside which field of the form a refusal belongs. */

import type { ErrorCode } from '#shared/contracts/error-codes.ts';

export type FaultField = 'name' | 'phone' | 'birthday' | 'form';

const fields: ReadonlyMap<ErrorCode, FaultField> = new Map([
  ['name_missing', 'name'],
  ['phone_invalid', 'phone'],
  ['phone_taken', 'phone'],
  ['birth_date_invalid', 'birthday'],
]);

export function faultField(code: ErrorCode): FaultField {
  return fields.get(code) ?? 'form';
}
